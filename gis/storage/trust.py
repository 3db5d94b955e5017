"""Whether a file's points can be what they are said to be: their datum, and longitude first."""

from itertools import islice
from pathlib import Path

import osmium
import osmium.io

from gis.storage.faults import ImportFault

# CGCS2000 and WGS-84 differ by centimetres; GCJ-02 is shifted by hundreds of metres.
DATUMS = ("wgs84", "cgcs2000", "gcj02")
SAMPLE = 20_000
DEGREE = 10_000_000
# GCJ-02 is defined for the mainland of China alone.
CHINA = (72.0, 0.8, 138.0, 55.9)
Bounds = tuple[float, float, float, float]


def refuse_unknown_datum(datum: str) -> None:
    """Refuse what nobody can convert; ImportFault ``datum_unknown``."""
    if datum not in DATUMS:
        raise ImportFault("datum_unknown", datum=datum, known=", ".join(DATUMS))


def refuse_swapped(file: Path) -> None:
    """Refuse a file whose latitudes lie off the globe while the other way round they would not.

    All of China lies there east of 90°, so that a swapped file is found at once.

    Raises:
        ImportFault: ``lon_lat_swapped``.
    """
    seen = off = 0
    nodes = osmium.FileProcessor(osmium.io.File(str(file), "pbf"), osmium.osm.NODE)
    for node in islice(nodes, SAMPLE):
        if isinstance(node, osmium.osm.Node):
            seen += 1
            off += abs(node.location.y) > 90 * DEGREE and abs(node.location.x) <= 90 * DEGREE
    if seen and off * 2 > seen:
        raise ImportFault("lon_lat_swapped", file=file.name)


def refuse_elsewhere(file: Path, datum: str, bounds: Bounds, before: Bounds | None) -> None:
    """Refuse roads that lie where their datum is not defined, or mirrored to where they lay before.

    Args:
        file: Named to people.
        datum: As declared.
        bounds: West, south, east and north of the file's roads.
        before: The same of the region's last version, None at its first import.

    Raises:
        ImportFault: ``datum_elsewhere`` or ``lon_lat_swapped``.
    """
    if datum == "gcj02" and not _meet(bounds, CHINA):
        raise ImportFault("datum_elsewhere", file=file.name, datum=datum)
    west, south, east, north = bounds
    mirrored = south, west, north, east
    if before is not None and not _meet(bounds, before) and _meet(mirrored, before):
        raise ImportFault("lon_lat_swapped", file=file.name)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
