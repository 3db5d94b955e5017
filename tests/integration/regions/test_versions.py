"""Versions: a bounded number is kept, one step leads back, and what cannot be true is refused."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import osmium
import psycopg
import pytest
from osmium.osm.mutable import Node, Way

from gis.storage.faults import ImportFault
from gis.storage.progress import Progress
from gis.storage.region_import import Wanted, import_region
from gis.storage.regions import list_regions
from gis.storage.versions import use_version
from tests.integration.regions.conftest import Regions, made_regions
from tests.integration.regions.test_import import SCHEMAS, left_behind, road

HERE = [(118.29, 33.95), (118.30, 33.95)]


@pytest.fixture(scope="module")
def small(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Regions]:
    folder = tmp_path_factory.mktemp("small")
    file = road(folder / "town.osm.pbf", HERE, highway="primary", name="幸福路")
    with made_regions(postgres, "d120_versions", folder / "gis", file) as made:
        yield made


def back(regions: Regions, label: str = "") -> str:
    return use_version(regions.database.owner_dsn, regions.folder, label)


@pytest.mark.mission("A32")
def test_as_many_versions_are_kept_as_the_setting_says(small: Regions):
    for _ in range(3):
        small.take(Wanted(small.file, keep=2))
    made = small.take(Wanted(small.file, keep=2))
    kept = [one.label for one in list_regions(small.database.owner_dsn) if one.kept]
    assert kept == [f"town-{made.version - back}" for back in range(3)]
    schemas = [name for (name,) in small.read(SCHEMAS)]
    assert sorted(schemas) == sorted(
        ["region_none", *(f"region_town_{made.version - back}" for back in range(3))]
    )
    folders = {path.name for path in small.folder.iterdir() if path.is_dir()}
    assert folders == set(kept)


@pytest.mark.mission("A32")
def test_one_step_leads_back_to_the_version_before(small: Regions):
    before = small.active()
    made = small.take(Wanted(small.file))
    assert back(small) == before == small.active()
    assert back(small, f"town-{made.version}") == small.active()


def test_a_version_that_is_gone_is_refused(small: Regions):
    before = left_behind(small)
    with pytest.raises(ImportFault) as refused:
        back(small, "town-77")
    assert refused.value.code == "region_version_gone"
    assert left_behind(small) == before


@pytest.mark.parametrize(
    ("points", "datum", "code"),
    [
        ([(33.95, 118.29), (33.95, 118.30)], "wgs84", "lon_lat_swapped"),
        ([(8.67, 49.41), (8.68, 49.41)], "gcj02", "datum_elsewhere"),
        (HERE, "bd09", "datum_unknown"),
    ],
)
def test_what_cannot_be_true_is_refused(
    small: Regions, tmp_path: Path, points: list[tuple[float, float]], datum: str, code: str
):
    file = road(tmp_path / "town.osm.pbf", points, highway="primary", name="幸福路")
    before = left_behind(small)
    with pytest.raises(ImportFault) as refused:
        small.take(Wanted(file, datum=datum))
    assert refused.value.code == code
    assert left_behind(small) == before


def test_a_region_that_lies_mirrored_to_where_it_lay_is_refused(small: Regions, tmp_path: Path):
    first = road(tmp_path / "heidel.osm.pbf", [(8.67, 49.41), (8.68, 49.41)], highway="primary")
    small.take(Wanted(first))
    swapped = [(49.41, 8.67), (49.41, 8.68)]
    second = road(tmp_path / "swapped.osm.pbf", swapped, highway="primary")
    with pytest.raises(ImportFault) as refused:
        small.take(Wanted(second, name="heidel"))
    assert refused.value.code == "lon_lat_swapped"
    small.take(Wanted(small.file))


def test_cgcs2000_is_kept_as_declared_and_moved_by_nothing(small: Regions):
    small.take(Wanted(small.file, datum="cgcs2000"))
    one = next(row for row in list_regions(small.database.owner_dsn) if row.active)
    assert one.datum == "cgcs2000"
    assert (one.west, one.east) == pytest.approx((118.29, 118.30), abs=1e-7)


def test_grounds_that_cross_themselves_are_told_and_all_else_is_taken(
    small: Regions, tmp_path: Path
):
    file = tmp_path / "crossed.osm.pbf"
    corners = [(118.29, 33.95), (118.30, 33.96), (118.30, 33.95), (118.29, 33.96)]
    with osmium.SimpleWriter(str(file)) as writer:
        for number, point in enumerate(corners, start=1):
            writer.add_node(Node(id=number, location=point))
        writer.add_way(Way(id=1, nodes=[1, 3], tags={"highway": "primary", "name": "幸福路"}))
        ground = {"landuse": "residential", "name": "交叉小区"}
        writer.add_way(Way(id=2, nodes=[1, 2, 3, 4, 1], tags=ground))
    made = small.take(Wanted(file, name="town"))
    assert (made.left_out.areas, made.left_out.examples) == (1, [2])
    one = next(row for row in list_regions(small.database.owner_dsn) if row.active)
    assert one.left_out["areas"] == 1
    small.take(Wanted(small.file))


def test_an_import_says_how_far_it_is(small: Regions):
    progress, seen = Progress(small.file), []

    def told(step: str, objects: int) -> None:
        progress.told(step, objects)  # type: ignore[arg-type]
        seen.append(progress.look())

    import_region(small.database.owner_dsn, small.folder, Wanted(small.file), told)
    percents = [one.percent for one in seen]
    assert percents == sorted(percents)
    assert {one.stage for one in seen} >= {"graph", "reading", "tables", "indexes", "swap"}
    assert seen[-1].read_bytes == seen[-1].total_bytes == small.file.stat().st_size


KILLED = """
import sys, time
from pathlib import Path
from gis.storage.region_import import Wanted, import_region

def told(step, count):
    print(step, flush=True)
    if step == "swap":
        time.sleep(60)

import_region(sys.argv[1], Path(sys.argv[2]), Wanted(Path(sys.argv[3])), told)
"""


def test_a_killed_import_leaves_nothing_that_is_seen(small: Regions):
    """It is killed where it hurts most: all is made, nothing is committed."""
    before, known = left_behind(small), len(list_regions(small.database.owner_dsn))
    asked = (small.database.owner_dsn, str(small.folder), str(small.file))
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *asked], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "swap":
                break
        os.kill(process.pid, signal.SIGKILL)
    _wait_until_free(small)
    active, schemas, _ = left_behind(small)
    assert (active, schemas) == before[:2]
    assert len(list_regions(small.database.owner_dsn)) == known
    small.take(Wanted(small.file))
    names = {one.label for one in list_regions(small.database.owner_dsn) if one.kept}
    assert {path.name for path in small.folder.iterdir() if path.is_dir()} == names


def _wait_until_free(regions: Regions) -> None:
    """Wait until the database has noticed that the killed one is gone."""
    deadline = time.monotonic() + 30
    with psycopg.connect(regions.database.owner_dsn, autocommit=True) as connection:
        while time.monotonic() < deadline:
            held = connection.execute("SELECT FROM pg_locks WHERE locktype = 'advisory'").fetchall()
            if not held:
                return
    pytest.fail("the lock of the killed import is still held")


def test_a_version_whose_graph_is_gone_is_not_put_in_force(small: Regions):
    before = small.active()
    small.take(Wanted(small.file))
    (small.folder / before / "graph.npz").unlink()
    now = small.active()
    with pytest.raises(ImportFault) as refused:
        back(small, before)
    assert refused.value.code == "region_version_gone"
    assert small.active() == now
