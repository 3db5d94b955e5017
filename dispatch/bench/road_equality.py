"""Are the product's road times those that pgRouting finds on the very same edges and signs?

Pairs of places are drawn by a seed, each in the middle of a road. pgRouting is given the edges as
they were cut from the map, with the turn restrictions as the map says them, expanded to states:
its own turn-restricted search (3.4.2) is not exact, and on a real city it ends the server.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psycopg

from dispatch.adapters.host.cluster import throwaway_cluster
from dispatch.bench.exported_roads import ExportedRoads, free_pieces
from dispatch.bench.pg_routing import PeerAbsent
from dispatch.bench.progress import Tell
from dispatch.bench.recommend import HEIDELBERG
from dispatch.bench.result import machine
from dispatch.bench.turn_states import TurnStates
from gis.demo_city import city, write
from gis.routing.build import build
from gis.routing.graph import Graph, load
from gis.routing.kept_restrictions import kept_restrictions
from gis.routing.osm import Restriction
from gis.routing.profiles import Profile, binding, file_of
from gis.routing.search import Search
from gis.routing.snap import Snap

SEED = 120
PAIRS = 1000
WITHIN = 0.01
REACH_S = 3600.0
ARCS = "SELECT row_number() OVER () AS id, source, target, cost FROM equal_arc"
COMBINATIONS = "SELECT source, target FROM equal_pair"
ASK = "SELECT start_vid, end_vid, agg_cost FROM pgr_dijkstraCost(%s, %s, true)"
PUT_UP = (
    "CREATE TEMP TABLE equal_arc (source bigint, target bigint, cost float8) ON COMMIT DROP",
    "CREATE TEMP TABLE equal_pair (source bigint, target bigint) ON COMMIT DROP",
)

Pair = tuple[int, int]


@dataclass
class Equality:
    """What was compared.

    Args:
        equal: Pairs whose times differ by WITHIN at most.
        unreached: Pairs that neither reaches.
        worst_share: Of the equal ones.
        apart: Both times of every other pair, seconds; None where it is not reached.
    """

    city: str
    pairs: int
    equal: int = 0
    unreached: int = 0
    worst_share: float = 0.0
    apart: list[tuple[float | None, float | None]] = field(default_factory=list)
    edges: int = 0
    restrictions: int = 0
    ours_ms: float = 0.0
    theirs_ms: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether both agree about every pair."""
        return self.equal > 0 and not self.apart

    def json_line(self) -> str:
        """Write it as the last line of the bench."""
        told = {
            "bench": "road-equality",
            "city": self.city,
            "n": self.pairs,
            "seed": SEED,
            "equal_within_1_percent": self.equal,
            "reached_by_neither": self.unreached,
            "apart": len(self.apart),
            "worst_percent_of_equal": round(100 * self.worst_share, 4),
            "edges": self.edges,
            "restrictions": self.restrictions,
            "holds": self.holds,
            "peer": "pgRouting dijkstraCost over states of the same edges and turn restrictions",
            "ours_ms_a_pair": round(self.ours_ms / max(self.pairs, 1), 2),
            "theirs_ms_a_pair": round(self.theirs_ms / max(self.pairs, 1), 2),
            "machine": machine(),
        }
        return json.dumps(told, ensure_ascii=False)


def measure_here(tell: Tell, pbf: Path | None, pairs: int, *, normal: bool) -> Equality:
    """Compare in a database cluster of its own; without a file the best map at hand."""
    profile = Profile.NORMAL if normal else Profile.BLUE_LIGHT
    with TemporaryDirectory() as folder, throwaway_cluster() as dsn:
        file = pbf or (HEIDELBERG if HEIDELBERG.exists() else Path(folder) / "demo-city.osm.pbf")
        if not file.exists():
            write(city(), file)
        return measure(dsn, file, tell, pairs, profile)


