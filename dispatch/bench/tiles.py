"""Tiles of the city's middle, z12 to z16, each asked once: how long the server draws.

The peer is the same statement asked of the database alone, each tile once, before the server is
asked: what the server adds is its log-in check and the way there and back.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import asinh, pi, radians, tan
from time import perf_counter
from typing import Any

import httpx2
import psycopg

from dispatch.bench.centre import Centre, running_centre
from dispatch.bench.generator import Lateness, watched_loop
from dispatch.bench.progress import Tell
from dispatch.bench.result import Measurement, Peer, percentile, spread
from gis.tiles import TILE, tile_parameters

NAME = "tiles"
ZOOMS = range(12, 17)
SIDE, SIDE_IF_LONG = 5, 15
STAFF = "1027"
WARM_UP_ZOOM = 11


def measure(tell: Tell, *, long: bool) -> Measurement:
    """Run it on a centre of its own, with the demonstration's city."""
    tell("tiles: starting a centre with the whole city")
    with running_centre(city="whole") as centre:
        return asyncio.run(Tiles(centre, tell, SIDE_IF_LONG if long else SIDE).run())


@dataclass(slots=True)
class Tiles:
    """One client that asks for one tile after the other."""

    centre: Centre
    tell: Tell
    side: int
    samples_ms: list[float] = field(default_factory=list)
    by_zoom_ms: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    largest_bytes: int = 0

    async def run(self) -> Measurement:
        """Ask for every tile once."""
        person, lateness = self.centre.sign_in(STAFF), Lateness()
        described = person.get("/map")
        self.tell("tiles: the database alone")
        peer = self._peer(described)
        headers = {"Authorization": f"Bearer {person.session['token']}"}
        async with (
            httpx2.AsyncClient(base_url=self.centre.urls[0], headers=headers) as http,
            watched_loop(lateness),
        ):
            for x, y in _around(described["centre"], WARM_UP_ZOOM, self.side):
                await self._ask(http, f"{described['version']}/{WARM_UP_ZOOM}/{x}/{y}")
            lateness.worst_ms = 0.0
            for zoom in ZOOMS:
                await self._ask_all(http, described, zoom)
        detail = {
            "region": described["version"],
            "largest_bytes": self.largest_bytes,
            "by_zoom": {f"z{zoom}": spread(ms) for zoom, ms in self.by_zoom_ms.items()},
        }
        return Measurement(NAME, self.samples_ms, lateness.worst_ms, detail=detail, peer=peer)

    def _peer(self, described: dict[str, Any]) -> Peer | None:
        samples_ms: list[float] = []
        with psycopg.connect(self.centre.settings.dsn("gis"), autocommit=True) as connection:
            for zoom in (WARM_UP_ZOOM, *ZOOMS):
                for x, y in _around(described["centre"], zoom, self.side):
                    asked = dict(tile_parameters(described["version"], zoom, x, y))
                    began_at = perf_counter()
                    connection.execute(TILE.encode(), asked).fetchall()
                    took_ms = (perf_counter() - began_at) * 1000
                    samples_ms += [took_ms] if zoom > WARM_UP_ZOOM else []
        p50, p99 = percentile(samples_ms, 50), percentile(samples_ms, 99)
        return None if p50 is None or p99 is None else Peer("ST_AsMVT, database alone", p50, p99)

    async def _ask_all(
        self, http: httpx2.AsyncClient, described: dict[str, Any], zoom: int
    ) -> None:
        for x, y in _around(described["centre"], zoom, self.side):
            took_ms = await self._ask(http, f"{described['version']}/{zoom}/{x}/{y}")
            self.samples_ms.append(took_ms)
            self.by_zoom_ms[zoom].append(took_ms)
        self.tell(f"tiles: z{zoom}, slowest {max(self.by_zoom_ms[zoom]):.1f} ms")

    async def _ask(self, http: httpx2.AsyncClient, tile: str) -> float:
        began_at = perf_counter()
        answer = await http.get(f"/api/v1/tiles/{tile}.mvt")
        took_ms = (perf_counter() - began_at) * 1000
        answer.raise_for_status()
        self.largest_bytes = max(self.largest_bytes, len(answer.content))
        return took_ms


def _around(centre: dict[str, float], zoom: int, side: int) -> Iterator[tuple[int, int]]:
    """Give a square of tiles around a point."""
    across = 2**zoom
    x = int((centre["lon"] + 180) / 360 * across)
    y = int((1 - asinh(tan(radians(centre["lat"]))) / pi) / 2 * across)
    steps = range(-(side // 2), side // 2 + 1)
    yield from ((x + step_x, y + step_y) for step_x in steps for step_y in steps)
