"""The same question put to pgRouting in the database, where it is installed."""

import time
from collections.abc import Sequence

import numpy as np
import psycopg

from dispatch.bench.result import Peer, percentile
from gis.datum import Wgs84
from gis.routing.graph import Graph
from gis.routing.snap import Snap, Snapper

QUESTIONS = 100
WITHIN_S = 20.0
ROADS = "SELECT row_number() OVER () AS id, tail AS source, head AS target, cost FROM bench_road"
ASK = "SELECT start_vid, agg_cost FROM pgr_dijkstraCost(%s, %s::bigint[], %s::bigint, true)"


class PeerAbsent(Exception):
    """There is nothing to compare with; the text says why."""


def measure_peer(dsn: str, graph: Graph, scenes: Sequence[Wgs84], starts: Sequence[Wgs84]) -> Peer:
    """Ask pgRouting for all drives to each scene, as many as it answers within WITHIN_S.

    Raises:
        PeerAbsent: It is not installed, or does not work here.
    """
    try:
        with psycopg.connect(dsn) as connection:
            _put_up(connection, graph)
            samples_ms = _ask_all(connection, graph, scenes[:QUESTIONS], starts)
            connection.rollback()
    except psycopg.Error as error:
        raise PeerAbsent(f"pgRouting: {type(error).__name__}") from error
    p50, p99 = percentile(samples_ms, 50), percentile(samples_ms, 99)
    if p50 is None or p99 is None:
        raise PeerAbsent("pgRouting: no answer")
    return Peer("pgRouting dijkstraCost", p50, p99)


def _put_up(connection: psycopg.Connection, graph: Graph) -> None:
    """Load the graph into a table that goes with the transaction."""
    query = "SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'"
    if connection.execute(query).fetchone() is None:
        raise PeerAbsent("pgRouting is not installed")
    connection.execute("CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE")
    connection.execute(
        "CREATE TEMP TABLE bench_road (tail bigint, head bigint, cost float8) ON COMMIT DROP"
    )
    joints = graph.joints
    cost_s = graph.arcs.seconds[joints.arc] + joints.penalty_s
    rows = zip(
        joints.state.tolist(), joints.reached[joints.arc].tolist(), cost_s.tolist(), strict=True
    )
    with connection.cursor().copy("COPY bench_road FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _ask_all(
    connection: psycopg.Connection,
    graph: Graph,
    scenes: Sequence[Wgs84],
    starts: Sequence[Wgs84],
) -> list[float]:
    snapper = Snapper(graph)
    sources = [_state(graph, snap) for snap in snapper.snap(starts) if snap]
    samples_ms: list[float] = []
    end_at = time.perf_counter() + WITHIN_S
    for snap in snapper.snap(scenes):
        if snap is not None and time.perf_counter() < end_at:
            asked_at = time.perf_counter()
            connection.execute(ASK, (ROADS, sources, _state(graph, snap))).fetchall()
            samples_ms.append((time.perf_counter() - asked_at) * 1000)
    return samples_ms


def _state(graph: Graph, snap: Snap) -> int:
    """Give the state at an end of the road that a place is on."""
    return int(graph.joints.reached[np.flatnonzero(graph.arcs.piece == snap.piece)[0]])
