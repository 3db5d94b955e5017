"""A small region in the tables that an import fills: one river, one park, three streets."""

from collections.abc import AsyncIterator, Iterator
from math import asinh, radians, tan

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from dispatch.adapters.map_data import PostgresMapData
from dispatch.adapters.postgres.engine import make_engine
from tests.integration.conftest import TEMPLATE, Database

EARTH_M = 6378137.0
MIDDLE = (118.3, 33.95)
VERSION = "small-3"
ROADS = (
    (1, "人民大道", "primary", ((-3000, 0), (3000, 0))),
    (2, "幸福路", "residential", ((0, -1500), (0, 1500))),
    (3, "", "service", ((20, 0), (20, 300))),
)


def spot(east_m: float, north_m: float) -> str:
    """A spot some metres of Mercator from the middle, as PostGIS writes it."""
    x = EARTH_M * radians(MIDDLE[0]) + east_m
    y = EARTH_M * asinh(tan(radians(MIDDLE[1]))) + north_m
    return f"{x} {y}"


def ring(west: float, south: float, east: float, north: float) -> str:
    """A box as a multipolygon."""
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"SRID=3857;MULTIPOLYGON((({','.join(spot(*corner) for corner in corners)})))"


def fill(dsn: str) -> None:
    """Put the region into force."""
    with psycopg.connect(dsn) as connection:
        for number, name, road_class, line in ROADS:
            shape = f"SRID=3857;LINESTRING({','.join(spot(*end) for end in line)})"
            row = (number, name, "", "", road_class, False, 0, False, False, 0, shape)
            connection.execute(f"INSERT INTO region_none.road VALUES ({_blanks(row)})", row)
        for name, kind, box in (
            ("古黄河", "water", (-3000, 800, 3000, 1200)),
            ("人民公园", "green", (-500, -500, 500, 500)),
            ("古城区", "district", (-2000, -2000, 2000, 2000)),
        ):
            area = (1, name, kind, 0, ring(*box))
            connection.execute(f"INSERT INTO region_none.area VALUES ({_blanks(area)})", area)
        house = (1, "", "3号楼", ring(-60, 40, -20, 80))
        connection.execute(f"INSERT INTO region_none.building VALUES ({_blanks(house)})", house)
        connection.execute(_REGION)


def _blanks(row: tuple[object, ...]) -> str:
    return ", ".join(["%s"] * len(row))


_REGION = """
INSERT INTO gis.region (id, version, name, source, sha256, datum, attribution, west, south, east,
    north, roads, areas, buildings, places, active)
VALUES ('small', 3, '', '', '', 'wgs84', '© OpenStreetMap contributors', 118.2, 33.9, 118.4, 34.0,
    3, 2, 1, 0, true)
"""


@pytest.fixture(scope="session")
def region(postgres: str) -> Iterator[Database]:
    """Give a database with the small region; read only, so that all tests share it."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE d120_map TEMPLATE {TEMPLATE}".encode())
        dsn = make_conninfo(postgres, dbname="d120_map")
        fill(dsn)
        yield Database(dsn)
        connection.execute(b"DROP DATABASE d120_map WITH (FORCE)")


@pytest.fixture
async def map_data(region: Database) -> AsyncIterator[PostgresMapData]:
    """Give the map as a server reads it."""
    engine = make_engine(region.url("gis"), connections=2)
    yield PostgresMapData(engine)
    await engine.dispose()
