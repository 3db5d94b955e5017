"""Vehicles stand, drive, and stop where they are when they are called away."""

import asyncio

import pytest

from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.roads import Navigation
from dispatch.simulator.driving.track import half_of, plan_track, straight_track
from dispatch.simulator.pace import Pace
from gis.datum import Wgs84
from gis.geodesy import distance_m

HOME, AWAY = Wgs84(118.29, 33.95), Wgs84(118.30, 33.96)


class Clock:
    """A second hand that a test moves."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


async def test_a_vehicle_stands_at_home_until_it_drives_and_then_stands_where_it_came_to():
    fleet = Fleet(Pace(1_000_000.0), [("AMB01", HOME)])
    assert fleet.where("AMB01").point == HOME
    await fleet.drive("AMB01", straight_track(HOME, AWAY))
    seen = fleet.where("AMB01")
    assert distance_m(seen.point, AWAY) < 1.0
    assert seen.speed_kmh == 0.0
    assert list(fleet) == ["AMB01"]


async def test_who_is_called_away_stops_where_he_is():
    clock = Clock()
    fleet = Fleet(Pace(1.0, clock), [("AMB01", HOME)])
    track = plan_track((HOME, AWAY), 100.0)
    driving = asyncio.ensure_future(fleet.drive("AMB01", track))
    await asyncio.sleep(0)
    clock.seconds = 50.0
    assert fleet.where("AMB01").speed_kmh > 0.0
    driving.cancel()
    await asyncio.gather(driving, return_exceptions=True)
    clock.seconds = 90.0
    assert fleet.where("AMB01").point == track.at(50.0).point
    assert fleet.where("AMB01").speed_kmh == 0.0


async def test_where_no_roads_are_known_the_way_is_straight_and_slow():
    track = await Navigation().plan(HOME, AWAY)
    assert track.seconds == pytest.approx(distance_m(HOME, AWAY) * 1.4 / 40.0 * 3.6)


def test_half_a_drive_ends_in_its_middle():
    track = plan_track((HOME, AWAY), 100.0)
    half = half_of(track)
    assert half.seconds == 50.0
    assert half.end == track.at(50.0).point
    assert half.at(20.0).point == track.at(20.0).point
