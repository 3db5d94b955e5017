"""The subscriber table: invented numbers and owners at addresses that the city has."""

import random
from collections.abc import Iterator

from gis.demo_city.buildings import Building
from gis.demo_city.city import SEED, City
from gis.demo_city.frame import to_wgs84
from gis.demo_city.values import Subscriber
from gis.demo_city.words import GIVEN, SURNAMES

COUNT = 100_000
AREA_CODE = "0527"
# A step that has no factor in common with the numbers it walks through: none comes twice.
_LANDLINES, _LANDLINE_STEP = 4_000_000, 1_299_709
_MOBILES, _MOBILE_STEP = 100_000_000, 15_485_863
_MOBILE_FIRST = ("138", "139", "151", "158", "180", "189")


def subscribers(city: City, count: int = COUNT) -> Iterator[Subscriber]:
    """Give so many subscribers; each address is a house of the city."""
    chance = random.Random(SEED + 2)  # noqa: S311
    houses = city.buildings
    districts = city.districts()
    for index in range(count):
        at = chance.randrange(len(houses))
        house = houses[at]
        mobile = chance.random() < 0.6
        yield Subscriber(
            number=_mobile(index) if mobile else _landline(index),
            owner=_person(chance),
            address=f"{districts[at]}{house.where}{house.number}{_home(house, chance)}",
            point=to_wgs84(*house.middle),
            line_kind="personal",
        )


def _landline(index: int) -> str:
    return f"{AREA_CODE}{80_000_000 + index * _LANDLINE_STEP % _LANDLINES}"


def _mobile(index: int) -> str:
    first = _MOBILE_FIRST[index % len(_MOBILE_FIRST)]
    return f"{first}{index * _MOBILE_STEP % _MOBILES:08}"


def _person(chance: random.Random) -> str:
    given = "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2, 2))))
    return chance.choice(SURNAMES) + given


def _home(house: Building, chance: random.Random) -> str:
    if house.on_street or house.use == "house":
        return ""
    floor, door = chance.randint(1, house.floors), chance.choice((1, 2))
    return f"{chance.randint(1, 3)}单元{floor}0{door}室"
