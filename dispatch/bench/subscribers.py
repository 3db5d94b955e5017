"""The three-field table: a whole one is imported beside the one in force; then numbers are found.

The figure is one look-up of a number, as at the first ring. Two tables are imported, the second in
GBK with a few percent of difference; look-ups go on while it is built.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from uuid import uuid4

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text

from dispatch.adapters.host.cluster import throwaway_cluster
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.migrate import ROLES, make_roles, upgrade
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.repositories.directory import PostgresDirectory
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, spread
from dispatch.domain.directory_import import DirectoryImport
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.subscriber_table import ImportMode
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.directory.start_import import StartImport, start_import
from dispatch.services.site.found_centre import FoundCentre, found_centre
from dispatch.simulator.demo_centre import site_settings
from dispatch.workers.directory_import import DirectoryImportWorker

NAME = "subscribers"
ROWS, ROWS_IF_LONG = 200_000, 10_000_000
LOOK_UPS, PAUSE_S = 2_000, 0.05
STEP = 7_368_787
"""Has no factor in common with the numbers there are: walks through all of them, none twice."""
NUMBERS = 100_000_000
BAD_EVERY, CHANGED_EVERY, GONE_EVERY = 100_003, 101, 997
SEED = 120
CLI = Origin("cli", Wire.CLI)
PIECE_LINES = 50_000
PIECE_BYTES = 4_000_000


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a cluster of its own."""
    rows = ROWS_IF_LONG if long else ROWS
    with throwaway_cluster() as dsn, tempfile.TemporaryDirectory(prefix="d120-subscribers-") as own:
        make_roles(dsn, dict.fromkeys(ROLES, "throw-away"))
        upgrade(_url(dsn, None))
        return asyncio.run(_Bench(_url(dsn, "dispatch"), Path(own), rows, tell).run())


def number_of(index: int) -> str:
    """Give the number of a row."""
    return f"139{index * STEP % NUMBERS:08d}"


