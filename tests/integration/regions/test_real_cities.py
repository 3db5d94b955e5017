"""Regions of the real world; skipped by name where their files are absent."""

import os
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from gis.routing.graph import load
from gis.storage.region_import import Wanted
from tests.integration.regions.conftest import Regions

DATA = Path(os.environ.get("DISPATCH120_DATA", Path(__file__).parents[4] / "shared" / "data"))


def real_city(name: str) -> Path:
    """Give a file of the real world, or skip."""
    file = DATA / "osm" / name
    if not file.is_file():
        pytest.skip(f"{file} is not on this machine; name its folder in DISPATCH120_DATA")
    return file


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("macau-twoway.osm.pbf", "友誼大馬路", "友誼大馬路 Avenida da Amizade"),
        ("heidelberg-ors.osm.pbf", "hauptstrasse", "Hauptstraße"),
    ],
)
async def test_a_real_city_is_imported_and_searched(
    regions: Regions, gis_engine: AsyncEngine, name: str, typed: str, found: str
):
    made = regions.take(Wanted(real_city(name)))
    folder = regions.folder / f"{made.id}-{made.version}"
    rows = (await PostgresPlaces(gis_engine).suggest(typed, limit=3, near=None)).places
    assert found in [row.name for row in rows]
    assert made.roads > 4000
    load(folder / "graph.npz")
    regions.take(Wanted(regions.file))
