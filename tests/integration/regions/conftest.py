"""A region that was imported once; every test of this folder reads it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import make_search_engine
from gis.demo_city import city, write
from gis.overlay.apply import apply
from gis.overlay.pieces import NOTHING, Overlay
from gis.storage.region_import import Connection, Imported, Wanted, import_region
from tests.integration.conftest import TEMPLATE, Database

NAME = "d120_region"


@dataclass(frozen=True, slots=True)
class Regions:
    """A database with the small city in force, and where its graph lies."""

    database: Database
    folder: Path
    file: Path

    def take(self, wanted: Wanted, overlay: Overlay = NOTHING) -> Imported:
        """Import a file."""

        def enter(connection: Connection, own: Path, region: str, version: int) -> int:
            return apply(connection, own, region, version, overlay)

        return import_region(self.database.owner_dsn, self.folder, wanted, enter=enter)

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Read as the role of the servers."""
        with psycopg.connect(self.database.dsn("gis")) as connection:
            return connection.execute(statement.encode()).fetchall()

    def active(self) -> str:
        """Name the region in force."""
        return str(self.read("SELECT id || '-' || version FROM gis.region WHERE active")[0][0])


@pytest.fixture(scope="session")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the city with houses only in its middle."""
    file = tmp_path_factory.mktemp("city") / "suhe.osm.pbf"
    write(city(small=True), file)
    return file


@contextmanager
def made_regions(postgres: str, name: str, folder: Path, file: Path) -> Iterator[Regions]:
    """Make a database with a file in force."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
    made = Regions(Database(make_conninfo(postgres, dbname=name)), folder, file)
    made.take(Wanted(file))
    yield made
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def regions(
    postgres: str, city_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Regions]:
    """Give the database of this folder."""
    with made_regions(postgres, NAME, tmp_path_factory.mktemp("gis"), city_file) as made:
        yield made


@pytest.fixture
async def gis_engine(regions: Regions) -> AsyncIterator[AsyncEngine]:
    """Give a server's pool for places."""
    engine = make_search_engine(regions.database.url("gis"), connections=2)
    yield engine
    await engine.dispose()