class _Bench:
    def __init__(self, url: str, folder: Path, rows: int, tell: Tell) -> None:
        self._engine = make_engine(url, connections=6)
        self._commands = PostgresCommands(self._engine)
        self._files = SubscriberFolder(folder / "imports")
        self._folder, self._rows, self._tell = folder, rows, tell
        self._chance = Random(SEED)  # noqa: S311 - numbers
        self._samples: list[float] = []
        self._lateness = Lateness()

    async def run(self) -> Measurement:
        """Import twice, look up."""
        await self._commands.run(Keyed(None, "found_centre"), CLI, _found)
        first, first_s = await self._import("utf-8", 1)
        async with self._looking_up() as meanwhile:
            second, second_s = await self._import("gbk", 2)
        async with watched_loop(self._lateness):
            for _ in range(LOOK_UPS):
                self._samples.append(await self._look_up())
        detail = {
            "rows": self._rows,
            "first": _told(first, first_s),
            "second": _told(second, second_s),
            "while_importing": spread(meanwhile),
            "bytes": await self._sizes(),
            "durable": False,
        }
        await self._engine.dispose()
        faults = [] if first.report and second.report else ["an import did not end"]
        return Measurement(NAME, self._samples, self._lateness.worst_ms, faults, detail)

    async def _import(self, codec: str, version: int) -> tuple[DirectoryImport, dict[str, float]]:
        self._tell(f"subscribers: writing {self._rows} lines in {codec}")
        file = await asyncio.to_thread(self._write, codec, version)
        began = time.monotonic()
        upload = await self._files.begin()
        try:
            for data in _pieces(file):
                await upload.write(data)
            kept = await upload.finish()
            command = StartImport(
                uuid4(), file.name, kept.total_bytes, kept.sha256, mode=ImportMode.WHOLE
            )

            async def start(tx: Transaction) -> Json:
                await upload.keep(command.id)
                await start_import(command, tx)
                return None

            await self._commands.run(Keyed(None, "start_import"), CLI, start)
        finally:
            await upload.close()
            file.unlink()
        times = {"upload_s": time.monotonic() - began}
        return await self._work(times)

    async def _work(self, times: dict[str, float]) -> tuple[DirectoryImport, dict[str, float]]:
        worker = DirectoryImportWorker(
            "bench", self._commands, PostgresQueries(self._engine), self._files
        )
        began = time.monotonic()
        read_at = began
        told = 0

        def note(known: DirectoryImport) -> None:
            nonlocal read_at, told
            if known.read_bytes < known.total_bytes:
                read_at = time.monotonic()
            if known.read_lines - told >= self._rows // 10:
                told = known.read_lines
                self._tell(f"subscribers: {told} lines, {time.monotonic() - began:.0f} s")

        ended = await worker.work_one(note)
        if ended is None:
            raise RuntimeError("the import was not there")
        times |= {"read_s": read_at - began, "build_and_compare_s": time.monotonic() - read_at}
        self._tell(f"subscribers: {ended.state}, {times}")
        return ended, {name: round(value, 1) for name, value in times.items()}

    def _write(self, codec: str, version: int) -> Path:
        path = self._folder / f"table{version}.csv"
        with path.open("w", encoding=codec, newline="") as file:
            file.write("号码,机主,地址,经度,纬度,线路\r\n")
            for start in range(0, self._rows, PIECE_LINES):
                until = min(start + PIECE_LINES, self._rows)
                file.write("".join(_line(index, version) for index in range(start, until)))
        return path

    async def _look_up(self) -> float:
        number = number_of(self._chance.randrange(self._rows))
        began = time.perf_counter()
        async with self._engine.connect() as connection:
            await PostgresDirectory(connection).find_subscriber(number)
        return (time.perf_counter() - began) * 1000

    @asynccontextmanager
    async def _looking_up(self) -> AsyncIterator[list[float]]:
        """Look numbers up until the block ends."""
        samples: list[float] = []

        async def look() -> None:
            while True:
                samples.append(await self._look_up())
                await asyncio.sleep(PAUSE_S)

        looking = asyncio.create_task(look())
        try:
            yield samples
        finally:
            looking.cancel()

    async def _sizes(self) -> dict[str, int]:
        names = ("subscriber", "subscriber_b", "subscriber_incoming")
        query = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
        async with self._engine.connect() as connection:
            return {
                one: (await connection.execute(query, {"name": f"dispatch.{one}"})).scalar_one()
                for one in names
            }


def _line(index: int, version: int) -> str:
    if index % BAD_EVERY == BAD_EVERY - 1:
        return f"no number,机主{index},坏行,,,\r\n"
    if version > 1 and index % GONE_EVERY == 0:
        return f"138{index:08d},机主{index},宿城区新区{index % 977}号,,,\r\n"
    moved = "新" if version > 1 and index % CHANGED_EVERY == 0 else ""
    lon, lat = 118.1 + index % 4001 / 10_000, 33.8 + index % 3001 / 10_000
    where = f"宿城区{moved}幸福路{index % 1999}号{index % 31}单元{index % 17}0{index % 4}室"
    return f"{number_of(index)},机主{index},{where},{lon:.5f},{lat:.5f},\r\n"


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while data := source.read(PIECE_BYTES):
            yield data


def _told(ended: DirectoryImport, times: dict[str, float]) -> dict[str, object]:
    report = ended.report
    counts = report and {
        "before": report.before,
        "after": report.after,
        "new": report.new,
        "changed": report.changed,
        "gone": report.gone,
    }
    told = {
        "state": ended.state.value,
        "bad_lines": ended.bad_count,
        "read_as": ended.found_encoding,
    }
    return {**told, "report": counts, **times}


async def _found(tx: Transaction) -> Json:
    await found_centre(FoundCentre(site_settings(tx.now), (), (), ()), tx)
    return None


def _url(dsn: str, role: str | None) -> str:
    part = conninfo_to_dict(dsn)
    user, password = (f"d120_{role}", "throw-away") if role else (part["user"], part["password"])
    return (
        f"postgresql+psycopg://{user}:{password}@/{part['dbname']}"
        f"?host={part['host']}&port={part['port']}"
    )
