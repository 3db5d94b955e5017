"""A serial line with two ends, and one database for all tests of positions."""

import asyncio
import os
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.integration.conftest import Database

TEMPLATE = "d120_template"
NAME = "d120_positions"
DATA = Path(os.environ.get("DISPATCH120_DATA", Path(__file__).parents[4] / "shared" / "data"))
LOGS = DATA / "nmea"


class Line:
    """A pseudo-terminal whose reading end has a fixed name; it may be pulled out and put in."""

    def __init__(self, device: Path) -> None:
        self.device = device
        self._ends: tuple[int, int] | None = None
        self.plug()

    def plug(self) -> None:
        writes, reads = os.openpty()
        tty.setraw(reads)
        self._ends = writes, reads
        self.device.symlink_to(os.ttyname(reads))

    def unplug(self) -> None:
        if self._ends is not None:
            self.device.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None

    def say(self, data: bytes) -> None:
        assert self._ends is not None
        os.write(self._ends[0], data)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "vehicles")
    yield made
    made.unplug()


@pytest.fixture(scope="session")
def positions(postgres: str) -> Database:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {TEMPLATE}".encode())
    return Database(make_conninfo(postgres, dbname=NAME))


@pytest.fixture
def fresh(positions: Database) -> Database:
    """The database without positions."""
    with psycopg.connect(positions.owner_dsn, autocommit=True) as connection:
        connection.execute("TRUNCATE gis.fleet_latest, gis.fix, gis.feed, gis.fleet_source")
        connection.execute("TRUNCATE gis.unknown_terminal, gis.terminal_emergency")
        connection.execute("TRUNCATE dispatch.terminal_token")
    return positions


async def until(holds: Callable[[], object], within_s: float = 20.0) -> None:
    """Wait until something is seen."""
    async with asyncio.timeout(within_s):
        while not holds():
            await asyncio.sleep(0.02)
