"""Tiles and pictures, drawn by a real PostGIS from the region in force."""

from math import asinh, pi, radians, tan

import pytest

from dispatch.adapters.map_data import PostgresMapData
from dispatch.adapters.postgres.engine import make_engine
from dispatch.domain.map_picture import MapPicture, MarkKind, PictureMark, PictureStyle
from dispatch.ports.map_data import MapAway, TileNotFound
from gis.datum import Wgs84
from tests.integration.conftest import Database
from tests.integration.maps.conftest import MIDDLE, VERSION

HERE = Wgs84(*MIDDLE)


def over(z: int) -> tuple[int, int, int]:
    """The tile that lies over the middle."""
    across = 2**z
    y = (1 - asinh(tan(radians(MIDDLE[1]))) / pi) / 2
    return z, int((MIDDLE[0] + 180) / 360 * across), int(y * across)


async def test_the_map_in_force_is_described_with_whose_it_is(map_data: PostgresMapData):
    region = await map_data.describe()
    assert region.version == VERSION
    assert region.attribution == "© OpenStreetMap contributors"
    assert (region.south_west, region.north_east) == (Wgs84(118.2, 33.9), Wgs84(118.4, 34.0))


@pytest.mark.mission("A31")
async def test_a_tile_holds_what_its_zoom_needs_and_nothing_else(map_data: PostgresMapData):
    near = await map_data.tile(VERSION, *over(15))
    for word in ("road", "area", "building", "人民大道", "幸福路", "3号楼", "人民公园", "service"):
        assert word.encode() in near, word
    far = await map_data.tile(VERSION, *over(11))
    assert "人民大道".encode() in far
    assert not [word for word in ("幸福路", "3号楼", "service") if word.encode() in far]


async def test_a_tile_where_nothing_is_is_empty(map_data: PostgresMapData):
    assert await map_data.tile(VERSION, 14, 0, 0) == b""


@pytest.mark.parametrize(
    ("version", "z", "x", "y"),
    [("small-2", 14, 0, 0), (VERSION, 14, 2**14, 0), (VERSION, 30, 0, 0), (VERSION, 2, 0, 0)],
)
async def test_a_tile_of_another_map_or_beyond_this_one_is_refused(
    map_data: PostgresMapData, version: str, z: int, x: int, y: int
):
    with pytest.raises(TileNotFound):
        await map_data.tile(version, z, x, y)


@pytest.mark.mission("A31")
async def test_a_picture_names_streets_and_marks_and_whose_map_it_is(map_data: PostgresMapData):
    scene = PictureMark(MarkKind.SCENE, HERE, "幸福里 <3号楼>")
    route = (Wgs84(118.29, 33.95), HERE)
    picture = await map_data.picture(
        MapPicture(900, 600, PictureStyle.LIGHT, marks=(scene,), route=route)
    )
    for words in ("人", "幸福里 &lt;3号楼&gt;", "© OpenStreetMap contributors", " m<"):
        assert words in picture, words
    assert 'width="900" height="600"' in picture
    assert "<script" not in picture
    assert "href" not in picture


async def test_without_a_region_there_is_no_map(database: Database):
    engine = make_engine(database.url("gis"), connections=1)
    with pytest.raises(MapAway):
        await PostgresMapData(engine).describe()
    await engine.dispose()


async def test_the_servers_own_role_may_not_read_the_map(region: Database):
    engine = make_engine(region.url("dispatch"), connections=1)
    with pytest.raises(MapAway):
        await PostgresMapData(engine).describe()
    await engine.dispose()
