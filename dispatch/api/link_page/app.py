"""The application behind the public address: the page of a link, and what a telephone says there.

It knows two routes and answers everything else with the page that says to call 120. It has no
session, reads no header but the length and kind of a body, and logs neither token nor place.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import TypeAdapter, ValidationError

from dispatch.api.link_page.limits import Limit
from dispatch.api.link_page.pages import BUSY, OVER, Page, ask_page, told_page
from dispatch.contracts.location_links import TelephoneDenied, TelephonePlaced, TelephoneSaid
from dispatch.domain.errors import DomainError
from dispatch.domain.location_link import SIGNS, TOKEN_SIGNS, Denial, LinkBusy, LinkOver
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.told_point import judge_point
from dispatch.ports.clock import Clock
from dispatch.ports.commands import Commands, Json, Keyed
from dispatch.ports.location_links import LinkQueries, ServiceArea
from dispatch.ports.transaction import Transaction
from dispatch.services.location_links.deny_location import deny_location
from dispatch.services.location_links.open_location_link import open_location_link
from dispatch.services.location_links.take_location import TakeLocation, take_location

log = structlog.get_logger()

MOST_BODY_BYTES = 1024
BODY_WITHIN_S = 5.0
TOKEN = re.compile(rf"[{SIGNS}]{{{TOKEN_SIGNS}}}")
SAID: TypeAdapter[TelephoneSaid] = TypeAdapter(TelephoneSaid)

Act = Callable[[Transaction], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What the routes work with.

    Args:
        of_link: What one link may ask.
        of_all: What the listener takes of everybody together.
    """

    commands: Commands
    links: LinkQueries
    area: ServiceArea
    clock: Clock
    of_link: Limit = field(default_factory=lambda: Limit(20, 1))
    of_all: Limit = field(default_factory=lambda: Limit(200, 100))
    ask: Page = field(default_factory=ask_page)
    over: Page = field(default_factory=lambda: told_page(OVER))
    busy: Page = field(default_factory=lambda: told_page(BUSY))

    def allows(self, token: str) -> bool:
        """Whether one more may be asked now."""
        known_form = token if TOKEN.fullmatch(token) else ""
        return self.of_all.allows("") and self.of_link.allows(known_form)

    async def show(self, token: str) -> Response:
        """Show the page of a link, or that it is over."""
        link = await self.links.find_of_token(_hash(token)) if TOKEN.fullmatch(token) else None
        try:
            if link is None:
                return _shown(self.over, 410)
            link.must_run(self.clock.now())
        except LinkOver:
            return _shown(self.over, 410)
        return _shown(self.ask, 200)

    async def hear(self, token: str, request: Request) -> Response:
        """Take what a telephone says."""
        if not TOKEN.fullmatch(token):
            return Response(status_code=410)
        body = await _body(request)
        try:
            said = SAID.validate_json(body) if body is not None else None
        except ValidationError:
            said = None
        if said is None:
            return Response(status_code=422)
        await self._run(said.kind, await self._act(_hash(token), said))
        return Response(status_code=204)

    async def _act(self, token_hash: bytes, said: TelephoneSaid) -> Act:
        if isinstance(said, TelephonePlaced):
            area = await self.area.read()
            told = judge_point(said.lon, said.lat, said.accuracy_m, said.age_s, area)
            return lambda tx: take_location(TakeLocation(token_hash, told, said.age_s), tx)
        if isinstance(said, TelephoneDenied):
            return lambda tx: deny_location(token_hash, Denial(said.denial), tx)
        return lambda tx: open_location_link(token_hash, tx)

    async def _run(self, kind: str, act: Act) -> None:
        async def run(tx: Transaction) -> Json:
            await act(tx)
            return None

        await self.commands.run(Keyed(None, f"link_{kind}"), Origin("link", Wire.LINK), run)


def create_link_app(page: LinkPage) -> FastAPI:
    """Put the application together."""
    app = FastAPI(title="120", openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/l/{token}")
    async def show(token: str) -> Response:
        if not page.allows(token):
            return _shown(page.busy, 429)
        return await page.show(token)

    @app.post("/l/{token}")
    async def hear(token: str, request: Request) -> Response:
        if not page.allows(token):
            return Response(status_code=429)
        return await page.hear(token, request)

    @app.exception_handler(404)
    @app.exception_handler(405)
    async def elsewhere(_request: Request, _error: Exception) -> Response:
        return _shown(page.over, 404)

    @app.exception_handler(DomainError)
    async def refused(request: Request, error: Exception) -> Response:
        status = _status(error)
        log.info("link_page.refused", why=type(error).__name__)
        shows = request.method == "GET"
        return _shown(page.busy, status) if shows else Response(status_code=status)

    return app


def _status(error: Exception) -> int:
    if isinstance(error, LinkOver):
        return 410
    return 429 if isinstance(error, LinkBusy) else 503


def _shown(page: Page, status: int) -> Response:
    return HTMLResponse(page.text, status_code=status, headers=dict(page.headers))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


async def _body(request: Request) -> bytes | None:
    """Read a body of JSON; None for one that is too long, too slow or of another kind."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return None
    body = b""
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_BODY_BYTES:
                    return None
    except TimeoutError:
        return None
    return body
