"""What speaks against a thing as it was written is found, each for its reason."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from dispatch.domain.map_picture import MapPicture
from dispatch.domain.place import FoundPlace, FoundPlaces
from dispatch.domain.upkeep import Doubt, KeptKind, KeptThing
from dispatch.ports.map_data import MapAway, MapRegion
from dispatch.services.find_doubts import Sights, find_doubts
from dispatch.services.is_shifted import is_shifted
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84
from tests.unit.upkeep.some_things import OTHER, POWER, THING

UNIT = KeptKind.UNIT
HERE = Wgs84(118.29, 33.95)
SOUTH_WEST, NORTH_EAST = Wgs84(118.0, 33.7), Wgs84(118.6, 34.2)
KEPT = KeptThing(UNIT, THING, POWER["name"], POWER, version=1)


@dataclass
class Region:
    """A map, its water and its names."""

    away: bool = False
    water: bool = False
    named: dict[str, Wgs84] = field(default_factory=dict)
    south_west: Wgs84 = SOUTH_WEST
    north_east: Wgs84 = NORTH_EAST

    async def describe(self, version: str | None = None) -> MapRegion:
        if self.away:
            raise MapAway
        return MapRegion("suhe-1", self.south_west, self.north_east, "", 6, 16, ())

    async def tile(self, version: str, z: int, x: int, y: int) -> bytes:
        raise AssertionError

    async def picture(self, wanted: MapPicture) -> str:
        raise AssertionError

    async def is_water(self, point: Wgs84) -> bool:
        return self.water

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> FoundPlaces:
        point = self.named.get(text)
        places = (_found(point),) if point else ()
        return FoundPlaces(places, "", True)

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        raise AssertionError


def _found(point: Wgs84) -> FoundPlace:
    return FoundPlace("1", "", "", "", "landmark", point, "", 0.95, (), 0)


def shifted(point: Wgs84) -> Wgs84:
    lon, lat = from_wgs84(np.array([point.lon]), np.array([point.lat]))
    return Wgs84(float(lon[0]), float(lat[0]))


def at(lon: float, lat: float) -> dict[str, Any]:
    return POWER | {"point": {"lon": lon, "lat": lat}}


async def found(content: dict[str, Any], region: Region, *kept: KeptThing) -> tuple[Doubt, ...]:
    return await find_doubts(UNIT, THING, content, kept, Sights(region, region, region))


async def test_a_point_on_land_in_the_region_is_not_doubted():
    assert await found(POWER, Region(), KEPT) == ()


async def test_a_point_in_the_river_is_doubted():
    assert await found(POWER, Region(water=True)) == (Doubt.IN_WATER,)


async def test_a_point_outside_the_region_is_doubted():
    assert await found(at(121.0, 31.0), Region()) == (Doubt.OUTSIDE,)


async def test_swapped_degrees_are_told_as_such():
    kashi = Region(south_west=Wgs84(75.8, 39.2), north_east=Wgs84(76.3, 39.7))
    assert await found(at(39.47, 75.99), kashi) == (Doubt.OUTSIDE, Doubt.SWAPPED)
    assert await found(at(39.47, 80.0), kashi) == (Doubt.OUTSIDE,)


async def test_what_moved_by_the_offset_of_a_datum_is_doubted():
    moved = shifted(HERE)
    assert await found(at(moved.lon, moved.lat), Region(), KEPT) == (Doubt.DATUM,)


async def test_what_lies_the_offset_away_from_its_name_is_doubted():
    moved = shifted(HERE)
    region = Region(named={POWER["name"]: HERE})
    assert await found(at(moved.lon, moved.lat), region) == (Doubt.DATUM,)
    assert await found(POWER, region) == ()


async def test_two_of_one_name_are_doubted_but_not_with_a_retired_one():
    other = KeptThing(UNIT, OTHER, POWER["name"], POWER)
    assert await found(POWER, Region(), other) == (Doubt.SAME_NAME,)
    gone = KeptThing(UNIT, OTHER, POWER["name"], POWER, retired=True)
    assert await found(POWER, Region(), gone) == ()


async def test_without_a_map_nothing_is_taken_for_looked_at():
    assert await found(POWER, Region(away=True)) == (Doubt.UNCHECKED,)


async def test_what_has_no_point_has_no_doubt_of_it():
    assert await found(POWER | {"point": None}, Region(away=True)) == ()


@pytest.mark.parametrize(("lon", "lat"), [(118.29, 33.95), (116.4, 39.9), (106.5, 29.5)])
def test_the_offset_is_known_in_both_directions(lon: float, lat: float):
    true = Wgs84(lon, lat)
    assert is_shifted(shifted(true), true)
    assert is_shifted(true, shifted(true))
    assert not is_shifted(true, true)
    assert not is_shifted(Wgs84(lon + 0.003, lat), true)
