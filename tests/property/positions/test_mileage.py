"""What always holds of mileage, trips, stops and speeding."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.mileage import (
    FASTEST_KMH,
    SPEEDING,
    STOP,
    TRIP_M,
    driving_of,
    mileage_m,
    stops_of,
    trips_of,
)
from dispatch.domain.place import short_distance_m
from dispatch.domain.track import TrackFix
from gis.datum import Wgs84

BEGAN = datetime(2026, 11, 22, tzinfo=UTC)
GAP_S = 60.0
STEP = st.tuples(
    st.integers(0, 90),
    st.floats(-0.004, 0.004),
    st.floats(-0.004, 0.004),
    st.none() | st.floats(0, 160),
)


def track(steps: list[tuple[int, float, float, float | None]]) -> list[TrackFix]:
    """Make fixes in the order of time, each a little on from the last."""
    times = accumulate(step[0] for step in steps)
    lons = accumulate((step[1] for step in steps), initial=118.3)
    lats = accumulate((step[2] for step in steps), initial=33.9)
    rows = zip(times, lons, lats, steps, strict=False)
    return [
        TrackFix(BEGAN + timedelta(seconds=s), Wgs84(lon, lat), step[3], None, opens=False)
        for s, lon, lat, step in rows
    ]


TRACKS = st.lists(STEP, max_size=50).map(track)


@given(TRACKS, st.integers(0, 50))
def test_the_mileage_of_any_two_parts_is_that_of_the_whole(fixes: list[TrackFix], place: int):
    place = min(place, max(0, len(fixes) - 1))
    parts = mileage_m(fixes[: place + 1], gap_s=GAP_S) + mileage_m(fixes[place:], gap_s=GAP_S)
    assert abs(parts - mileage_m(fixes, gap_s=GAP_S)) < 1e-6


@given(TRACKS)
def test_no_mileage_is_faster_than_any_ambulance(fixes: list[TrackFix]):
    driving = driving_of(fixes, gap_s=GAP_S, over_kmh=80.0)
    assert driving.metres <= driving.driving_s * FASTEST_KMH / 3.6 + 1e-6
    assert driving.metres >= 0


@given(TRACKS, st.integers(0, 49), st.floats(0.5, 20))
def test_one_jump_adds_nothing(fixes: list[TrackFix], place: int, away_deg: float):
    at = min(place, max(0, len(fixes) - 1))
    before = mileage_m(fixes[: at + 1], gap_s=GAP_S) + mileage_m(fixes[at + 1 :], gap_s=GAP_S)
    jump = [
        TrackFix(one.at, Wgs84(one.point.lon - away_deg, one.point.lat), None, None, opens=False)
        for one in fixes[at : at + 1]
    ]
    whole = [*fixes[: at + 1], *jump, *fixes[at + 1 :]]
    assert abs(mileage_m(whole, gap_s=GAP_S) - before) < 1e-6


@given(TRACKS)
def test_trips_and_stops_share_the_time_and_the_mileage(fixes: list[TrackFix]):
    stops = stops_of(fixes, gap_s=GAP_S)
    trips = list(trips_of(fixes, gap_s=GAP_S))
    for one, after in pairwise(stops):
        assert one.until < after.since
    assert all(one.until - one.since >= STOP for one in stops)
    for trip in trips:
        assert trip.metres >= TRIP_M
        assert all(one.until <= trip.since or one.since >= trip.until for one in stops)
    inside = sum(
        mileage_m([fix for fix in fixes if one.since <= fix.at <= one.until], gap_s=GAP_S)
        for one in stops
    )
    told = sum(trip.metres for trip in trips) + inside
    left_out = mileage_m(fixes, gap_s=GAP_S) - told
    assert -1e-6 - inside <= left_out <= TRIP_M * (len(stops) + 1)


@given(TRACKS, st.integers(61, 100_000))
def test_nothing_is_counted_over_a_silence(fixes: list[TrackFix], silent_s: int):
    parts = [fixes, [replace(fix, at=fix.at + timedelta(days=3)) for fix in fixes]]
    last = fixes[-1:] and [replace(fixes[-1], at=fixes[-1].at + timedelta(seconds=silent_s))]
    away = [replace(one, point=Wgs84(one.point.lon, one.point.lat + 0.005)) for one in last]
    whole = [*fixes, *away, *parts[1]]
    told = sum(mileage_m(part, gap_s=GAP_S) for part in parts)
    assert abs(mileage_m(whole, gap_s=GAP_S) - told) < 1e-6


@given(TRACKS, st.floats(20, 150))
def test_speeding_is_told_where_it_was_and_never_below_the_limit(
    fixes: list[TrackFix], over_kmh: float
):
    for one in driving_of(fixes, gap_s=GAP_S, over_kmh=over_kmh).speedings:
        within = [fix for fix in fixes if one.since <= fix.at <= one.until]
        assert one.until - one.since >= SPEEDING
        assert one.fastest_kmh > over_kmh
        assert one.point in [fix.point for fix in within]


@given(st.integers(200, 2000), st.floats(0, 12), st.floats(0, 2.9))
def test_one_that_stands_and_trembles_has_one_stop_and_no_mileage(
    seconds: int, tremble_m: float, speed_kmh: float
):
    fixes = [
        TrackFix(
            BEGAN + timedelta(seconds=s),
            Wgs84(118.3, 33.9 + (s // 5 % 2) * tremble_m / 111_195),
            speed_kmh,
            None,
            opens=False,
        )
        for s in range(0, seconds, 5)
    ]
    driving = driving_of(fixes, gap_s=GAP_S, over_kmh=80.0)
    assert (driving.metres, len(driving.stops), driving.trips) == (0.0, 1, ())
    assert short_distance_m(driving.stops[0].point, fixes[0].point) == 0
