"""The search for places in the region that `gis` holds, asked as the role that may only read it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import structlog
from psycopg.errors import QueryCanceled
from sqlalchemy import RowMapping
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.place import FoundPlace, FoundPlaces, PlaceReason, compass
from dispatch.ports.places import PlacesAway
from gis.datum import Wgs84
from gis.geocode.found import Found
from gis.geocode.search import Search
from gis.geocode.statements import Parameters

log = structlog.get_logger()

_CONNECTION: ContextVar[AsyncConnection] = ContextVar("connection of one question")
STATEMENT_MS = 400
ALIKE = 0.4
"""From here on two spellings are alike: one wrong character in a name of three still is."""


def make_search_engine(url: str, *, connections: int = 4) -> AsyncEngine:
    """Make the search's pool: who types waits for no statement longer than STATEMENT_MS."""
    alike = f"-c pg_trgm.word_similarity_threshold={ALIKE}"
    return make_engine(
        url, connections=connections, statement_ms=STATEMENT_MS, further_options=alike
    ).execution_options(isolation_level="AUTOCOMMIT")


class PostgresPlaces:
    """See `dispatch.ports.places`.

    Args:
        engine: A pool of the role d120_gis, from `make_search_engine`.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._search = Search(self._read)

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> FoundPlaces:
        """Give places that a text may mean, best first; PlacesAway."""
        async with self._connected():
            found = await self._search.suggest(text, limit=limit, near=near)
        return FoundPlaces(tuple(map(_place, found.places)), found.hint, found.centred)

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        """Find what lies at a point and where the point lies from it; PlacesAway."""
        async with self._connected():
            near = await self._search.reverse(point)
        if near is None:
            return None
        toward = None if near.bearing_deg is None else compass(near.bearing_deg)
        return _place(near.found, toward)

    async def close(self) -> None:
        """Close the pool."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[None]:
        """Let all statements of one question go over one connection."""
        try:
            async with self._engine.connect() as connection:
                held = _CONNECTION.set(connection)
                try:
                    yield
                finally:
                    _CONNECTION.reset(held)
        except (DBAPIError, *UNREACHED) as error:
            raise PlacesAway from error

    async def _read(self, statement: str, parameters: Parameters) -> Sequence[RowMapping]:
        """Run one statement; one that took too long has found nothing, and the others go on."""
        given: dict[str, Any] = dict(parameters)
        try:
            rows = await _CONNECTION.get().exec_driver_sql(statement, given)
            return rows.mappings().all()
        except DBAPIError as error:
            if not isinstance(error.orig, QueryCanceled):
                raise
            log.warning("places.statement_cut", after_ms=STATEMENT_MS)
            return []


def _place(found: Found, toward: str | None = None) -> FoundPlace:
    return FoundPlace(
        id=found.id,
        name=found.name,
        detail=found.detail,
        district=found.district,
        kind=found.kind,
        point=found.point,
        initials=found.initials,
        confidence=found.confidence,
        reasons=tuple(PlaceReason(one.part, one.how, one.text) for one in found.reasons),
        distance_m=round(found.away_m),
        toward=toward,
    )
