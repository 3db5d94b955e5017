"""What is drawn over the map is searched, drawn and driven, and survives the next import."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.map_data import PostgresMapData
from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.engine import make_engine
from dispatch.domain.place import FoundPlace
from gis.datum import Wgs84
from gis.geodesy import distance_m
from gis.overlay.apply import apply_to_active
from gis.overlay.pieces import (
    MovedGate,
    NewEstate,
    NewRoad,
    Overlay,
    Piece,
    Point,
    RenamedRoad,
)
from gis.routing.current import CurrentRegion
from gis.storage.region_import import Wanted
from gis.storage.regions import Region, list_regions
from gis.storage.versions import use_version
from tests.integration.regions.conftest import Regions, made_regions

MIDDLE = (118.29, 33.95)
NAME = "凤舞新路"
SUM = "SELECT md5(string_agg(one::text, '|' ORDER BY one::text)) FROM gis.{} AS one"
REVISIONS = count(1)


class Drawn:
    """A region to draw over."""

    def __init__(self, regions: Regions, engine: AsyncEngine) -> None:
        self.regions = regions
        self.places = PostgresPlaces(engine)
        self.map_data = PostgresMapData(engine)

    def draw(self, *pieces: Piece) -> None:
        overlay = Overlay(next(REVISIONS), pieces)
        apply_to_active(self.regions.database.owner_dsn, self.regions.folder, overlay)

    async def first(self, text: str) -> FoundPlace | None:
        found = await self.places.suggest(text, limit=1, near=Wgs84(*MIDDLE))
        return next(iter(found.places), None)

    async def names(self, text: str) -> list[str]:
        found = await self.places.suggest(text, limit=5, near=Wgs84(*MIDDLE))
        return [one.name for one in found.places]

    def streets(self, start: Point, goal: Point) -> tuple[str, ...]:
        """Give the streets of the way that the process of the roads would give now."""
        current = CurrentRegion(self.regions.folder)
        asyncio.run(current.look())
        assert current.region is not None
        route = current.region.router.route(Wgs84(*start), Wgs84(*goal))
        return route.streets if route else ()

    def active(self) -> Region:
        rows = list_regions(self.regions.database.owner_dsn)
        return next(row for row in rows if row.active)

    def sums(self) -> list[str]:
        """Give what tells whether any row of any table is another."""
        tables = ("road", "area", "building", "place")
        return [str(self.regions.read(SUM.format(table))[0][0]) for table in tables]

    def far_apart(self) -> tuple[Point, Point]:
        """Give two points on streets of different names, which a straight road would join."""
        rows = self.regions.read(
            "SELECT DISTINCT ON (name) name, ST_X(at), ST_Y(at) FROM gis.road, LATERAL"
            " ST_Transform(ST_LineInterpolatePoint(geom, 0.5), 4326) AS at"
            f" WHERE name <> '' AND class = 'residential' AND ST_DistanceSphere(at,"
            f" ST_SetSRID(ST_MakePoint({MIDDLE[0]}, {MIDDLE[1]}), 4326)) < 2500 ORDER BY name"
        )
        points = [(float(lon), float(lat)) for _, lon, lat in rows]
        return max(
            ((one, other) for one in points for other in points),
            key=lambda pair: distance_m(Wgs84(*pair[0]), Wgs84(*pair[1])),
        )


@pytest.fixture(scope="module")
def own_regions(
    postgres: str, city_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Regions]:
    folder = tmp_path_factory.mktemp("drawn")
    with made_regions(postgres, "d120_drawn", folder, city_file) as made:
        yield made


@pytest.fixture
async def drawn(own_regions: Regions) -> AsyncIterator[Drawn]:
    """Give a region with nothing drawn over it."""
    engine = make_engine(own_regions.database.url("gis"), connections=2)
    one = Drawn(own_regions, engine)
    if one.active().overlay:
        one.draw()
    yield one
    await engine.dispose()


def road(points: tuple[Point, ...], name: str = NAME) -> NewRoad:
    return NewRoad(1, name, "trunk", 0, points)


@pytest.mark.mission("A56")
async def test_a_drawn_road_is_found_drawn_and_driven(drawn: Drawn):
    start, goal = drawn.far_apart()
    drawn.draw(road((start, goal)))
    assert NAME in await drawn.names("凤舞新")
    assert NAME in await drawn.names("fwxl")
    crossings = await drawn.places.suggest(NAME, limit=20, near=None)
    assert any(one.kind == "crossing" for one in crossings.places)
    assert NAME in await asyncio.to_thread(drawn.streets, start, goal)
    assert drawn.active().overlay_report == {"loose": [], "missing": []}


async def test_what_is_taken_off_leaves_every_row_as_it_was(drawn: Drawn):
    before = drawn.sums()
    start, goal = drawn.far_apart()
    street = (await drawn.first("洪泽湖路")) or pytest.fail("no such street")
    at = (street.point.lon, street.point.lat)
    drawn.draw(
        road((start, goal)),
        RenamedRoad(2, "洪泽湖路", "太湖大道", at),
        MovedGate(3, "幸福里小区", MIDDLE, at),
    )
    assert drawn.sums() != before
    drawn.draw()
    assert drawn.sums() == before
    assert NAME not in await asyncio.to_thread(drawn.streets, start, goal)


@pytest.mark.mission("A56")
async def test_a_drawn_estate_is_found_by_its_houses(drawn: Drawn):
    lon, lat = MIDDLE[0] + 0.05, MIDDLE[1] + 0.03
    outline = ((lon, lat), (lon + 0.003, lat), (lon + 0.003, lat + 0.003), (lon, lat + 0.003))
    house = (lon + 0.001, lat + 0.001)
    drawn.draw(NewEstate(1, "云龙湾小区", outline, (("3号楼", house), ("5号楼", outline[2]))))
    assert "云龙湾小区" in await drawn.names("云龙湾")
    found = await drawn.first("云龙湾3号楼")
    assert found is not None
    assert (found.name, found.kind) == ("云龙湾小区3号楼", "building")
    assert distance_m(found.point, Wgs84(*house)) < 5
    back = await drawn.places.reverse(Wgs84(*house))
    assert back is not None
    assert back.name == "云龙湾小区3号楼"


@pytest.mark.mission("A56")
async def test_a_renamed_road_and_its_houses_are_found_by_both_names(drawn: Drawn):
    house = await drawn.first("洪泽湖路88号")
    assert house is not None
    drawn.draw(RenamedRoad(1, "洪泽湖路", "太湖大道", (house.point.lon, house.point.lat)))
    assert "太湖大道" in await drawn.names("太湖大道")
    assert "洪泽湖路" in await drawn.names("洪泽湖路")
    old = await drawn.first("洪泽湖路")
    assert old is not None
    assert "太湖大道" in old.detail
    renamed = await drawn.first("太湖大道88号")
    assert renamed is not None
    assert renamed.point == house.point
    assert "幸福路与太湖大道路口" in await drawn.names("幸福路与太湖大道路口")
    assert not drawn.regions.read("SELECT FROM gis.road WHERE name = '洪泽湖路'")


async def test_a_moved_gate_is_where_the_place_is_found(drawn: Drawn):
    place = await drawn.first("幸福里小区")
    assert place is not None
    gate = (place.point.lon + 0.002, place.point.lat)
    drawn.draw(MovedGate(1, "幸福里小区", (place.point.lon, place.point.lat), gate))
    moved = await drawn.first("幸福里")
    assert moved is not None
    assert distance_m(moved.point, Wgs84(*gate)) < 1


async def test_what_joins_or_names_nothing_is_told(drawn: Drawn):
    off = (MIDDLE[0] + 1.5, MIDDLE[1])
    drawn.draw(
        road((off, (off[0] + 0.01, off[1]))),
        RenamedRoad(2, "查无此路", "新名", MIDDLE),
        MovedGate(3, "查无此地", MIDDLE, MIDDLE),
    )
    assert drawn.active().overlay_report == {"loose": [1], "missing": [2, 3]}


@pytest.mark.mission("A56", "A32")
async def test_the_overlay_survives_the_next_import(drawn: Drawn):
    start, goal = drawn.far_apart()
    overlay = Overlay(next(REVISIONS), (road((start, goal)),))
    made = await asyncio.to_thread(drawn.regions.take, Wanted(drawn.regions.file), overlay)
    assert made.overlay == overlay.revision
    assert NAME in await drawn.names(NAME)
    assert NAME in await asyncio.to_thread(drawn.streets, start, goal)


@pytest.mark.mission("A32")
async def test_a_kept_version_is_looked_at_as_it_was_and_put_in_force_again(drawn: Drawn):
    start, goal = drawn.far_apart()
    drawn.draw(road((start, goal)))
    old = drawn.active()
    await asyncio.to_thread(drawn.regions.take, Wanted(drawn.regions.file))
    assert NAME not in await drawn.names(NAME)
    described = await drawn.map_data.describe(old.label)
    assert described.version == old.label
    assert drawn.active().label != old.label
    dsn, folder = drawn.regions.database.owner_dsn, drawn.regions.folder
    assert use_version(dsn, folder, old.label) == old.label
    assert NAME in await drawn.names(NAME)
    assert NAME in await asyncio.to_thread(drawn.streets, start, goal)
    assert (await drawn.map_data.describe()).version == old.label


async def test_a_tile_of_a_kept_version_is_drawn_as_it_was(drawn: Drawn):
    start, goal = drawn.far_apart()
    drawn.draw(road((start, goal)))
    old = drawn.active().label
    await asyncio.to_thread(drawn.regions.take, Wanted(drawn.regions.file))
    new = drawn.active().label
    tile = (11, int((start[0] + 180) / 360 * 2**11), 820)
    tiles = [tile, (11, tile[1], 819), (11, tile[1], 818), (11, tile[1], 821)]
    before = b"".join([await drawn.map_data.tile(old, *one) for one in tiles])
    after = b"".join([await drawn.map_data.tile(new, *one) for one in tiles])
    assert NAME.encode() in before
    assert NAME.encode() not in after


def test_a_reader_of_the_map_still_writes_none(own_regions: Regions):
    for statement in ("DELETE FROM gis.place", "SELECT * FROM dispatch.overlay_change"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            own_regions.read(statement)