def measure(
    dsn: str, pbf: Path, tell: Tell, pairs: int = PAIRS, profile: Profile = Profile.BLUE_LIGHT
) -> Equality:
    """Read a map and compare; PeerAbsent where pgRouting is not installed."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "graph.npz"
        build(pbf, out)
        graph = load(file_of(out, profile))
        restrictions = binding(kept_restrictions(Path(folder)) or [], profile)
    tell(f"road-equality: {len(graph.pieces.tail)} edges, {len(restrictions)} restrictions")
    return compare(dsn, graph, restrictions, pairs, f"{pbf.name} {profile}")


def compare(
    dsn: str, graph: Graph, restrictions: Sequence[Restriction], count: int, city_name: str
) -> Equality:
    """Compare one graph with pgRouting on what it was made from."""
    pairs = choose_pairs(graph, restrictions, count)
    roads = ExportedRoads(graph.pieces, restrictions, {one for pair in pairs for one in pair})
    found = Equality(city_name, len(pairs), restrictions=len(restrictions))
    found.edges = len(graph.pieces.tail)
    began_at = time.perf_counter()
    ours = _ours(graph, pairs)
    found.ours_ms = (time.perf_counter() - began_at) * 1000
    ends = [(roads.middle(start), roads.middle(goal)) for start, goal in pairs]
    try:
        with psycopg.connect(dsn) as connection:
            theirs = _theirs(connection, roads, ends, found)
            connection.rollback()
    except psycopg.Error as error:
        raise PeerAbsent(f"pgRouting: {type(error).__name__}: {error}") from error
    for pair, end in zip(pairs, ends, strict=True):
        _hold_against(found, ours[pair], theirs.get(end))
    return found


def choose_pairs(graph: Graph, restrictions: Sequence[Restriction], count: int) -> list[Pair]:
    """Draw pairs of different pieces by the seed, each pair once."""
    free = free_pieces(graph.pieces, restrictions)
    random = Random(SEED)  # noqa: S311 - places, no secrets
    pairs: dict[Pair, None] = {}
    while len(pairs) < count:
        start, goal = random.sample(free, 2)
        pairs[start, goal] = None
    return list(pairs)


def _ours(graph: Graph, pairs: Sequence[Pair]) -> dict[Pair, float | None]:
    search = Search(graph, reverse=False)
    found: dict[Pair, float | None] = {}
    for start, goal in pairs:
        (leg,) = search.legs(Snap(start, 0.5, 0.0), [Snap(goal, 0.5, 0.0)], REACH_S)
        found[start, goal] = None if leg is None else leg.seconds
    return found


def _theirs(
    connection: psycopg.Connection, roads: ExportedRoads, ends: Sequence[Pair], found: Equality
) -> dict[Pair, float]:
    query = "SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'"
    if connection.execute(query).fetchone() is None:
        raise PeerAbsent("pgRouting is not installed")
    connection.execute("CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE")
    states = TurnStates(list(roads.edges()), list(roads.forbidden()))
    starts = {states.number((start, ())): start for start, _ in ends}
    for statement in PUT_UP:
        connection.execute(statement.encode())
    with connection.cursor() as cursor:
        with cursor.copy("COPY equal_arc FROM STDIN") as copy:
            for arc in states.arcs(list(starts.values())):
                copy.write_row(arc)
            for goal, state in states.at([goal for _, goal in ends]):
                copy.write_row((state, -goal, 0.0))
        with cursor.copy("COPY equal_pair FROM STDIN") as copy:
            for start, goal in ends:
                copy.write_row((states.number((start, ())), -goal))
    began_at = time.perf_counter()
    rows = connection.execute(ASK, (ARCS, COMBINATIONS)).fetchall()
    found.theirs_ms = (time.perf_counter() - began_at) * 1000
    return {(starts[int(start)], -int(goal)): float(cost_s) for start, goal, cost_s in rows}


def _hold_against(found: Equality, ours_s: float | None, theirs_s: float | None) -> None:
    if ours_s is None and theirs_s is None:
        found.unreached += 1
        return
    known = ours_s is not None and theirs_s is not None
    share = abs((ours_s or 0.0) - (theirs_s or 0.0)) / max(theirs_s or 0.0, 1.0) if known else inf
    if share > WITHIN:
        found.apart.append((ours_s, theirs_s))
        return
    found.equal += 1
    found.worst_share = max(found.worst_share, share)
