"""Which seats rest reaches every exchange, also one that did not answer when it was told."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncEngine
from typing_extensions import override

from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import BusyReason
from dispatch.ports.call_control import ExchangeAway
from dispatch.ports.transaction import Transaction
from dispatch.services.seats.make_seat_busy import make_seat_busy
from dispatch.services.seats.make_seat_ready import make_seat_ready
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from dispatch.workers.reactions import ReactionWorker
from dispatch.workers.seat_rest import seat_rest_reactions
from tests.integration.conftest import Database
from tests.integration.core.hearing import ObedientExchange, act, at_work, found, until

TAKER = Person("1027", "李敏", frozenset({Role.CALL_TAKER}), "-", active=True)


class Absent(ObedientExchange):
    """An exchange that a test lets come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.away = True
        self.asked = 0

    def _answer(self) -> None:
        self.asked += 1
        if self.away:
            raise ExchangeAway

    @override
    async def pause_seat(self, seat: int, reason: str) -> None:
        self._answer()
        await super().pause_seat(seat, reason)

    @override
    async def unpause_seat(self, seat: int) -> None:
        self._answer()
        await super().unpause_seat(seat)


async def sit_down(tx: Transaction) -> None:
    await tx.people.save(TAKER)
    await sign_on_seat(SignOnSeat(1, TAKER), tx)


def holds(exchange: ObedientExchange, resting: dict[int, str]) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return exchange.resting == resting

    return look


async def test_an_exchange_that_did_not_answer_learns_how_the_seat_is_when_it_does(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    there, absent = ObedientExchange(), Absent()
    log = PostgresEventLog(database.dsn("dispatch"))
    both = {"node1": there, "node2": absent}
    reactions = tuple(seat_rest_reactions(both, PostgresQueries(engine)))
    worker = ReactionWorker(PostgresReactionLog(engine, log), reactions)

    async def was_asked() -> bool:
        return absent.asked > 0

    async with at_work(log.run, worker.run):
        await act(engine, sit_down)
        await act(engine, lambda tx: make_seat_ready(1, "1027", tx))
        await act(engine, lambda tx: make_seat_busy(1, "1027", BusyReason.MEAL, tx))
        await until(holds(there, {1: "meal"}))
        await until(was_asked)
        assert absent.resting == {}
        absent.away = False
        await until(holds(absent, {1: "meal"}))
