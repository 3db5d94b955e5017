"""The search's finer answers on a real database: what is estimated, doubted, far, beside."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces, make_search_engine
from dispatch.domain.place import FoundPlace, FoundPlaces
from gis.datum import Wgs84
from gis.geodesy import distance_m
from tests.integration.regions.conftest import Regions

MIDDLE = Wgs84(118.29, 33.95)


@pytest.fixture
def places(gis_engine: AsyncEngine) -> PostgresPlaces:
    """Give the search."""
    return PostgresPlaces(gis_engine)


def hows(place: FoundPlace) -> list[tuple[str, str]]:
    return [(one.part, one.how) for one in place.reasons]


async def first(places: PostgresPlaces, typed: str, near: Wgs84 | None = MIDDLE) -> FoundPlace:
    return (await places.suggest(typed, limit=3, near=near)).places[0]


@pytest.mark.mission("A34")
async def test_two_roads_of_one_name_are_both_shown_with_their_district(places: PostgresPlaces):
    rows = (await places.suggest("中山路", limit=3, near=None)).places
    assert [row.name for row in rows] == ["中山路"] * 3
    assert len({row.district for row in rows}) == 3


async def test_a_told_district_brings_its_road_to_the_front(places: PostgresPlaces):
    for district in ("宿豫区", "宿城区", "湖滨新区"):
        row = await first(places, f"{district}中山路", near=None)
        assert (row.name, row.district) == ("中山路", district)
        assert ("district", "whole") in hows(row)


async def test_the_crossings_of_several_roads_of_one_name_are_told_apart(
    places: PostgresPlaces, regions: Regions
):
    crossings = regions.read(
        "SELECT district, min(number) FROM gis.place WHERE kind = 'crossing' AND parent = '中山路'"
        " GROUP BY district ORDER BY district"
    )
    assert len(crossings) == 3
    for district, other in crossings:
        row = await first(places, f"{other}和中山路交叉口", near=None)
        assert (row.name, row.district) == (f"中山路与{other}路口", district)


async def test_roads_that_do_not_meet_are_given_with_the_reason(places: PostgresPlaces):
    rows = (await places.suggest("幸福路与人民大道路口", limit=3, near=MIDDLE)).places
    assert {row.name for row in rows} >= {"幸福路", "人民大道"}
    assert ("crossing", "apart") in hows(rows[0])


async def test_a_number_between_two_known_ones_is_estimated_and_said(
    places: PostgresPlaces, regions: Regions
):
    (street, low, high), *_ = regions.read(
        "SELECT name, lower, upper FROM (SELECT parent, number::int AS lower, lead(number::int)"
        " OVER (PARTITION BY parent, number::int % 2 ORDER BY number::int) AS upper FROM gis.place"
        " WHERE kind = 'building' AND number ~ '^[0-9]+$') AS gaps JOIN gis.place AS road"
        " ON road.kind = 'road' AND road.class <> 'other_name' AND road.key = gaps.parent"
        " WHERE upper - lower BETWEEN 4 AND 12 ORDER BY name, lower LIMIT 1"
    )
    row = await first(places, f"{street}{low + 2}号")
    assert (row.name, row.kind) == (f"{street}{low + 2}号", "interpolated")
    assert hows(row)[-1] == ("number", "interpolated")
    ends = [(await first(places, f"{street}{number}号")) for number in (low, high)]
    whole = distance_m(ends[0].point, ends[1].point)
    assert distance_m(ends[0].point, row.point) < whole > distance_m(ends[1].point, row.point)
    assert row.confidence < ends[0].confidence == 1.0


async def test_an_unknown_building_is_its_estate_and_said(places: PostgresPlaces):
    row = await first(places, "幸福里小区99号楼2单元502室")
    assert (row.name, hows(row)[-1]) == ("幸福里小区", ("building", "unknown"))
    assert row.confidence < 0.8


async def test_an_unknown_number_far_beyond_is_the_road(places: PostgresPlaces):
    row = await first(places, "洪泽湖路9999号")
    assert (row.name, hows(row)[-1]) == ("洪泽湖路", ("number", "unknown"))


async def test_a_hint_is_given_back_as_it_was_typed(places: PostgresPlaces):
    found: FoundPlaces = await places.suggest("病人在幸福里小区斜对面的药店", limit=1, near=None)
    assert (found.places[0].name, found.hint) == ("幸福里小区", "斜对面的药店")


async def test_an_old_name_is_told(places: PostgresPlaces):
    row = await first(places, "百货大楼")
    assert (row.name, row.reasons[0].how, row.reasons[0].text) == ("中央商场", "alias", "百货大楼")


async def test_a_wrong_character_is_found_below_the_right_one(places: PostgresPlaces):
    right, sound, wrong = [
        await first(places, typed) for typed in ("洪泽湖路", "红泽湖路", "洪天湖路")
    ]
    assert right.name == sound.name == wrong.name
    assert right.confidence > sound.confidence > wrong.confidence


async def test_a_kilometre_lies_between_its_posts_on_the_side_that_is_told(places: PostgresPlaces):
    post = await first(places, "S49 K120")
    later = await first(places, "S49 K120+300")
    assert post.name == "宿淮高速120公里"
    assert 250 < distance_m(post.point, later.point) < 350
    east, west = [
        await first(places, f"宿淮高速K150+300往{place}方向") for place in ("来龙镇", "埠子镇")
    ]
    assert hows(east)[-1] == hows(west)[-1] == ("direction", "whole")
    assert 20 < distance_m(east.point, west.point) < 40
    assert east.point.lat < west.point.lat
    unknown = await first(places, "宿淮高速K150+300往北京方向")
    assert hows(unknown)[-1] == ("direction", "unknown")


async def test_coordinates_are_a_place_with_what_lies_there(places: PostgresPlaces):
    house = await first(places, "洪泽湖路88号")
    at = house.point
    row = await first(places, f"{at.lon:.6f}, {at.lat:.6f}")
    assert (row.kind, row.detail) == ("coordinate", "洪泽湖路88号")
    assert hows(row) == [("point", "swapped")]
    assert row.reasons[0].text == f"N{at.lat:.5f}°, E{at.lon:.5f}°"
    assert distance_m(row.point, at) < 1
    assert hows(await first(places, "北纬10.5 东经20.5")) == [("point", "outside")]


async def test_distance_is_from_the_caller_else_from_the_middle(places: PostgresPlaces):
    house = await first(places, "洪泽湖路88号")
    near = await places.suggest("洪泽湖路88号", limit=1, near=house.point)
    assert (near.places[0].distance_m, near.centred) == (0, False)
    assert (await places.suggest("洪泽湖路88号", limit=1, near=None)).centred


@pytest.mark.mission("A53")
async def test_a_point_is_told_in_words_with_distance_and_direction(places: PostgresPlaces):
    house = await first(places, "洪泽湖路88号")
    beside = await places.reverse(Wgs84(house.point.lon, house.point.lat - 0.00015))
    assert beside is not None
    assert (beside.name, beside.toward) == ("洪泽湖路88号", "south")
    assert 10 < beside.distance_m < 25
    at_it = await places.reverse(house.point)
    assert at_it is not None
    assert (at_it.toward, at_it.distance_m) == (None, 0)


async def test_a_statement_that_takes_too_long_is_a_way_not_found(regions: Regions):
    engine = make_search_engine(regions.database.url("gis"), connections=1)
    search = PostgresPlaces(engine)
    async with search._connected():
        assert await search._read("SELECT pg_sleep(5)", {}) == []
        assert await search._read("SELECT 1", {}) != []
    assert (await first(search, "洪泽湖路88号")).name == "洪泽湖路88号"
    await engine.dispose()
