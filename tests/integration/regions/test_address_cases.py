"""Hundreds of addresses as people say and type them, each with the place it means.

The figures of every class and every case that missed are printed (pytest -s, or when red).
"""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.places import PostgresPlaces
from gis.storage.region_import import Wanted
from tests.integration.regions.address_cases import (
    Answered,
    Case,
    Read,
    by_hand,
    table,
)
from tests.integration.regions.conftest import Regions
from tests.integration.regions.demo_cases import chinese_cases
from tests.integration.regions.real_cases import bilingual_cases, european_cases
from tests.integration.regions.test_real_cities import real_city

RANK_1, RANK_3 = 0.90, 0.97


@pytest.fixture
def in_force(regions: Regions) -> Iterator[Callable[[str | None], Regions]]:
    """Give a way to put a file of the real world in force; afterwards the small city is again."""
    taken: list[str] = []

    def take(name: str | None) -> Regions:
        if name is not None:
            file = real_city(name)
            taken.append(name)
            regions.take(Wanted(file))
        return regions

    yield take
    if taken:
        regions.take(Wanted(regions.file))


@pytest.mark.mission("A32", "A53")
@pytest.mark.parametrize(
    ("region", "file", "sampled"),
    [
        ("demo", None, chinese_cases),
        ("macau", "macau-twoway.osm.pbf", bilingual_cases),
        ("heidelberg", "heidelberg-ors.osm.pbf", european_cases),
    ],
)
async def test_what_people_type_finds_the_place_they_mean(
    in_force: Callable[[str | None], Regions],
    gis_engine: AsyncEngine,
    region: str,
    file: str | None,
    sampled: Callable[[Read], list[Case]],
):
    regions = in_force(file)
    places = PostgresPlaces(gis_engine)
    cases = [*sampled(regions.read), *by_hand(region)]
    answered = [await _ask(places, case) for case in cases]
    text, first, third = table(answered)
    print(f"\n{region}\n{text}")
    assert (first >= RANK_1, third >= RANK_3) == (True, True), text


async def _ask(places: PostgresPlaces, case: Case) -> Answered:
    found = (await places.suggest(case.typed, limit=10, near=case.near)).places
    right = [at for at, one in enumerate(found, 1) if case.answered_by(one.name, one.point)]
    return Answered(case, right[0] if right else None, found[0].name if found else "nothing")
