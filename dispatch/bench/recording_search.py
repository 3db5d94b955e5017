"""Search over a million recordings: each filter and common pairs, from the page's question on."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx2
import psycopg

from dispatch.bench.centre import Centre, running_centre
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, percentile, spread

NAME = "recording-search"
STAFF = "3001"
SEED = 120
RECORDINGS = 1_000_000
EACH, EACH_IF_LONG = 20, 200
WARM_UP = 20
ROWS = 50
EXCHANGE = "node1"
# One in half a minute, over a year; as often as not from a number that calls again and again.
_FILL = """
INSERT INTO recorder.recording (name, exchange, state, started_at, first_seen_at, ended_at,
  settled_at, repaired, frames, rx_frames, tx_frames, sample_rate_hz, pcm_sha256, flac_sha256,
  flac_bytes, call_id, number, called_number, seat, staff_number, call_started_at, event_n,
  revision)
SELECT to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD-HH24MISS') || '-' || %(exchange)s || '-'
    || extract(epoch FROM at)::bigint || '.' || n,
  %(exchange)s, CASE WHEN n %% 500 = 0 THEN 'DAMAGED' ELSE 'COPIED' END, at, at,
  at + length * interval '1 second', at + length * interval '1 second', false, length * 8000,
  length * 8000, length * 8000, 8000, md5(n::text), md5(n::text), length * 8000,
  gen_random_uuid(), '1' || (3000000000 + (hash * 7919) %% 999999999)::text,
  CASE WHEN n %% 20 = 0 THEN '0527' || (80000000 + hash %% 500) ELSE '120' END,
  1 + hash %% 16, (1001 + hash %% 60)::text, at, n, 1
FROM generate_series(1, %(count)s) AS n,
 LATERAL (SELECT now() - interval '1 day' - n * interval '30 seconds' AS at,
  abs(hashint8(n)::bigint) AS hash) AS one,
 LATERAL (SELECT 5 + hash %% 600 AS length) AS two
"""
_BARE = "SELECT * FROM recorder.recording WHERE name = %(name)s"
_SOME = """
SELECT name, number, called_number, seat, staff_number, call_id, started_at
FROM recorder.recording TABLESAMPLE SYSTEM (1) LIMIT 2000
"""

Row = Mapping[str, Any]


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own."""
    tell("recording-search: starting a centre")
    with running_centre() as centre:
        with psycopg.connect(centre.settings.dsn("owner"), autocommit=True) as connection:
            tell("recording-search: writing a million recordings")
            connection.execute(_FILL, {"exchange": EXCHANGE, "count": RECORDINGS})
            connection.execute("VACUUM ANALYZE recorder.recording")
            rows = _some(connection)
            peer = _peer(connection, [row["name"] for row in rows])
        return asyncio.run(Searches(centre, tell).run(rows, EACH_IF_LONG if long else EACH, peer))


def questions(row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what is asked about one recording, by the names of the filters."""
    number, day = row["number"], {"from": row["started_at"].replace(hour=0).isoformat()}
    seat, staff = {"seat": row["seat"]}, {"staff_number": row["staff_number"]}
    yield "nothing", {}
    yield "number", {"number": number}
    yield "end of a number", {"number": number[-6:]}
    yield "digits anywhere", {"digits": number[3:9]}
    yield "three digits", {"digits": number[5:8]}
    yield "a digit wrong", {"digits": f"{number[:6]}{(int(number[6]) + 1) % 10}{number[7:]}"}
    yield "called", {"called": row["called_number"]}
    yield "seat", seat
    yield "staff", staff
    yield "long ones", {"min_duration_ms": 600_000}
    yield "from a day", day
    yield "seat from a day", seat | day
    yield "staff and seat", staff | seat
    yield "digits from a day", day | {"digits": number[3:9]}
    yield "staff, long ones", staff | {"min_duration_ms": 600_000}
    yield "nobody's digits", {"digits": "99999999999"}
    yield "an empty seat", {"seat": 9000}


@dataclass(slots=True)
class Searches:
    """A director who asks one question after the other."""

    centre: Centre
    tell: Tell
    samples_ms: list[float] = field(default_factory=list)
    by_filter_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: list[str] = field(default_factory=list)

    async def run(self, rows: Sequence[Row], each: int, peer: Peer | None) -> Measurement:
        """Ask everything, each question waiting for the answer to the one before it."""
        person, lateness = self.centre.sign_in(STAFF), Lateness()
        headers = {"Authorization": f"Bearer {person.session['token']}"}
        chosen = Random(SEED).sample(list(rows), each + 1)  # noqa: S311 - an order
        async with (
            httpx2.AsyncClient(base_url=self.centre.urls[0], headers=headers) as http,
            watched_loop(lateness),
        ):
            for name, asked in list(questions(chosen[0]))[:WARM_UP]:
                await self._ask(http, name, asked)
            self.samples_ms.clear()
            self.by_filter_ms.clear()
            lateness.worst_ms = 0.0
            for row in chosen[1:]:
                for name, asked in questions(row):
                    await self._ask(http, name, asked)
        detail = {
            "recordings": RECORDINGS,
            "by_filter": {name: spread(ms) for name, ms in self.by_filter_ms.items()},
            "found": dict(self.found),
        }
        return Measurement(NAME, self.samples_ms, lateness.worst_ms, self.faults[:5], detail, peer)

    async def _ask(self, http: httpx2.AsyncClient, name: str, asked: Mapping[str, Any]) -> None:
        began_at = time.perf_counter()
        answer = await http.get("/api/v1/recordings", params={"limit": ROWS, **asked})
        took_ms = (time.perf_counter() - began_at) * 1000
        told = answer.json()
        if answer.is_error or told["index"] != "database" or told["away"]:
            self.faults.append(f"{name}: {answer.status_code} {told.get('index')}")
            return
        self.samples_ms.append(took_ms)
        self.by_filter_ms[name].append(took_ms)
        self.found[name] += len(told["recordings"])


def _some(connection: psycopg.Connection[tuple[Any, ...]]) -> Sequence[Row]:
    cursor = connection.execute(_SOME)
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _peer(connection: psycopg.Connection[tuple[Any, ...]], names: Sequence[str]) -> Peer | None:
    """Ask the same table for one row by its key."""
    samples_ms: list[float] = []
    for name in names:
        began_at = time.perf_counter()
        connection.execute(_BARE, {"name": name}).fetchall()
        samples_ms.append((time.perf_counter() - began_at) * 1000)
    p50, p99 = percentile(samples_ms, 50), percentile(samples_ms, 99)
    return None if p50 is None or p99 is None else Peer("bare SQL by the key", p50, p99)
