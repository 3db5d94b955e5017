"""What always holds of an odometer, whatever it is made to tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.mileage import driving_of
from dispatch.domain.odometer import BreakKind, Odometer, differ, odometer_of
from dispatch.domain.track import TrackFix
from gis.datum import Wgs84

BEGAN = datetime(2026, 11, 22, tzinfo=UTC)
TOLD = st.lists(st.none() | st.floats(0, 500_000), max_size=40)


def drive(*told: float | None, every_s: float = 5.0) -> list[TrackFix]:
    return [
        TrackFix(
            BEGAN + timedelta(seconds=n * every_s),
            Wgs84(118.3 + n * 1e-3, 33.9),
            40.0,
            None,
            opens=False,
            odometer_km=km,
        )
        for n, km in enumerate(told)
    ]


def odometer(*told: float | None, every_s: float = 5.0) -> Odometer:
    found = odometer_of(drive(*told, every_s=every_s))
    assert found is not None
    return found


@given(TOLD)
def test_no_odometer_counts_backwards_or_faster_than_can_be_driven(told: list[float | None]):
    fixes = drive(*told)
    found = odometer_of(fixes)
    most_m = len(fixes) * (250 / 3.6 * 5 + 100)
    assert found is None or 0 <= found.metres <= most_m


@given(TOLD, st.integers(0, 40))
def test_the_odometer_of_two_parts_is_that_of_the_whole(told: list[float | None], place: int):
    fixes = [one for one in drive(*told) if one.odometer_km is not None]
    parts = [odometer_of(fixes[: place + 1]), odometer_of(fixes[place:])]
    whole = odometer_of(fixes)
    apart = sum(one.metres for one in parts if one)
    assert apart == pytest.approx(whole.metres if whole else 0)


@given(TOLD)
def test_an_odometer_leaves_the_mileage_of_the_points_as_it_is(told: list[float | None]):
    fixes = drive(*told)
    without = [replace(one, odometer_km=None) for one in fixes]
    metres = [driving_of(one, gap_s=60, over_kmh=80).metres for one in (fixes, without)]
    assert metres[0] == metres[1]


def test_a_replaced_odometer_is_named_and_its_two_lives_are_added():
    found = odometer(90_210.0, 90_210.2, 0.1, 0.3)
    assert found.metres == pytest.approx(400)
    (broken,) = found.breaks
    assert (broken.kind, broken.before_km, broken.after_km) == (BreakKind.SET_BACK, 90_210.2, 0.1)
    assert not found.is_sound


def test_an_odometer_that_leaps_by_more_than_can_be_driven_is_named():
    found = odometer(100.0, 4_000.0, 4_000.1)
    assert found.breaks[0].kind is BreakKind.JUMPED
    assert found.metres == pytest.approx(100)


def test_an_odometer_counts_on_over_a_silence():
    found = odometer(100.0, 112.0, every_s=600)
    assert (found.metres, found.breaks) == (12_000, ())


@pytest.mark.parametrize(
    ("told", "is_sound"),
    [
        ((1.0,), False),
        ((1.0, 1.1), True),
        ((1.0, *[1.1] * 8, None), True),
        ((1.0, *[1.1] * 7, None, None), False),
    ],
)
def test_it_stands_for_the_mileage_where_nine_of_ten_fixes_tell_it(
    told: tuple[float | None, ...], is_sound: bool
):
    assert odometer(*told).is_sound is is_sound


@pytest.mark.parametrize(
    ("points_m", "odometer_m", "apart"),
    [
        (5_000, 5_500, False),
        (5_000, 5_501, False),
        (10_000, 8_999, True),
        (10_000, 9_001, False),
        (0, 500, False),
        (0, 501, True),
    ],
)
def test_two_mileages_differ_by_a_tenth_and_half_a_kilometre(
    points_m: float, odometer_m: float, apart: bool
):
    assert differ(points_m, odometer_m) is apart
