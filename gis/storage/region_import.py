"""Imports a region: tables and road graph are made beside those in force, then swapped."""

import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg.errors import DiskFull

from gis.routing.build import build
from gis.storage import tables
from gis.storage.chinese import refuse_deaf_search
from gis.storage.faults import ImportFault
from gis.storage.reading import read, refuse_what_is_no_pbf
from gis.storage.regions import file_stem, id_of, schema_of
from gis.storage.reprojection import write_in_wgs84
from gis.storage.rows import Bounds, Contents, contents

Datum = Literal["wgs84", "gcj02"]
Step = Literal["reading", "graph", "tables", "indexes", "swap"]
Told = Callable[[Step, int], None]
Connection = psycopg.Connection[tuple[Any, ...]]

OSM_ATTRIBUTION = "© OpenStreetMap contributors"
GRAPH = "graph.npz"
POINTER = "current.json"
# One import at a time in a database; any number does.
LOCK = 120_0005


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to import.

    Attributes:
        name: As people call the region; the file's name when empty.
        datum: What the file's points are in. Nothing in a file tells it: a person declares it.
    """

    file: Path
    name: str = ""
    datum: Datum = "wgs84"
    attribution: str = OSM_ATTRIBUTION


@dataclass(frozen=True, slots=True)
class Imported:
    """A region that is in force now."""

    id: str
    version: int
    roads: int
    areas: int
    buildings: int
    places: int


def import_region(
    owner_dsn: str, folder: Path, wanted: Wanted, told: Told = lambda *_: None
) -> Imported:
    """Import a file and put it in force; after a fault everything is as it was.

    Runs as the database's owner: the servers' role may read regions and change none.

    Args:
        owner_dsn: libpq address with the owner's rights.
        folder: Where graphs lie: the state folder's ``gis``.
        wanted: What to import.
        told: Called at each step, with the number of objects done.

    Raises:
        ImportFault: Its code says why.
    """
    refuse_what_is_no_pbf(wanted.file)
    region = id_of(wanted.name or file_stem(wanted.file))
    with disk_watched(folder), psycopg.connect(owner_dsn) as connection:
        _lock(connection)
        refuse_deaf_search(connection)
        version = _next_version(connection, region)
        own = folder / f"{region}-{version}"
        with _whole_or_gone(own):
            made = _Import(connection, region, version, own, wanted, told).run()
            connection.commit()
    point_to_active(owner_dsn, folder)
    remove_old(owner_dsn, folder)
    return made


def point_to_active(owner_dsn: str, folder: Path) -> None:
    """Write which graph the roads process takes: that of the region in force."""
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(
            "SELECT id, version, west, south, east, north FROM gis.region WHERE active"
        ).fetchone()
    if row is None:
        return
    region, version, *bounds = row
    told = {
        "region": region,
        "version": version,
        "graph": f"{region}-{version}/{GRAPH}",
        "bounds": bounds,
    }
    text, pointer = json.dumps(told), folder / POINTER
    if pointer.exists() and pointer.read_text(encoding="utf-8") == text:
        return
    beside = pointer.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(pointer)


def remove_old(owner_dsn: str, folder: Path) -> None:
    """Remove the tables and graphs of regions that are no longer in force.

    What is still being read is left for the next import.
    """
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '2s'")
        active = connection.execute("SELECT id, version FROM gis.region WHERE active").fetchone()
        if active is None:
            return
        kept = schema_of(*active)
        rows = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'region\\_%%'"
            " AND NOT nspname = ANY(%s)",
            [[kept, tables.MODEL]],
        ).fetchall()
        for (schema,) in rows:
            _drop_unless_read(connection, schema)
    for path in folder.glob(f"*/{GRAPH}"):
        if path.parent.name != f"{active[0]}-{active[1]}":
            shutil.rmtree(path.parent, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Import:
    """One import in the one transaction of its connection."""

    connection: Connection
    region: str
    version: int
    own: Path
    wanted: Wanted
    told: Told

    def run(self) -> Imported:
        """Make graph and tables and turn the views."""
        self.told("reading", 0)
        file = _in_wgs84(self.wanted, self.own)
        source = read(file, lambda count: self.told("reading", count))
        self.told("graph", 0)
        with _cut_told(file):
            build(file, self.own / GRAPH)
        filled = contents(source)
        made = self._fill(filled)
        self.told("swap", 0)
        self.connection.execute("SET LOCAL lock_timeout = '10s'")
        tables.swap(self.connection, schema_of(self.region, self.version))
        self._record(made, filled.bounds)
        return made

    def _fill(self, filled: Contents) -> Imported:
        schema = schema_of(self.region, self.version)
        tables.create(self.connection, schema)
        counts: dict[str, int] = {}
        for table, rows in filled.rows.items():
            self.told("tables", sum(counts.values()))
            counts[table] = tables.copy(self.connection, schema, table, rows)
        self.told("indexes", sum(counts.values()))
        tables.index(self.connection, schema)
        return Imported(
            self.region,
            self.version,
            roads=counts["road"],
            areas=counts["area"],
            buildings=counts["building"],
            places=counts["place"],
        )

    def _record(self, made: Imported, bounds: Bounds) -> None:
        wanted = self.wanted
        self.connection.execute("UPDATE gis.region SET active = false WHERE active")
        self.connection.execute(
            "INSERT INTO gis.region (id, version, name, source, sha256, datum, attribution, west,"
            " south, east, north, roads, areas, buildings, places, active)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, true)",
            [
                *(made.id, made.version, wanted.name or file_stem(wanted.file), wanted.file.name),
                *(_digest(wanted.file), wanted.datum, wanted.attribution),
                *bounds,
                *(made.roads, made.areas, made.buildings, made.places),
            ],
        )


def _in_wgs84(wanted: Wanted, own: Path) -> Path:
    """Give a file in WGS-84: the one named, or a turned copy of it."""
    if wanted.datum == "wgs84":
        return wanted.file
    turned = own / "wgs84.osm.pbf"
    with _cut_told(wanted.file):
        write_in_wgs84(wanted.file, turned)
    return turned


def _next_version(connection: Connection, region: str) -> int:
    row = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM gis.region WHERE id = %s", [region]
    ).fetchone()
    return int(row[0]) if row else 1


def _lock(connection: Connection) -> None:
    row = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    if row is None or not row[0]:
        raise ImportFault("import_under_way")


def _drop_unless_read(connection: Connection, schema: str) -> None:
    try:
        tables.drop(connection, schema)
    except psycopg.errors.LockNotAvailable:
        return


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _whole_or_gone(own: Path) -> Iterator[None]:
    """Make a region's folder; remove it again when its import fails."""
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


@contextmanager
def _cut_told(file: Path) -> Iterator[None]:
    """Say of a file that libosmium cannot read to its end that it is cut."""
    try:
        yield
    except RuntimeError as error:
        raise ImportFault("pbf_cut", file=file.name, why=str(error)) from error


@contextmanager
def disk_watched(folder: Path) -> Iterator[None]:
    """Tell a full disk, the database's or ours, by one code."""
    try:
        yield
    except DiskFull as error:
        raise ImportFault("region_disk_full", folder=str(folder)) from error
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise ImportFault("region_disk_full", folder=str(folder)) from error
