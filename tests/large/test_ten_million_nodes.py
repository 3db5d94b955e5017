"""A region of ten million nodes is imported within four gigabytes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import osmium
import psycopg
import pytest
from osmium.osm.mutable import Node, Way
from psycopg.conninfo import make_conninfo

from gis.storage.regions import list_regions
from tests.integration.conftest import TEMPLATE

SIDE = 3_163  # squared: ten million
STEP_DEG = 0.0004
PIECE, BETWEEN = 40, 4
MEMORY_BYTES = 4_000_000_000
SOUTH_WEST = (112.0, 29.0)
IMPORT = """
import resource, sys
from pathlib import Path
from gis.storage.region_import import Wanted, import_region

bound = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
import_region(sys.argv[1], Path(sys.argv[2]), Wanted(Path(sys.argv[3])))
used_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(used_kb)
"""


def write_grid(file: Path) -> None:
    """Write streets in a grid, each in pieces of some forty points."""
    west, south = SOUTH_WEST
    with osmium.SimpleWriter(str(file), overwrite=True) as writer:
        for row in range(SIDE):
            for column in range(SIDE):
                at = (west + column * STEP_DEG, south + row * STEP_DEG)
                writer.add_node(Node(id=row * SIDE + column + 1, location=at))
        for way, (name, nodes) in enumerate(_streets(), 1):
            tags = {"highway": "residential", "name": name}
            writer.add_way(Way(id=way, nodes=nodes, tags=tags))


def _streets() -> Iterator[tuple[str, list[int]]]:
    """Give every fourth line of both directions, so that streets cross."""
    for line in range(0, SIDE, BETWEEN):
        for start in range(0, SIDE - 1, PIECE):
            places = range(start, min(start + PIECE, SIDE - 1) + 1)
            yield f"第{line}街", [line * SIDE + place + 1 for place in places]
            yield f"第{line}路", [place * SIDE + line + 1 for place in places]


@pytest.mark.mission("A32")
def test_ten_million_nodes_are_imported_within_the_memory_of_the_setting(
    postgres: str, tmp_path: Path
):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE d120_large TEMPLATE {TEMPLATE}".encode())
    dsn, file = make_conninfo(postgres, dbname="d120_large"), tmp_path / "grid.osm.pbf"
    write_grid(file)
    asked = (dsn, str(tmp_path / "gis"), str(file), str(MEMORY_BYTES))
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, *asked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) * 1024 < MEMORY_BYTES
    (region,) = list_regions(dsn)
    assert region.active
    assert region.roads > 120_000
