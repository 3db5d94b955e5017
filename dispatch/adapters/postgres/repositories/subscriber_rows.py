"""Stores rows of the three-field table by the thousand."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.domain.caller import Subscriber

# A batch may take longer than a statement of a call-taker may; only this transaction is allowed to.
LONGER = "SET LOCAL statement_timeout = '30s'"
UPSERT = """
    INSERT INTO {table} AS known
        (number, owner, address, point, line_kind, source, as_of)
    SELECT number, owner, address, ST_SetSRID(ST_MakePoint(lon, lat), 4326), line_kind, source, at
    FROM unnest(
        CAST(:numbers AS text[]), CAST(:owners AS text[]), CAST(:addresses AS text[]),
        CAST(:lons AS float8[]), CAST(:lats AS float8[]), CAST(:line_kinds AS text[]),
        CAST(:sources AS text[]), CAST(:instants AS timestamptz[])
    ) AS given (number, owner, address, lon, lat, line_kind, source, at)
    ON CONFLICT (number) DO UPDATE SET
        owner = excluded.owner, address = excluded.address, point = excluded.point,
        line_kind = excluded.line_kind, source = excluded.source, as_of = excluded.as_of
"""
IN_FORCE = "SELECT active FROM dispatch.subscriber_slot FOR SHARE"
TABLES = {"a": "dispatch.subscriber", "b": "dispatch.subscriber_b"}


async def upsert_subscribers(
    connection: AsyncConnection, subscribers: Sequence[Subscriber]
) -> None:
    """Store rows, new or replaced; of two for one number the later counts."""
    rows = list({row.number: row for row in subscribers}.values())
    if not rows:
        return
    await connection.execute(text(LONGER))
    columns = {
        "numbers": [row.number for row in rows],
        "owners": [row.owner for row in rows],
        "addresses": [row.address for row in rows],
        "lons": [row.point.lon if row.point else None for row in rows],
        "lats": [row.point.lat if row.point else None for row in rows],
        "line_kinds": [str(row.line_kind) for row in rows],
        "sources": [row.source for row in rows],
        "instants": [row.as_of for row in rows],
    }
    active = (await connection.execute(text(IN_FORCE))).scalar_one()
    await connection.execute(text(UPSERT.format(table=TABLES[active])), columns)
