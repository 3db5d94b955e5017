"""A listener for terminals that speak HTTP: telephones, and servers that forward positions.

A terminal is let in by its token, in the path (`/TOKEN`) or as `token=`; a refusal by a gate is
answered like a success, for the terminal would otherwise send the same fix for ever. A call for
help is answered once it is durable; while it cannot be, with 503, so that it is sent again.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response

from gis.clock import Clock
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.health import PortHealth
from gis.feeds.http_alarms import json_calls_for_help, query_calls_for_help
from gis.feeds.http_fixes import Told, read_json, read_query
from gis.fleet.emergencies import Emergencies, Pressed
from gis.fleet.limits import Limits
from gis.fleet.picture import Picture, Received
from gis.fleet.roll import Roll
from gis.fleet.store import FeedState
from gis.fleet.writer import FleetWriter

MOST_BODY_BYTES = 16_384
MOST_QUERY_BYTES = 4_096
MOST_FIELDS = 64
BODY_WITHIN_S = 5.0
KEPT_WITHIN_S = 8.0
LATE = timedelta(seconds=60)  # a fix so old was kept while there was no network
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class HttpFeed:
    """Takes positions over HTTP until cancelled.

    Args:
        name: As in boot.toml.
        address: Where it listens, for the technician.
        speed_unit: Of the query's speed: kn, kmh or mps.
    """

    def __init__(
        self, name: str, dsn: str, clock: Clock, roll: Roll, *, address: str, speed_unit: str = "kn"
    ) -> None:
        self._name, self._address, self._dsn, self._clock = name, address, dsn, clock
        self._roll, self._speed_unit = roll, speed_unit
        self.picture = Picture(name)
        self.writer = FleetWriter(name, dsn, clock, self.state, self.picture)
        self.emergencies = Emergencies(name, dsn, clock)
        self._health = PortHealth()
        self._of_terminal = Limits(burst=120, per_s=10)
        self._of_forwarders = Limits(burst=4_000, per_s=2_000)
        self._of_strangers = Limits(burst=20, per_s=1)
        self._counts: Counter[str] = Counter()
        self._heard_s: float | None = None
        self._understood_s: float | None = None
        self._opened_s = clock.monotonic_s()

    async def run(self) -> None:
        """Write, and follow who may speak, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._roll.run(self._dsn))
            tasks.create_task(self.writer.run())
            tasks.create_task(self.emergencies.run())

    def state(self) -> FeedState:
        """Tell how it is; see `gis.fleet.feed.Feed.state`."""
        bytes_per_s, told_per_s = self._health.rates(self._clock.monotonic_s())
        counts = {
            **self._counts,
            **self.picture.refused,
            "dropped": self.writer.dropped,
            "waiting": self.writer.waiting,
        }
        port = {
            "kind": "http",
            "address": self._address,
            "turned_ago_s": self._clock.monotonic_s() - self._opened_s,
            "why_closed": None,
            "bytes_per_s": round(bytes_per_s, 1),
            "sentences_per_s": round(told_per_s, 1),
            "last": self._health.last.hex(),
        }
        heard, understood = self._ago_s(self._heard_s), self._ago_s(self._understood_s)
        return FeedState(self._name, True, heard, understood, counts, quiet_s=None, port=port)

    async def answer(self, token: str, request: Request) -> Response:
        """Take what one request tells."""
        address = request.client.host if request.client else "unknown"
        query = request.url.query
        asked = _fields(query)
        owner = self._roll.owner(token or asked.get("token", ""))
        if owner is None:
            return self._refuse_stranger(address, asked.get("id"))
        now_s = self._clock.monotonic_s()
        body = await _body(request)
        if body is None or len(query) > MOST_QUERY_BYTES:
            self._counts["too_long"] += 1
            return Response(status_code=413)
        self._heard_s = now_s
        told, is_sos = self._read(asked, request.headers.get("content-type", ""), body)
        self._health.hear(_without_token(asked) + body, 1)
        return await self._take(owner, told, address, is_sos=is_sos)

    def _read(self, asked: Mapping[str, str], kind: str, body: bytes) -> tuple[Told, bool]:
        """What is told, and whether it calls for help."""
        now = self._clock.now()
        if (body and kind.startswith(JSON)) or body.lstrip()[:1] == b"{":
            return read_json(body, now), json_calls_for_help(body)
        if body and kind.startswith(FORM):
            asked = {**asked, **_fields(body.decode("utf-8", "replace"))}
        elif body:
            return Damage("fields"), False
        return read_query(asked, now, self._speed_unit), query_calls_for_help(asked)

    def _refuse_stranger(self, address: str, device: str | None) -> Response:
        if not self._of_strangers.allow(address, self._clock.monotonic_s()):
            return Response(status_code=429)
        self._counts["unknown"] += 1
        self._roll.note((device or "")[:64], "wrong_token", address)
        return Response(status_code=401)

    async def _take(self, owner: str, told: Told, address: str, *, is_sos: bool) -> Response:
        now_s = self._clock.monotonic_s()
        if isinstance(told, Damage) and told.device is None:
            self._counts[told.kind] += 1
            return Response(status_code=400)
        device = self._roll.speaks_for(owner, told.device)
        if device is None:
            self._counts["unknown"] += 1
            self._roll.note(told.device, "unknown_device", address)
            return Response(status_code=403)
        if not self._allows(owner, device, now_s):
            self._counts["too_many"] += 1
            return Response(status_code=429)
        kept = self._keep(device, told, now_s)
        if not await self._tell_emergency(device, told, is_sos=is_sos):
            return Response(status_code=503, headers={"Retry-After": "1"})
        return kept

    async def _tell_emergency(self, device: str, told: Told, *, is_sos: bool) -> bool:
        """Keep a call for help, also beside a broken position; False while it cannot be kept."""
        at, point = (told.fixed_at, told.point) if isinstance(told, Fix) else (None, None)
        is_late = at is not None and self._clock.now() - at > LATE
        if not is_sos and not isinstance(told, Fix):
            return True
        try:
            async with asyncio.timeout(KEPT_WITHIN_S):
                await self.emergencies.hear(Pressed(device, is_sos, at, is_late, point))
        except TimeoutError:
            self._counts["emergency_not_kept"] += 1
            return not is_sos
        self._counts["emergency"] += is_sos
        return True

    def _allows(self, owner: str, device: str, now_s: float) -> bool:
        if owner != device and not self._of_forwarders.allow(owner, now_s):
            return False
        return self._of_terminal.allow(device, now_s)

    def _keep(self, device: str, told: Told, now_s: float) -> Response:
        match told:
            case Damage(kind):
                self._counts[kind] += 1
                self.picture.blame(Damage(kind, device), now_s)
                return Response(status_code=400)
            case Void():
                self._counts["void"] += 1
            case Fix():
                self._understood_s = now_s
                self._counts["fixes"] += 1
                fix = replace(told, device=device)
                now = self._clock.now()
                taken = self.picture.take(fix, received_at=now, received_s=now_s)
                if isinstance(taken, Received):
                    self.writer.keep(taken)
        return Response(status_code=200)

    def _ago_s(self, at_s: float | None) -> float | None:
        return None if at_s is None else self._clock.monotonic_s() - at_s


def create_http_app(feed: HttpFeed) -> FastAPI:
    """Make the application; while it runs it writes."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        running = asyncio.create_task(feed.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)

    @app.api_route("/", methods=["GET", "POST"])
    async def told(request: Request) -> Response:
        return await feed.answer("", request)

    @app.api_route("/{token}", methods=["GET", "POST"])
    @app.api_route("/{token}/", methods=["GET", "POST"])
    async def told_by_path(token: str, request: Request) -> Response:
        return await feed.answer(token, request)

    return app


async def _body(request: Request) -> bytes | None:
    """Read a body; None when it is too long or does not come."""
    held = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for piece in request.stream():
                held += piece
                if len(held) > MOST_BODY_BYTES:
                    return None
    except TimeoutError:
        return None
    return bytes(held)


def _fields(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}


def _without_token(asked: Mapping[str, str]) -> bytes:
    shown = (f"{name}={value}" for name, value in asked.items() if name != "token")
    return "&".join(shown).encode("utf-8", "replace")
