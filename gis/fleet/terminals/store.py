"""Terminals and admissions in the database, as the role d120_gis."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from gis.fleet.terminals.roll import Admission, Box, Seen

ADMITTED = """
    SELECT admitted.phone, maker, model, terminal, code_hash
    FROM gis.terminal_admitted AS admitted LEFT JOIN gis.terminal_seen USING (phone)
"""
# What a feed that was started again has not heard yet, it does not forget.
SEE = """
    INSERT INTO gis.terminal_seen (phone, feed, version, plate_colour, plate, maker_told,
        model_told, terminal_told, address, first_seen_at, last_seen_at, connected, code_hash,
        doubled, counts, faults)
    VALUES (%(phone)s, %(feed)s, %(version)s, %(plate_colour)s, %(plate)s, %(maker)s, %(model)s,
        %(terminal)s, %(address)s, now(), now() - %(ago_s)s * interval '1 second', %(connected)s,
        %(code_hash)s, %(doubled)s, %(counts)s, %(faults)s)
    ON CONFLICT (phone) DO UPDATE SET
        feed = excluded.feed, version = coalesce(excluded.version, terminal_seen.version),
        plate_colour = coalesce(excluded.plate_colour, terminal_seen.plate_colour),
        plate = coalesce(excluded.plate, terminal_seen.plate),
        maker_told = coalesce(excluded.maker_told, terminal_seen.maker_told),
        model_told = coalesce(excluded.model_told, terminal_seen.model_told),
        terminal_told = coalesce(excluded.terminal_told, terminal_seen.terminal_told),
        address = excluded.address, last_seen_at = excluded.last_seen_at,
        connected = excluded.connected,
        code_hash = coalesce(excluded.code_hash, terminal_seen.code_hash),
        doubled = excluded.doubled, counts = excluded.counts,
        faults = excluded.faults
"""
# Whoever was never admitted is remembered only while there is room.
FORGET = """
    DELETE FROM gis.terminal_seen WHERE phone IN (
        SELECT phone FROM gis.terminal_seen
        WHERE phone NOT IN (SELECT phone FROM gis.terminal_admitted)
        ORDER BY last_seen_at DESC OFFSET 500)
"""
NOBODY_CONNECTED = "UPDATE gis.terminal_seen SET connected = false WHERE feed = %s AND connected"

Connection = psycopg.AsyncConnection[tuple[Any, ...]]


async def read_admitted(connection: Connection) -> Mapping[str, Admission]:
    """Give who may speak, by number."""
    rows = await (await connection.execute(ADMITTED)).fetchall()
    return {row[0]: Admission(Box(*row[1:4]), row[4]) for row in rows}


async def write_seen(connection: Connection, feed: str, seen: Sequence[Seen], now_s: float) -> None:
    """Write how terminals are, all or none."""
    if not seen:
        return
    async with connection.transaction(), connection.cursor() as cursor:
        await cursor.executemany(SEE, [_row(feed, one, now_s) for one in seen])
        await cursor.execute(FORGET)


async def nobody_connected(connection: Connection, feed: str) -> None:
    """Say of all that they are not connected: the process that knew them is gone."""
    await connection.execute(NOBODY_CONNECTED, (feed,))


def _row(feed: str, one: Seen, now_s: float) -> dict[str, object]:
    told = one.told
    return {
        "phone": one.phone,
        "feed": feed,
        "version": one.version,
        "plate_colour": told and told.plate_colour,
        "plate": told and clean(told.plate),
        "maker": told and clean(told.maker),
        "model": told and clean(told.model),
        "terminal": told and clean(told.terminal),
        "address": one.address,
        "ago_s": max(0.0, now_s - one.heard_s),
        "connected": one.connected,
        "code_hash": one.code_hash,
        "doubled": one.doubled,
        "counts": json.dumps(dict(one.counts)),
        "faults": list(one.faults),
    }


def clean(text: str) -> str:
    """Leave out what is no printed character: a stranger wrote it, and people will read it."""
    return "".join(one for one in text if one.isprintable())
