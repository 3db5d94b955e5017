"""An import puts a region in force whole, or changes nothing."""

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import psycopg
import pytest
from osmium.osm.mutable import Node, Way
from psycopg.conninfo import make_conninfo

from gis.gcj02 import from_wgs84
from gis.storage.chinese import hears_chinese, refuse_deaf_search
from gis.storage.faults import ImportFault
from gis.storage.region_import import Wanted, full_told
from gis.storage.regions import list_regions
from tests.integration.regions.conftest import Regions

SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'region%' ORDER BY 1"


def road(file: Path, points: list[tuple[float, float]], **tags: str) -> Path:
    """Write a file with one road."""
    with osmium.SimpleWriter(str(file), overwrite=True) as writer:
        for number, point in enumerate(points, start=1):
            writer.add_node(Node(id=number, location=point))
        nodes = range(1, len(points) + 1)
        writer.add_way(Way(id=1, nodes=nodes, tags=tags))
    return file


def left_behind(regions: Regions) -> tuple[str, list[tuple[Any, ...]], list[str]]:
    """Give what a failed import must not change."""
    folders = sorted(path.name for path in regions.folder.iterdir() if path.is_dir())
    return regions.active(), regions.read(SCHEMAS), folders


def test_a_region_comes_with_a_graph_that_the_pointer_names(regions: Regions):
    pointer = json.loads((regions.folder / "current.json").read_text())
    assert f"{pointer['region']}-{pointer['version']}" == regions.active()
    assert (regions.folder / pointer["graph"]).is_file()


def test_the_city_is_drawn_searched_and_attributed(regions: Regions):
    one = next(row for row in list_regions(regions.database.owner_dsn) if row.active)
    assert one.roads > 900
    assert one.buildings > 1000
    assert one.attribution == "© OpenStreetMap contributors"
    kinds = {kind for (kind,) in regions.read("SELECT DISTINCT kind FROM gis.area")}
    assert {"water", "green", "estate", "district"} <= kinds
    assert regions.read("SELECT count(*) FROM gis.road WHERE bridge")[0][0] > 10


def test_the_servers_role_reads_regions_and_changes_none(regions: Regions):
    for statement in ("DELETE FROM gis.place", "DELETE FROM gis.region", "DROP VIEW gis.road"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            regions.read(statement)


def test_a_second_import_follows_the_first(regions: Regions):
    before = regions.active()
    made = regions.take(Wanted(regions.file))
    assert made.version > 1
    assert regions.active() == f"suhe-{made.version}" != before


def test_whoever_reads_during_a_swap_reads_one_region_or_the_other(regions: Regions):
    expected = regions.read("SELECT count(*) FROM gis.place")
    seen, ended = [], threading.Event()

    def look() -> None:
        while not ended.is_set():
            seen.append(regions.read("SELECT count(*) FROM gis.place"))

    reader = threading.Thread(target=look)
    reader.start()
    regions.take(Wanted(regions.file))
    ended.set()
    reader.join()
    assert seen
    assert all(counted == expected for counted in seen)


def test_what_is_no_pbf_is_refused(regions: Regions, tmp_path: Path):
    file = tmp_path / "table.osm.pbf"
    file.write_text("号码,机主,地址\n" * 1000)
    before = left_behind(regions)
    with pytest.raises(ImportFault) as refused:
        regions.take(Wanted(file))
    assert refused.value.code == "pbf_unreadable"
    assert left_behind(regions) == before


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_is_refused(regions: Regions, tmp_path: Path, part: float):
    whole = regions.file.read_bytes()
    file = tmp_path / "cut.osm.pbf"
    file.write_bytes(whole[: int(len(whole) * part)])
    before = left_behind(regions)
    with pytest.raises(ImportFault) as refused:
        regions.take(Wanted(file))
    assert refused.value.code == "pbf_cut"
    assert left_behind(regions) == before


def test_a_file_without_roads_is_refused(regions: Regions, tmp_path: Path):
    file = road(tmp_path / "river.osm.pbf", [(118.0, 33.0), (118.1, 33.0)], waterway="river")
    before = left_behind(regions)
    with pytest.raises(ImportFault) as refused:
        regions.take(Wanted(file))
    assert refused.value.code == "pbf_without_roads"
    assert left_behind(regions) == before


def test_a_file_that_is_not_there_is_named(regions: Regions, tmp_path: Path):
    with pytest.raises(ImportFault) as refused:
        regions.take(Wanted(tmp_path / "nothing.osm.pbf"))
    assert refused.value.code == "pbf_missing"


def test_two_imports_at_once_are_one_too_many(regions: Regions):
    with psycopg.connect(regions.database.owner_dsn) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(1200005)")
        with pytest.raises(ImportFault) as refused:
            regions.take(Wanted(regions.file))
    assert refused.value.code == "import_under_way"


def test_a_full_memory_is_told_as_one(tmp_path: Path):
    with pytest.raises(ImportFault) as refused, full_told(tmp_path):
        raise MemoryError
    assert refused.value.code == "region_memory_full"


def test_a_full_disk_is_told_as_one(tmp_path: Path):
    with pytest.raises(ImportFault) as refused, full_told(tmp_path):
        raise OSError(28, "No space left on device")
    assert refused.value.code == "region_disk_full"


def test_a_database_that_drops_chinese_is_refused(postgres: str):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE d120_deaf TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    with psycopg.connect(make_conninfo(postgres, dbname="d120_deaf"), autocommit=True) as deaf:
        deaf.execute("CREATE EXTENSION pg_trgm")
        assert not hears_chinese(deaf)
        with pytest.raises(ImportFault) as refused:
            refuse_deaf_search(deaf)
    assert refused.value.code == "search_without_chinese"


def test_a_declared_gcj02_file_is_moved_to_wgs84(regions: Regions, tmp_path: Path):
    lon, lat = np.array([118.29, 118.30]), np.array([33.95, 33.95])
    shifted = [*zip(*(axis.tolist() for axis in from_wgs84(lon, lat)), strict=True)]
    file = road(tmp_path / "shifted.osm.pbf", shifted, highway="primary", name="幸福路")
    regions.take(Wanted(file, datum="gcj02"))
    one = next(row for row in list_regions(regions.database.owner_dsn) if row.active)
    assert one.datum == "gcj02"
    assert (one.west, one.east) == pytest.approx((118.29, 118.30), abs=1e-6)
    regions.take(Wanted(regions.file))
