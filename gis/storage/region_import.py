"""Imports a region: tables and road graph are made beside those in force, then swapped."""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.errors import DiskFull
from psycopg.types.json import Jsonb

from gis.routing.build import build
from gis.storage import tables
from gis.storage.chinese import refuse_deaf_search
from gis.storage.faults import ImportFault
from gis.storage.progress import Step
from gis.storage.reading import LeftOut, read, refuse_what_is_no_pbf
from gis.storage.regions import file_stem, id_of, label_of, schema_of
from gis.storage.reprojection import write_in_wgs84
from gis.storage.rows import Bounds, Contents, contents
from gis.storage.trust import refuse_elsewhere, refuse_swapped, refuse_unknown_datum
from gis.storage.versions import GRAPH, KEPT, lock, point_to_active, put_in_force, remove_old

Told = Callable[[Step, int], None]
Connection = psycopg.Connection[tuple[Any, ...]]
# Enters what is drawn over the map: connection, the region's folder, its id, its version; gives the
# overlay's revision.
Enter = Callable[[Connection, Path, str, int], int]

OSM_ATTRIBUTION = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to import.

    Attributes:
        name: As people call the region; the file's name when empty.
        datum: What the file's points are in. Nothing in a file tells it: a person declares it.
        attribution: Whose the map is; shown wherever it is.
        keep: So many versions are kept beside the one in force.
        told_name: The file's name as people know it, where it lies under another.
    """

    file: Path
    name: str = ""
    datum: str = "wgs84"
    attribution: str = OSM_ATTRIBUTION
    keep: int = KEPT
    told_name: str = ""

    @property
    def file_name(self) -> str:
        """Name the file to people."""
        return self.told_name or self.file.name

    @property
    def region_name(self) -> str:
        """Name the region to people."""
        return self.name or file_stem(Path(self.file_name))


@dataclass(frozen=True, slots=True)
class Imported:
    """A region that is in force now."""

    id: str
    version: int
    roads: int
    areas: int
    buildings: int
    places: int
    overlay: int = 0
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def label(self) -> str:
        """Name it as pages, orders and tiles do."""
        return label_of(self.id, self.version, self.overlay)


def import_region(
    owner_dsn: str,
    folder: Path,
    wanted: Wanted,
    told: Told = lambda *_: None,
    enter: Enter = lambda *_: 0,
) -> Imported:
    """Import a file and put it in force; after a fault everything is as it was.

    Runs as the database's owner: the servers' role may read regions and change none.

    Args:
        owner_dsn: libpq address with the owner's rights.
        folder: Where graphs lie: the state folder's ``gis``.
        wanted: What to import.
        told: Called at each step, with the number of objects done.
        enter: Enters what was drawn over the map, when the rest is ready.

    Raises:
        ImportFault: Its code says why.
    """
    refuse_unknown_datum(wanted.datum)
    refuse_what_is_no_pbf(wanted.file)
    region = id_of(wanted.region_name)
    with full_told(folder), psycopg.connect(owner_dsn) as connection:
        lock(connection)
        refuse_deaf_search(connection)
        version = _next_version(connection, region)
        own = folder / f"{region}-{version}"
        with _whole_or_gone(own):
            made = _Import(connection, region, version, own, wanted, told, enter).run()
            connection.commit()
    point_to_active(owner_dsn, folder)
    remove_old(owner_dsn, folder, wanted.keep)
    return made


@dataclass(frozen=True, slots=True)
class _Import:
    """One import in the one transaction of its connection."""

    connection: Connection
    region: str
    version: int
    own: Path
    wanted: Wanted
    told: Told
    enter: Enter

    def run(self) -> Imported:
        """Make graph and tables and turn the views; the two never lie in memory together."""
        file = self._in_wgs84()
        self.told("graph", 0)
        with _cut_told(self.wanted):
            refuse_swapped(file)
            if not build(file, self.own / GRAPH):
                raise ImportFault("pbf_without_roads", file=self.wanted.file_name)
        self.told("reading", 0)
        source = read(file, lambda count: self.told("reading", count))
        filled = contents(source)
        refuse_elsewhere(file, self.wanted.datum, filled.bounds, self._bounds_before())
        made = self._fill(filled, source.left_out)
        self._record(made, filled.bounds)
        self.told("overlay", 0)
        revision = self.enter(self.connection, self.own, made.id, made.version)
        self.told("swap", 0)
        put_in_force(self.connection, self.region, self.version)
        return replace(made, overlay=revision)

    def _in_wgs84(self) -> Path:
        """Give the file in WGS-84: the one named, or a turned copy of it."""
        if self.wanted.datum != "gcj02":
            return self.wanted.file
        self.told("turning", 0)
        turned = self.own / "wgs84.osm.pbf"
        with _cut_told(self.wanted):
            write_in_wgs84(self.wanted.file, turned)
        return turned

    def _fill(self, filled: Contents, left_out: LeftOut) -> Imported:
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
            left_out=left_out,
        )

    def _bounds_before(self) -> Bounds | None:
        row = self.connection.execute(
            "SELECT west, south, east, north FROM gis.region WHERE id = %s"
            " ORDER BY version DESC LIMIT 1",
            [self.region],
        ).fetchone()
        return None if row is None else (row[0], row[1], row[2], row[3])

    def _record(self, made: Imported, bounds: Bounds) -> None:
        wanted = self.wanted
        self.connection.execute(
            "INSERT INTO gis.region (id, version, name, source, sha256, datum, attribution, west,"
            " south, east, north, roads, areas, buildings, places, active, kept, left_out)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, false, true, %s)",
            [
                *(made.id, made.version, wanted.region_name, wanted.file_name),
                *(_digest(wanted.file), wanted.datum, wanted.attribution),
                *bounds,
                *(made.roads, made.areas, made.buildings, made.places),
                Jsonb(asdict(made.left_out)),
            ],
        )


def _next_version(connection: Connection, region: str) -> int:
    row = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM gis.region WHERE id = %s", [region]
    ).fetchone()
    return int(row[0]) if row else 1


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
def _cut_told(wanted: Wanted) -> Iterator[None]:
    """Say of a file that libosmium cannot read to its end that it is cut."""
    try:
        yield
    except RuntimeError as error:
        raise ImportFault("pbf_cut", file=wanted.file_name, why=str(error)) from error


@contextmanager
def full_told(folder: Path) -> Iterator[None]:
    """Tell a full disk, the database's or ours, by one code, and a full memory by another."""
    try:
        yield
    except MemoryError as error:
        raise ImportFault("region_memory_full") from error
    except DiskFull as error:
        raise ImportFault("region_disk_full", folder=str(folder)) from error
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise ImportFault("region_disk_full", folder=str(folder)) from error
