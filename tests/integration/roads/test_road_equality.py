"""The product's road times are pgRouting's on the very same edges and signs."""

from pathlib import Path

import pytest

from dispatch.bench.pg_routing import PeerAbsent
from dispatch.bench.road_equality import Equality, compare, measure
from gis.demo_city import city, write
from gis.routing.graph import Graph, assemble
from gis.routing.osm import Restriction, read_roads
from gis.routing.pieces import cut
from gis.routing.profiles import Profile, binding
from tests.integration.conftest import Database

HEIDELBERG = Path(__file__).parents[4] / "shared" / "data" / "osm" / "heidelberg-ors.osm.pbf"
PAIRS = 120


def quiet(_: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo city, signs and all."""
    file = tmp_path_factory.mktemp("city") / "suhe.osm.pbf"
    write(city(small=True), file)
    return file


def agreed(found: Equality) -> None:
    assert found.holds, found.json_line()
    assert found.worst_share <= 0.01
    assert found.equal > 0.8 * found.pairs


@pytest.mark.parametrize("profile", Profile)
def test_every_pair_in_the_demo_city_takes_as_long_as_pgrouting_says(
    database: Database, city_file: Path, profile: Profile
):
    found = measured(database, city_file, profile)
    assert found.restrictions > 0
    agreed(found)


def test_every_pair_in_a_real_city_too(database: Database):
    if not HEIDELBERG.exists():
        pytest.skip(f"{HEIDELBERG} is not here")
    agreed(measured(database, HEIDELBERG, Profile.BLUE_LIGHT))


def test_a_graph_that_forgets_the_signs_is_found_out(database: Database, city_file: Path):
    roads = read_roads(city_file)
    signs = binding(roads.restrictions, Profile.BLUE_LIGHT)
    found = compared(database, assemble(cut(roads.ways), []), signs)
    assert found.apart
    assert not found.holds


def measured(database: Database, file: Path, profile: Profile) -> Equality:
    try:
        return measure(database.owner_dsn, file, quiet, PAIRS, profile)
    except PeerAbsent as absent:
        pytest.skip(str(absent))


def compared(database: Database, graph: Graph, signs: list[Restriction]) -> Equality:
    try:
        return compare(database.owner_dsn, graph, signs, PAIRS, "without signs")
    except PeerAbsent as absent:
        pytest.skip(str(absent))
