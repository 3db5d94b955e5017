"""Cover as it was, by district and hour: what counts as reached in time, and what is too little."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dispatch.adapters.area_reports.cover_sheet import step_of
from dispatch.domain.area_report import PlacedIncident
from dispatch.domain.cover_report import CoverCell, cover_by_district
from gis.datum import Wgs84

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2026, 11, 1, 16, 30, tzinfo=UTC)  # half past midnight of the next day there


def reached_after(minutes: float | None, opened: datetime = EVENING) -> PlacedIncident:
    arrival = None if minutes is None else opened + timedelta(minutes=minutes)
    return PlacedIncident(Wgs84(118.3, 33.95), opened, arrival)


def test_reached_within_ten_minutes_counts_and_nobody_at_all_counts_as_late():
    named = [("城区", reached_after(minutes)) for minutes in (4, 10, 10.1, None)]
    (one,) = cover_by_district(named, SHANGHAI)
    assert (one.whole.incidents, one.whole.in_time, one.whole.share) == (4, 2, 0.5)


def test_hours_are_those_of_the_centres_clock():
    (one,) = cover_by_district([("城区", reached_after(4))], SHANGHAI)
    assert [hour for hour, cell in enumerate(one.hours) if cell.incidents] == [0]
    assert one.hours[1].share is None


def test_the_worst_district_comes_first_and_one_with_few_last():
    named = [
        *[("好区", reached_after(4)) for _ in range(5)],
        *[("差区", reached_after(14)) for _ in range(5)],
        ("孤例", reached_after(14)),
    ]
    assert [one.district for one in cover_by_district(named, SHANGHAI)] == ["差区", "好区", "孤例"]


def test_few_emergencies_are_not_coloured_and_shares_fall_into_steps():
    assert step_of(CoverCell(4, 4)) is None
    cells = [CoverCell(10, reached) for reached in (10, 9, 8, 7, 6, 5)]
    assert [step_of(one) for one in cells] == [0, 0, 1, 2, 3, 4]
