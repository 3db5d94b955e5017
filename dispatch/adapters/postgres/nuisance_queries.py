"""Reads of nuisance numbers outside of commands."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.centre import PostgresSite
from dispatch.adapters.postgres.repositories.nuisance import (
    LOCKS,
    list_open_numbers,
    list_protected,
)
from dispatch.adapters.postgres.repositories.surges import find_surge
from dispatch.adapters.postgres.tables.calls import call
from dispatch.adapters.postgres.tables.centre import person, seat
from dispatch.adapters.postgres.tables.nuisance import number_lock
from dispatch.domain.exchange_lists import REPEAT_WITHIN, ExchangeFacts, MannedSeat, Served
from dispatch.domain.nuisance import NumberLock
from dispatch.domain.people import Role


class PostgresNuisanceQueries:
    """See `dispatch.ports.nuisance`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_locks(self, ended_shown: int) -> Sequence[NumberLock]:
        """Give the locks that run, and the last that ended, newest first."""
        async with one_picture(self._engine) as connection:
            running = await list_running(connection)
            ended = select(number_lock).where(number_lock.c.ended_at.is_not(None))
            newest = ended.order_by(number_lock.c.ended_at.desc()).limit(ended_shown)
            return [*running, *await values(connection, LOCKS, newest)]

    async def read_exchange_facts(self) -> ExchangeFacts:
        """Read what the lists of the exchanges are made of."""
        async with reading(self._engine) as connection:
            site = await PostgresSite(connection).current()
            return ExchangeFacts(
                area_code=site.area_code,
                telephones=await list_protected(connection),
                open_numbers=await list_open_numbers(connection),
                locks=await list_running(connection),
                served=await _served(connection),
                leader_seats=await _leader_seats(connection),
                surge=await find_surge(connection),
                manned=await _manned(connection),
                says_staff_number=site.says_staff_number,
            )


async def list_running(connection: AsyncConnection) -> Sequence[NumberLock]:
    """Give the locks that run, newest first."""
    running = select(number_lock).where(number_lock.c.ended_at.is_(None))
    return await values(connection, LOCKS, running.order_by(number_lock.c.locked_at.desc()))


async def _served(connection: AsyncConnection) -> Sequence[Served]:
    query = select(call.c.number, call.c.seat, call.c.answered_at).where(
        call.c.number.is_not(None),
        call.c.seat.is_not(None),
        call.c.answered_at > func.now() - REPEAT_WITHIN,
    )
    rows = await connection.execute(query.order_by(call.c.answered_at))
    return [Served(row.number, row.seat, row.answered_at) for row in rows]


async def _leader_seats(connection: AsyncConnection) -> Sequence[int]:
    leads = person.c.roles.contains([Role.SHIFT_LEADER])
    query = (
        select(seat.c.number)
        .join(person, person.c.staff_number == seat.c.staff_number)
        .where(leads)
        .order_by(seat.c.number)
    )
    return list((await connection.execute(query)).scalars())


async def _manned(connection: AsyncConnection) -> Sequence[MannedSeat]:
    query = (
        select(seat.c.number, person.c.staff_number, person.c.skills, person.c.trainee)
        .join(person, person.c.staff_number == seat.c.staff_number)
        .order_by(seat.c.number)
    )
    rows = await connection.execute(query)
    return [
        MannedSeat(row.number, row.staff_number, frozenset(row.skills), row.trainee) for row in rows
    ]
