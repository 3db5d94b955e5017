"""What the workers hear and whom they order about, scripted; the database is real."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.tables.log import event
from dispatch.domain.call import EndedBy
from dispatch.domain.call_out import OutgoingCall
from dispatch.domain.origin import Origin
from dispatch.domain.signal import CallAnswered, CallEnded, CallOffered, Signal
from dispatch.ports.commands import DatabaseAway, Json, Keyed, UseCase
from dispatch.ports.transaction import Transaction
from dispatch.services.site.found_centre import FoundCentre, found_centre
from dispatch.simulator.demo_centre import site_settings
from dispatch.workers.telephony import TelephonyWorker
from tests.contract.core.acts import NOON, ORIGIN
from tests.integration.conftest import Database

EXCHANGE, NUMBER = "node1", "13805276621"
PATIENCE_S = 20.0


class Script:
    """The signals of an exchange, as a test tells them."""

    def __init__(self) -> None:
        self._told: asyncio.Queue[Signal] = asyncio.Queue()

    def tell(self, *signals: Signal) -> None:
        for signal in signals:
            self._told.put_nowait(signal)

    async def all_heard(self) -> bool:
        """Whether nothing is left to be heard."""
        return self._told.empty()

    async def listen(self) -> AsyncIterator[Signal]:
        while True:
            yield await self._told.get()


class ObedientExchange:
    """Takes every order."""

    def __init__(self) -> None:
        self.resting: dict[int, str] = {}
        self.forgotten: list[str] = []
        self.forgotten_messages: list[str] = []

    acts = True
    reaches_out = True

    async def call_out(self, outgoing: OutgoingCall) -> None: ...

    async def answer_on_desk_phone(self, seat: int) -> None: ...

    async def hang_up(self, call_unique_id: str) -> None: ...

    async def transfer(self, call_unique_id: str, sender: int, receiver: int) -> None: ...

    async def ask_silent(self, call_unique_id: str) -> None: ...

    async def pause_seat(self, seat: int, reason: str) -> None:
        self.resting[seat] = reason

    async def unpause_seat(self, seat: int) -> None:
        self.resting.pop(seat, None)

    async def forget_call(self, call_unique_id: str) -> None:
        self.forgotten.append(call_unique_id)

    async def forget_message(self, message: str) -> None:
        self.forgotten_messages.append(message)


class WatchedCommands:
    """The real door to every change; counts how often the database was away."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._commands = PostgresCommands(engine)
        self.times_away = 0

    async def run(self, keyed: Keyed, origin: Origin, use_case: UseCase) -> Json:
        try:
            return await self._commands.run(keyed, origin, use_case)
        except DatabaseAway:
            self.times_away += 1
            raise


async def found(engine: AsyncEngine, **changed: int) -> None:
    """Begin a centre of three seats, with some settings of its own."""

    async def run(tx: Transaction) -> Json:
        site = replace(site_settings(tx.now), **changed)  # type: ignore[arg-type]
        await found_centre(FoundCentre(site, (), (), ()), tx)
        return None

    await PostgresCommands(engine).run(Keyed(None, "found_centre"), ORIGIN, run)


async def act(engine: AsyncEngine, do: Callable[[Transaction], Awaitable[object]]) -> None:
    """Do something in one transaction."""

    async def run(tx: Transaction) -> Json:
        await do(tx)
        return None

    await PostgresCommands(engine).run(Keyed(None, "act"), ORIGIN, run)


@asynccontextmanager
async def at_work(*loops: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Let workers run until the block ends; one that ended before is a fault."""
    tasks = [asyncio.ensure_future(loop()) for loop in loops]
    try:
        yield
        assert not [task for task in tasks if task.done()]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def telephony(engine: AsyncEngine, script: Script, commands: Any = None) -> TelephonyWorker:
    """The telephony of one server."""
    door = commands or PostgresCommands(engine)
    return TelephonyWorker(script, door, PostgresQueries(engine), {EXCHANGE: ObedientExchange()})


async def until(look: Callable[[], Awaitable[bool]]) -> None:
    """Look until it is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not await look():
            await asyncio.sleep(0.02)


async def events(engine: AsyncEngine, *kinds: str) -> list[Any]:
    """Every stored event of these kinds, or of all, in order."""
    query = select(event).order_by(event.c.n)
    if kinds:
        query = query.where(event.c.kind.in_(kinds))
    async with engine.connect() as connection:
        return list((await connection.execute(query)).all())


async def has(engine: AsyncEngine, kind: str, times: int = 1) -> bool:
    """Whether an event was told so often."""
    return len(await events(engine, kind)) >= times


def offered(channel: str, number: str | None = NUMBER) -> CallOffered:
    return CallOffered(
        exchange=EXCHANGE,
        call_unique_id=channel,
        happened_at=NOON,
        number=number,
        name=None,
        called_number="120",
        trunk="carrier",
        recording=f"20251122-040000-{channel}",
    )


def answered(channel: str, seat: int = 1) -> CallAnswered:
    return CallAnswered(
        exchange=EXCHANGE,
        call_unique_id=channel,
        happened_at=NOON,
        seat=seat,
        phone=f"800{seat}",
        leg_unique_id=f"{channel}/{seat}",
    )


def ended(channel: str) -> CallEnded:
    return CallEnded(
        exchange=EXCHANGE,
        call_unique_id=channel,
        happened_at=NOON,
        cause=16,
        ended_by=EndedBy.CALLER,
    )


@contextmanager
def locked_out(database: Database) -> Iterator[None]:
    """A database that nobody reaches until the block ends."""
    name = str(conninfo_to_dict(database.owner_dsn)["dbname"])
    elsewhere = make_conninfo(database.owner_dsn, dbname="postgres")
    with psycopg.connect(elsewhere, autocommit=True) as owner:
        owner.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(Identifier(name)))
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            owner.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(Identifier(name)))
