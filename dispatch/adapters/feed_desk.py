"""What the feeds wrote of themselves, read as the role d120_gis; see `dispatch.ports.feed_desk`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.domain.feed_picture import (
    DecodedField,
    DecodedPart,
    FeedPicture,
    FeedShown,
    SourceShown,
    StrangerShown,
)
from dispatch.ports.map_data import MapAway
from gis.feeds.decode import decode

MOST_SOURCES = 2_000
FEEDS = text("""
    SELECT name, seen_at, plugged, heard_at, understood_at, counts, port
    FROM gis.feed ORDER BY name
""")
SOURCES = text("""
    SELECT told.*, coalesce(latest.feed = told.feed, false) AS shown
    FROM gis.fleet_source AS told LEFT JOIN gis.fleet_latest AS latest USING (device)
    ORDER BY told.device, told.feed LIMIT :most
""")
STRANGERS = text("""
    SELECT feed, device, why, address, last_at, tries
    FROM gis.unknown_terminal ORDER BY last_at DESC LIMIT 100
""")
TOKENS = text("SELECT device, issued_at FROM gis.terminal_token ORDER BY device")
NOW = text("SELECT now() AS at")


class PostgresFeedDesk:
    """See `dispatch.ports.feed_desk`.

    Args:
        engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self) -> FeedPicture:
        """Give how all feeds and terminals are; MapAway."""
        try:
            async with reading(self._engine) as connection:
                return await _picture(connection)
        except DBAPIError as error:
            raise MapAway from error

    def decode(self, text: str) -> Sequence[DecodedPart]:
        """Say field by field what pasted bytes mean."""
        return [
            DecodedPart(
                part.kind,
                tuple(DecodedField(one.name, one.raw, one.meaning) for one in part.fields),
                part.problem,
            )
            for part in decode(text)
        ]


async def _picture(connection: AsyncConnection) -> FeedPicture:
    (now,) = await _rows(connection, NOW)
    feeds = await _rows(connection, FEEDS)
    sources = await _rows(connection, SOURCES, most=MOST_SOURCES + 1)
    strangers = await _rows(connection, STRANGERS)
    tokens = await _rows(connection, TOKENS)
    return FeedPicture(
        at=now["at"],
        feeds=tuple(map(_feed, feeds)),
        sources=tuple(_value(SourceShown, row) for row in sources[:MOST_SOURCES]),
        strangers=tuple(_value(StrangerShown, row) for row in strangers),
        tokens={row["device"]: row["issued_at"] for row in tokens},
        cut=len(sources) > MOST_SOURCES,
    )


async def _rows(connection: AsyncConnection, query: Any, **values: Any) -> Sequence[RowMapping]:  # noqa: ANN401
    return (await connection.execute(query, values)).mappings().all()


def _value(kind: Any, row: RowMapping) -> Any:  # noqa: ANN401 - one of the picture's values
    return kind(**{name: row[name] for name in kind.__dataclass_fields__})


def _feed(row: RowMapping) -> FeedShown:
    port: dict[str, Any] = row["port"]
    turned_ago_s = port.get("turned_ago_s")
    seen_at: datetime = row["seen_at"]
    return FeedShown(
        name=row["name"],
        kind=port.get("kind", ""),
        address=port.get("address", ""),
        seen_at=seen_at,
        plugged=row["plugged"],
        turned_at=None if turned_ago_s is None else seen_at - timedelta(seconds=turned_ago_s),
        why_closed=port.get("why_closed"),
        heard_at=row["heard_at"],
        understood_at=row["understood_at"],
        bytes_per_s=port.get("bytes_per_s", 0.0),
        sentences_per_s=port.get("sentences_per_s", 0.0),
        counts=row["counts"],
        last_hex=port.get("last", ""),
    )
