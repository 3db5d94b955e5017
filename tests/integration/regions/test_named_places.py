"""Landmarks and aliases are searched at once, and still after the next import."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from dispatch.adapters.ground import PostgresGround
from dispatch.adapters.places import PostgresPlaces
from dispatch.adapters.postgres.engine import make_engine
from gis.datum import Wgs84
from gis.overlay.apply import apply_to_active
from gis.overlay.pieces import NewAlias, NewLandmark, Overlay, Piece
from gis.storage.region_import import Wanted
from gis.storage.regions import list_regions
from tests.integration.regions.conftest import Regions, made_regions

MIDDLE = Wgs84(118.29, 33.95)
AT = (118.291, 33.951)
SQUARE = NewLandmark(1, "凤舞广场", "market", AT, "凤舞路1号", ("新世界", "老百货"))
WATER = (
    "SELECT ST_X(p), ST_Y(p) FROM gis.area, LATERAL (SELECT ST_Transform("
    "ST_PointOnSurface(geom), 4326) AS p) AS on_it WHERE kind = 'water' LIMIT 1"
)
REVISIONS = count(1)


class Named:
    """A region with places of our own."""

    def __init__(self, regions: Regions, places: PostgresPlaces) -> None:
        self.regions = regions
        self.places = places

    def enter(self, *pieces: Piece) -> None:
        overlay = Overlay(next(REVISIONS), pieces)
        apply_to_active(self.regions.database.owner_dsn, self.regions.folder, overlay)

    def missing(self) -> list[int]:
        rows = list_regions(self.regions.database.owner_dsn)
        return next(list(row.overlay_report["missing"]) for row in rows if row.active)

    async def names(self, text: str) -> list[str]:
        found = await self.places.suggest(text, limit=3, near=MIDDLE)
        return [one.name for one in found.places]


@pytest.fixture(scope="module")
def own_regions(
    postgres: str, city_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Regions]:
    folder = tmp_path_factory.mktemp("named")
    with made_regions(postgres, "d120_named", folder, city_file) as made:
        yield made


@pytest.fixture
async def named(own_regions: Regions) -> AsyncIterator[Named]:
    engine = make_engine(own_regions.database.url("gis"), connections=2)
    yield Named(own_regions, PostgresPlaces(engine))
    await engine.dispose()


@pytest.mark.mission("A56", "A53")
async def test_a_landmark_is_found_by_all_its_names(named: Named):
    named.enter(SQUARE)
    for typed in ("凤舞广场", "fwgc", "新世界", "老百货"):
        assert "凤舞广场" in await named.names(typed), typed
    (found,) = (await named.places.suggest("凤舞广场", limit=1, near=MIDDLE)).places
    assert (found.kind, found.point) == ("landmark", Wgs84(*AT))
    assert "凤舞路1号" in found.detail


@pytest.mark.mission("A56", "A53")
async def test_an_alias_leads_to_the_place_of_the_map(named: Named):
    (estate,) = (await named.places.suggest("幸福里小区", limit=1, near=MIDDLE)).places
    assert "幸福里小区" not in await named.names("老棉纺厂宿舍")
    named.enter(NewAlias(1, "幸福里小区", "老棉纺厂宿舍", (estate.point.lon, estate.point.lat)))
    (found,) = (await named.places.suggest("老棉纺厂宿舍", limit=1, near=MIDDLE)).places
    assert (found.name, found.point, found.kind) == ("幸福里小区", estate.point, "estate")


async def test_an_alias_of_nothing_is_told(named: Named):
    named.enter(NewAlias(7, "查无此地", "老地方", AT))
    assert named.missing() == [7]


async def test_what_is_taken_off_is_no_longer_found(named: Named):
    named.enter(SQUARE)
    named.enter()
    assert "凤舞广场" not in await named.names("凤舞广场")


@pytest.mark.mission("A56", "A32")
async def test_landmarks_and_aliases_survive_the_next_import(named: Named):
    (estate,) = (await named.places.suggest("幸福里小区", limit=1, near=MIDDLE)).places
    alias = NewAlias(2, "幸福里小区", "老棉纺厂宿舍", (estate.point.lon, estate.point.lat))
    overlay = Overlay(next(REVISIONS), (SQUARE, alias))
    await asyncio.to_thread(named.regions.take, Wanted(named.regions.file), overlay)
    assert "凤舞广场" in await named.names("新世界")
    assert "幸福里小区" in await named.names("老棉纺厂宿舍")


async def test_a_point_in_a_lake_is_known_as_such(own_regions: Regions):
    engine = make_engine(own_regions.database.url("gis"), connections=1)
    ground = PostgresGround(engine)
    ((lon, lat),) = own_regions.read(WATER)
    assert await ground.is_water(Wgs84(float(lon), float(lat)))
    (estate,) = (await PostgresPlaces(engine).suggest("幸福里小区", limit=1, near=MIDDLE)).places
    assert not await ground.is_water(estate.point)
    await engine.dispose()
