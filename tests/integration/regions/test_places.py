"""The search for places on a real database, as the role of the servers."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.engine import make_engine
from dispatch.ports.places import PlacesAway
from gis.datum import Wgs84

MIDDLE = Wgs84(118.29, 33.95)


@pytest.fixture
def places(gis_engine: AsyncEngine) -> PostgresPlaces:
    """Give the search."""
    return PostgresPlaces(gis_engine)


@pytest.mark.mission("A40")
@pytest.mark.parametrize(
    ("typed", "found", "kind"),
    [
        ("幸福里", "幸福里小区", "estate"),
        ("xfl", "幸福里小区", "estate"),
        ("xflxq", "幸福里小区", "estate"),
        ("xingfuli", "幸福里小区", "estate"),
        ("幸福里3号楼", "幸福里小区3号楼", "building"),
        ("宿城区幸福里小区三号楼502室", "幸福里小区3号楼", "building"),
        ("xfl3", "幸福里小区3号楼", "building"),
        ("宿河市洪泽湖路８８号", "洪泽湖路88号", "building"),
        ("洪泽湖", "洪泽湖路", "road"),
        ("人民", "人民大道", "road"),
        ("幸福路与洪泽湖路路口", "幸福路与洪泽湖路路口", "crossing"),
        ("洪泽湖路和幸福路交叉口", "幸福路与洪泽湖路路口", "crossing"),
        ("洪泽湖路幸福路", "幸福路与洪泽湖路路口", "crossing"),
        ("第一人民医院", "宿河市第一人民医院", "hospital"),
        ("dyrmyy", "宿河市第一人民医院", "hospital"),
        ("幸服里小区", "幸福里小区", "estate"),
        ("病人在幸福里小区旁边", "幸福里小区", "estate"),
        ("宿淮高速120公里", "宿淮高速120公里", "poi"),
        ("宿豫分站", "宿豫分站", "station"),
    ],
)
async def test_what_was_typed_finds_the_place(
    places: PostgresPlaces, typed: str, found: str, kind: str
):
    rows = (await places.suggest(typed, limit=3, near=MIDDLE)).places
    assert (found, kind) in [(row.name, row.kind) for row in rows]


async def test_a_whole_address_is_the_first_row(places: PostgresPlaces):
    rows = (await places.suggest("洪泽湖路88号", limit=3, near=None)).places
    assert (rows[0].name, rows[0].detail) == ("洪泽湖路88号", "宿城区")


@pytest.mark.parametrize("typed", ["", "  ", "!!!", "%", "_", "\\", "'", "\x00", "查无此地"])
async def test_what_means_nothing_finds_nothing(places: PostgresPlaces, typed: str):
    assert (await places.suggest(typed, limit=3, near=None)).places == ()


@pytest.mark.parametrize("typed", ["号" * 500, "1" * 500, "a" * 500, "幸福路" * 100])
async def test_a_text_without_end_is_bounded(places: PostgresPlaces, typed: str):
    assert len((await places.suggest(typed, limit=3, near=MIDDLE)).places) <= 3


async def test_a_house_is_found_at_its_point(places: PostgresPlaces):
    house = (await places.suggest("幸福里3号楼", limit=1, near=None)).places[0]
    found = await places.reverse(house.point)
    assert found is not None
    assert found.name == "幸福里小区3号楼"


async def test_away_from_houses_the_street_is_found(places: PostgresPlaces):
    found = await places.reverse(Wgs84(118.10, 33.90))
    assert found is not None
    assert found.kind == "road"


async def test_far_from_every_street_nothing_is_found(places: PostgresPlaces):
    assert await places.reverse(Wgs84(0.0, 0.0)) is None


async def test_a_dead_database_is_told():
    engine = make_engine("postgresql+psycopg://nobody@/nothing?host=/nowhere", connections=1)
    with pytest.raises(PlacesAway):
        await PostgresPlaces(engine).suggest("幸福里", limit=3, near=None)
    await engine.dispose()
