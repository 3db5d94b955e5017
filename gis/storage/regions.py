"""The regions that were imported, and the one in force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.rows import class_row

from gis.geocode.pinyin import spelled

LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Region:
    """One import of one region."""

    id: str
    version: int
    name: str
    source: str
    sha256: str
    datum: str
    attribution: str
    west: float
    south: float
    east: float
    north: float
    roads: int
    areas: int
    buildings: int
    places: int
    active: bool
    imported_at: datetime

    @property
    def schema(self) -> str:
        """Where its tables lie."""
        return schema_of(self.id, self.version)


def schema_of(region: str, version: int) -> str:
    """Name the schema of a region's version."""
    return f"region_{region}_{version}"


def id_of(name: str) -> str:
    """Make an identifier of a name or a file's name: 宿河 gives suhe."""
    plain = re.sub(r"[^a-z0-9]+", "_", spelled(name)[0]).strip("_")
    return plain[:LONGEST_ID] or "region"


def list_regions(dsn: str) -> Sequence[Region]:
    """List every import that is known, the newest first."""
    with psycopg.connect(dsn) as connection, connection.cursor(row_factory=class_row(Region)) as it:
        return it.execute("SELECT * FROM gis.region ORDER BY imported_at DESC, id").fetchall()


def file_stem(path: Path) -> str:
    """Give a file's name without what tells its kind: city.osm.pbf gives city."""
    return path.name.removesuffix(".pbf").removesuffix(".osm") or path.name
