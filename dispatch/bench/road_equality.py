"""Are the product's road times those that pgRouting finds on the very same edges and signs?

Pairs of places are drawn by a seed, each in the middle of a road; pgRouting's turn-restricted
search (`pgr_trsp`) is asked for all of them at once.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psycopg

from dispatch.bench.centre import running_centre
from dispatch.bench.pg_routing import PeerAbsent
from dispatch.bench.progress import Tell
from dispatch.bench.recommend import HEIDELBERG
from dispatch.bench.result import machine
from dispatch.bench.trsp_export import NEVER_S, TrspRoads, free_pieces
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
EDGES = "SELECT id, source, target, cost, reverse_cost FROM equal_edge"
FORBIDDEN = "SELECT id, path, cost FROM equal_forbidden"
COMBINATIONS = "SELECT source, target FROM equal_pair"
ASK = "SELECT start_vid, end_vid, max(agg_cost) FROM pgr_trsp(%s, %s, %s) GROUP BY 1, 2"
PUT_UP = (
    """CREATE TEMP TABLE equal_edge
    (id bigint, source bigint, target bigint, cost float8, reverse_cost float8) ON COMMIT DROP""",
    "CREATE TEMP TABLE equal_forbidden (id bigint, path bigint[], cost float8) ON COMMIT DROP",
    "CREATE TEMP TABLE equal_pair (source bigint, target bigint) ON COMMIT DROP",
)

Pair = tuple[int, int]


@dataclass
class Equality:
    """What was compared.

    Args:
        apart: Of each pair that differs by more than WITHIN: both times, seconds.
        one_sided: Pairs that only one of both reaches.
    """

    city: str
    pairs: int
    reached: int = 0
    unreached: int = 0
    worst_share: float = 0.0
    apart: list[tuple[float, float]] = field(default_factory=list)
    one_sided: int = 0
    restrictions: int = 0
    edges: int = 0
    ours_ms: float = 0.0
    theirs_ms: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether both agree about every pair."""
        return self.reached > 0 and not self.apart and self.one_sided == 0

    def json_line(self) -> str:
        """Write it as the last line of the bench."""
        told = {
            "bench": "road-equality",
            "city": self.city,
            "n": self.pairs,
            "seed": SEED,
            "reached_by_both": self.reached,
            "reached_by_neither": self.unreached,
            "reached_by_one": self.one_sided,
            "worst_percent": round(100 * self.worst_share, 4),
            "apart_by_more_than_1_percent": len(self.apart),
            "edges": self.edges,
            "restrictions": self.restrictions,
            "holds": self.holds,
            "peer": "pgRouting pgr_trsp",
            "ours_ms_a_pair": round(self.ours_ms / max(self.pairs, 1), 2),
            "theirs_ms_a_pair": round(self.theirs_ms / max(self.pairs, 1), 2),
            "machine": machine(),
        }
        return json.dumps(told, ensure_ascii=False)


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


def measure_here(tell: Tell, pbf: Path | None, pairs: int, *, normal: bool) -> Equality:
    """Compare in the database of a centre of its own; without a file the best map at hand."""
    profile = Profile.NORMAL if normal else Profile.BLUE_LIGHT
    with running_centre() as centre:
        demo = centre.settings.state / "demo" / "city.osm.pbf"
        file = pbf or (HEIDELBERG if HEIDELBERG.exists() else demo)
        return measure(centre.settings.dsn("owner"), file, tell, pairs, profile)


def compare(
    dsn: str, graph: Graph, restrictions: Sequence[Restriction], count: int, city: str
) -> Equality:
    """Compare one graph with pgRouting on what it was made from."""
    pairs = choose_pairs(graph, restrictions, count)
    roads = TrspRoads(graph.pieces, restrictions, {piece for pair in pairs for piece in pair})
    found = Equality(city, len(pairs), restrictions=len(restrictions))
    began_at = time.perf_counter()
    ours = _ours(graph, pairs)
    found.ours_ms = (time.perf_counter() - began_at) * 1000
    try:
        with psycopg.connect(dsn) as connection:
            found.edges = _export(connection, roads, pairs)
            began_at = time.perf_counter()
            theirs = _theirs(connection)
            found.theirs_ms = (time.perf_counter() - began_at) * 1000
            connection.rollback()
    except psycopg.Error as error:
        raise PeerAbsent(f"pgRouting: {type(error).__name__}: {error}") from error
    for pair in pairs:
        _hold_against(found, ours[pair], theirs.get((roads.middle(pair[0]), roads.middle(pair[1]))))
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


def _export(connection: psycopg.Connection, roads: TrspRoads, pairs: Sequence[Pair]) -> int:
    query = "SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'"
    if connection.execute(query).fetchone() is None:
        raise PeerAbsent("pgRouting is not installed")
    connection.execute("CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE")
    for statement in PUT_UP:
        connection.execute(statement.encode())
    edges = list(roads.edges())
    with connection.cursor() as cursor:
        with cursor.copy("COPY equal_edge FROM STDIN") as copy:
            for edge in edges:
                copy.write_row(
                    (edge.id, edge.source, edge.target, edge.cost_s, edge.reverse_cost_s)
                )
        with cursor.copy("COPY equal_forbidden FROM STDIN") as copy:
            for number, one in enumerate(roads.forbidden(), start=1):
                copy.write_row((number, list(one.path), one.cost_s))
        with cursor.copy("COPY equal_pair FROM STDIN") as copy:
            for start, goal in pairs:
                copy.write_row((roads.middle(start), roads.middle(goal)))
    return len(edges)


def _theirs(connection: psycopg.Connection) -> dict[Pair, float]:
    rows = connection.execute(ASK, (EDGES, FORBIDDEN, COMBINATIONS)).fetchall()
    return {(int(start), int(end)): float(cost) for start, end, cost in rows if cost < NEVER_S}


def _hold_against(found: Equality, ours_s: float | None, theirs_s: float | None) -> None:
    if ours_s is None and theirs_s is None:
        found.unreached += 1
    elif ours_s is None or theirs_s is None:
        found.one_sided += 1
    else:
        found.reached += 1
        share = abs(ours_s - theirs_s) / max(theirs_s, 1.0)
        found.worst_share = max(found.worst_share, share)
        if share > WITHIN:
            found.apart.append((ours_s, theirs_s))
