"""Type-ahead over a million addresses: each key stroke of many typed texts, until the answer."""

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
from dispatch.bench.million import put_up
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, percentile, spread
from gis.geocode.pinyin import initials, spelled

NAME = "suggest"
STAFF = "1027"
SEED = 120
TEXTS, TEXTS_IF_LONG = 8, 60
WARM_UP = 20
ROWS = 3
PEER_WITHIN_S = 25.0
STREETS = """
SELECT name, ST_X(point), ST_Y(point) FROM gis.place
WHERE kind = 'road' AND class NOT IN ('motorway', 'other_name') AND name ~ '[路街道巷]$'
ORDER BY md5(id::text) LIMIT 500
"""
CROSSINGS = "SELECT name FROM gis.place WHERE kind = 'crossing' ORDER BY md5(id::text) LIMIT 200"
BARE = "SELECT name FROM gis.place WHERE key LIKE %(within)s LIMIT 3"


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own."""
    tell("suggest: starting a centre")
    with running_centre() as centre:
        with psycopg.connect(centre.settings.dsn("owner")) as connection:
            tell("suggest: writing a million addresses")
            addresses = put_up(connection)
            texts = typed_texts(connection, TEXTS_IF_LONG if long else TEXTS)
        tell(f"suggest: {addresses} addresses; typing")
        bench = Suggest(centre, tell, addresses)
        peer = _peer(centre, [stroke for some in texts.values() for stroke in strokes(some)])
        return asyncio.run(bench.run(texts, peer))


def typed_texts(
    connection: psycopg.Connection[tuple[Any, ...]], each: int
) -> Mapping[str, Sequence[str]]:
    """Give what is typed, in every way in which people do it."""
    chance = Random(SEED)  # noqa: S311 - names
    streets = [row[0] for row in connection.execute(STREETS).fetchall()]
    crossings = [row[0] for row in connection.execute(CROSSINGS).fetchall()]

    def some(count: int) -> list[str]:
        return chance.sample(streets, count)

    return {
        "characters": [f"{one}{chance.randint(1, 40)}号" for one in some(each)],
        "initials": [f"{initials(one)[0]}{chance.randint(1, 40)}" for one in some(each)],
        "pinyin": [spelled(one)[0] for one in some(each)],
        "district": [f"宿城区{one}{chance.randint(1, 40)}号" for one in some(each)],
        "a character wrong": [f"{one[0]}天{one[2:]}8号" for one in some(each)],
        "crossing": chance.sample(crossings, each),
        "hint": [f"病人在{one}8号对面" for one in some(each)],
    }


def strokes(texts: Sequence[str]) -> Iterator[str]:
    """Give a text after each key stroke."""
    yield from (text[:end] for text in texts for end in range(1, len(text) + 1))


@dataclass(slots=True)
class Suggest:
    """One desk that types."""

    centre: Centre
    tell: Tell
    addresses: int
    samples_ms: list[float] = field(default_factory=list)
    by_sort_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    async def run(self, texts: Mapping[str, Sequence[str]], peer: Peer | None) -> Measurement:
        """Type everything, each key stroke waiting for the answer to the one before it."""
        person, lateness = self.centre.sign_in(STAFF), Lateness()
        headers = {"Authorization": f"Bearer {person.session['token']}"}
        async with (
            httpx2.AsyncClient(base_url=self.centre.urls[0], headers=headers) as http,
            watched_loop(lateness),
        ):
            for stroke in [one for some in texts.values() for one in strokes(some[:1])][:WARM_UP]:
                await self._ask(http, stroke)
            lateness.worst_ms = 0.0
            for sort, some in texts.items():
                await self._type(http, sort, some)
        detail = {
            "addresses": self.addresses,
            "by_class": {sort: spread(ms) for sort, ms in self.by_sort_ms.items()},
        }
        return Measurement(NAME, self.samples_ms, lateness.worst_ms, self.faults[:5], detail, peer)

    async def _type(self, http: httpx2.AsyncClient, sort: str, texts: Sequence[str]) -> None:
        found = 0
        for stroke in strokes(texts):
            took_ms, rows = await self._ask(http, stroke)
            self.samples_ms.append(took_ms)
            self.by_sort_ms[sort].append(took_ms)
            found += rows > 0
        if not found:
            self.faults.append(f"{sort}: nothing was found")
        self.tell(f"suggest: {sort}, slowest {max(self.by_sort_ms[sort]):.1f} ms")

    async def _ask(self, http: httpx2.AsyncClient, text: str) -> tuple[float, int]:
        began_at = time.perf_counter()
        answer = await http.get("/api/v1/places", params={"text": text, "limit": ROWS})
        took_ms = (time.perf_counter() - began_at) * 1000
        answer.raise_for_status()
        return took_ms, len(answer.json()["places"])


def _peer(centre: Centre, typed: Sequence[str]) -> Peer | None:
    """Ask the same of the same table with a bare LIKE, as many as it answers in its time."""
    samples_ms: list[float] = []
    end_at = time.perf_counter() + PEER_WITHIN_S
    with psycopg.connect(centre.settings.dsn("gis"), autocommit=True) as connection:
        for text in Random(SEED).sample(typed, len(typed)):  # noqa: S311 - an order
            if time.perf_counter() > end_at:
                break
            began_at = time.perf_counter()
            connection.execute(BARE, {"within": f"%{text}%"}).fetchall()
            samples_ms.append((time.perf_counter() - began_at) * 1000)
    p50, p99 = percentile(samples_ms, 50), percentile(samples_ms, 99)
    return None if p50 is None or p99 is None else Peer("bare SQL LIKE '%…%' LIMIT 3", p50, p99)
