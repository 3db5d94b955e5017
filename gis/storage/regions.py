"""The regions that were imported, and the one in force."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.rows import class_row

from gis.geocode.pinyin import spelled

LONGEST_ID = 40
LABEL = "id || '-' || version || CASE WHEN overlay > 0 THEN '.' || overlay ELSE '' END"


@dataclass(frozen=True, slots=True)
class Region:
    """One import of one region.

    Attributes:
        kept: Whether its tables are still here: then it can be looked at, and put in force again.
        overlay: Which revision of the overlay is entered in it.
        overlay_report: Pieces of the overlay that join no road (loose) or found nothing (missing).
        left_out: What of its file could not be taken, by kind.
    """

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
    kept: bool
    in_force_at: datetime
    overlay: int
    overlay_report: Mapping[str, Sequence[int]]
    left_out: Mapping[str, object]

    @property
    def label(self) -> str:
        """Name it as pages, orders and tiles do: suhe-3, or suhe-3.5 with the overlay's 5th."""
        return label_of(self.id, self.version, self.overlay)

    @property
    def schema(self) -> str:
        """Where its tables lie."""
        return schema_of(self.id, self.version)


def label_of(region: str, version: int, overlay: int) -> str:
    """Name a version of a region; LABEL is the same in SQL."""
    return f"{region}-{version}.{overlay}" if overlay else f"{region}-{version}"


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
