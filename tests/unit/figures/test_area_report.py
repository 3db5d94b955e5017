"""Figures by district: what is counted, what is left open, what is too little to say."""

from datetime import UTC, datetime, timedelta

import pytest

from dispatch.domain.area_report import PlacedIncident, times_by_district
from gis.datum import Wgs84

OPENED = datetime(2026, 11, 1, 8, tzinfo=UTC)
HERE = Wgs84(118.3, 33.95)


def reached_after(minutes: float | None) -> PlacedIncident:
    arrival = None if minutes is None else OPENED + timedelta(minutes=minutes)
    return PlacedIncident(HERE, OPENED, arrival)


def test_percentiles_are_of_the_nearest_rank_and_incidents_nobody_reached_are_counted_apart():
    named = [("城区", reached_after(minutes)) for minutes in (4, 6, 8, 10, 20, None)]
    [times] = times_by_district(named)
    assert (times.incidents, times.reached) == (6, 5)
    assert (times.median_s, times.p90_s) == (480.0, 1200.0)
    assert times.within_goal == pytest.approx(0.8)


def test_the_slowest_district_comes_first_and_one_with_too_few_last():
    named = [
        *[("近区", reached_after(5)) for _ in range(5)],
        *[("远区", reached_after(15)) for _ in range(5)],
        ("孤例", reached_after(40)),
    ]
    assert [one.district for one in times_by_district(named)] == ["远区", "近区", "孤例"]
    assert [one.few for one in times_by_district(named)] == [False, False, True]


def test_a_district_nobody_reached_has_no_figure_instead_of_zero():
    [times] = times_by_district([("城区", reached_after(None))])
    assert (times.median_s, times.p90_s, times.within_goal) == (None, None, None)


def test_an_arrival_corrected_to_before_the_call_is_no_response():
    assert reached_after(-3).response_s is None
