"""A simulated vehicle is always on its line, never goes back, and arrives when the route says."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.simulator.driving.track import course_deg, plan_track, straight_track
from gis.datum import Wgs84
from gis.geodesy import distance_m

POINTS = st.builds(
    Wgs84,
    st.floats(118.2, 118.4).map(lambda value: round(value, 6)),
    st.floats(33.9, 34.0).map(lambda value: round(value, 6)),
)
LINES = st.lists(POINTS, min_size=2, max_size=6, unique=True)
SECONDS = st.floats(10.0, 7200.0)
SHARES = st.floats(0.0, 1.0)


@settings(deadline=None)
@given(LINES, SECONDS)
def test_a_drive_begins_and_ends_with_its_line_and_takes_as_long_as_the_route(line, seconds):
    track = plan_track(line, seconds)
    assert track.at(0.0).point == line[0]
    assert distance_m(track.at(seconds).point, line[-1]) < 0.01
    assert track.seconds == pytest.approx(seconds)


@settings(deadline=None)
@given(LINES, SECONDS, SHARES)
def test_a_vehicle_is_always_on_its_line(line, seconds, share):
    point = plan_track(line, seconds).at(seconds * share).point
    detours = [
        distance_m(start, point) + distance_m(point, goal) - distance_m(start, goal)
        for start, goal in pairwise(line)
    ]
    assert min(detours) < 1.0


@settings(deadline=None)
@given(LINES, SECONDS, SHARES, SHARES)
def test_a_vehicle_never_goes_back(line, seconds, one, other):
    track = plan_track(line, seconds)
    earlier, later = sorted((one, other))
    assert _driven_m(track, earlier * seconds) <= _driven_m(track, later * seconds) + 0.01


@settings(deadline=None)
@given(LINES, SECONDS, SHARES)
def test_no_speed_is_absurd(line, seconds, share):
    track = plan_track(line, seconds)
    length_m = sum(distance_m(start, goal) for start, goal in pairwise(line))
    mean_kmh = length_m / seconds * 3.6
    assert 0.0 <= track.at(seconds * share).speed_kmh <= mean_kmh * 3.0


@settings(deadline=None)
@given(LINES, SECONDS, st.floats(0.0, 1e6))
def test_a_vehicle_stands_before_and_after_its_drive(line, seconds, beyond):
    track = plan_track(line, seconds)
    assert track.at(seconds + beyond).speed_kmh == 0.0
    assert track.at(-1.0 - beyond).speed_kmh == 0.0


@settings(deadline=None)
@given(POINTS)
def test_who_is_there_already_stands(point):
    track = straight_track(point, point)
    assert track.at(5.0).point == point
    assert track.seconds == 0.0


@settings(deadline=None)
@given(POINTS, POINTS)
def test_a_course_is_a_direction_of_the_compass(one, other):
    assert 0.0 <= course_deg(one, other) < 360.0


def _driven_m(track, seconds):
    place = sum(1 for reached in track.reached_s if reached <= seconds)
    passed = track.points[:place]
    driven_m = sum(distance_m(start, goal) for start, goal in pairwise(passed))
    return driven_m + distance_m(passed[-1], track.at(seconds).point)
