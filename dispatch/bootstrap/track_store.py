"""Looks after the store of tracks from the command line, as the database's owner."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import psycopg

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.track_retirement import NEEDED, TODAY, needed_of
from dispatch.config import Settings
from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.origin import Origin, Wire
from dispatch.domain.track_keeping import retirable_days
from dispatch.ports.commands import Json, Keyed, UseCase
from dispatch.ports.transaction import Transaction
from dispatch.services.tracks.hold_tracks import HoldTracks, hold_tracks
from dispatch.services.tracks.release_tracks import ReleaseTracks, release_tracks
from dispatch.services.tracks.retire_tracks import RetireTracks, retire_tracks
from gis.fleet.days import (
    Astray,
    Day,
    detach_day,
    drop_detached,
    find_astray,
    list_days,
    list_detached,
    mend_astray,
)

CLI = Origin("cli", Wire.CLI)
INCIDENT = "SELECT id FROM dispatch.incident WHERE number = %s"

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Store:
    """What the store holds.

    Args:
        detached: Days that were taken out and still take room.
    """

    days: Sequence[Day]
    detached: Sequence[Day]
    astray: Astray


def read_store(dsn: str) -> Store:
    """Read it."""
    with psycopg.connect(dsn) as connection:
        return Store(list_days(connection), list_detached(connection), find_astray(connection))


def mend_store(dsn: str) -> Sequence[date]:
    """Move fixes that lie in no day into theirs; gives those days."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        return mend_astray(connection)


def plan_retirement(dsn: str, keep_days: int | None) -> Sequence[Day]:
    """Give the days that may be taken out now."""
    with psycopg.connect(dsn) as connection:
        return _plan(connection, keep_days)


def retire(settings: Settings, days: Sequence[Day]) -> None:
    """Take days out; each is accounted for first, and what is needed by now stays."""
    still = {one.day for one in plan_retirement(settings.dsn("owner"), keep_days_of(settings))}
    going = [one.day for one in days if one.day in still]
    _do(settings, "retire_tracks", partial(_account, RetireTracks(going)))
    with psycopg.connect(settings.dsn("owner"), autocommit=True) as connection:
        for day in going:
            detach_day(connection, day)


def drop(settings: Settings) -> Sequence[Day]:
    """Give back the room of the days that were taken out; gives those days."""
    with psycopg.connect(settings.dsn("owner"), autocommit=True) as connection:
        gone = list_detached(connection)
        command = RetireTracks([one.day for one in gone], dropped=True)
        _do(settings, "drop_tracks", partial(_account, command))
        for one in gone:
            drop_detached(connection, one.day)
    return gone


def hold(settings: Settings, number: str, reason: str) -> None:
    """Hold the tracks of an incident."""
    command = HoldTracks(_incident(settings, number), reason)

    async def run(tx: Transaction) -> Json:
        await hold_tracks(command, tx)
        return None

    _do(settings, "hold_tracks", run)


def release(settings: Settings, number: str, reason: str) -> None:
    """Let go of the tracks of an incident."""
    command = ReleaseTracks(_incident(settings, number), reason)

    async def run(tx: Transaction) -> Json:
        await release_tracks(command, tx)
        return None

    _do(settings, "release_tracks", run)


def keep_days_of(settings: Settings) -> int | None:
    """Give for how long days are kept; None: for ever."""
    return settings.boot.tracks.keep_days


def _plan(connection: Connection, keep_days: int | None) -> Sequence[Day]:
    today = _one(connection, TODAY)[0]
    rows = connection.execute(NEEDED).fetchall()
    needed = [needed_of(*row) for row in rows]
    days = {one.day: one for one in list_days(connection)}
    return [days[day] for day in retirable_days(days, today, keep_days, needed)]


def _incident(settings: Settings, number: str) -> UUID:
    with psycopg.connect(settings.dsn("owner")) as connection:
        row = connection.execute(INCIDENT, (number,)).fetchone()
    if row is None:
        raise IncidentNotFound(number=number)
    found: UUID = row[0]
    return found


async def _account(command: RetireTracks, tx: Transaction) -> Json:
    await retire_tracks(command, tx)
    return None


def _do(settings: Settings, name: str, use_case: UseCase) -> None:
    async def run() -> None:
        engine = make_engine(settings.database_url("dispatch"), connections=1)
        try:
            await PostgresCommands(engine).run(Keyed(None, name), CLI, use_case)
        finally:
            await engine.dispose()

    asyncio.run(run())


def _one(connection: Connection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query.encode()).fetchone()
    if row is None:
        raise psycopg.DataError("no row")
    return row
