"""A crowd of callers and ten seats that all answer whatever rings, at once."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from dispatch.domain.call import EndedBy
from dispatch.domain.signal import CallAnswered, CallEnded
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import Ear, RunningExchange, listening, until

SEATS, AT_ONCE = 10, 20
HEARD = RATE_HZ // 10
PATIENCE_S = 800.0


@dataclass
class Outcome:
    """What became of every caller, by his number; `told` is what a server heard."""

    calls: int
    talked: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    ended_by: Counter[EndedBy] = field(default_factory=Counter)

    @property
    def all_once(self) -> dict[str, int]:
        """What each count must be."""
        return {number_of(place): 1 for place in range(self.calls)}


def number_of(place: int) -> str:
    """The number of a caller."""
    return f"138{place:08}"


async def ring_all(exchange: RunningExchange, calls: int) -> Outcome:
    """Let so many callers call ten seats, at most twenty at once, until every one is over."""
    outcome = Outcome(calls)
    phones = [await _sit(exchange, f"{8000 + seat}") for seat in range(1, SEATS + 1)]
    async with listening(exchange) as ear:
        robots = [asyncio.create_task(_answer_all(phone, outcome)) for phone in phones]
        lines = asyncio.Semaphore(AT_ONCE)
        caller = exchange.caller()
        places = range(calls)
        await asyncio.gather(*(_call(caller, number_of(one), lines, outcome) for one in places))
        await until(lambda: _all_over(ear, calls), timeout_s=PATIENCE_S)
        for robot in robots:
            robot.cancel()
        _count_told(ear, outcome)
    return outcome


async def _sit(exchange: RunningExchange, user: str) -> Phone:
    phone = await exchange.seat(user)
    await phone.register(lasts_s=3600)
    return phone


async def _call(caller: Phone, number: str, lines: asyncio.Semaphore, outcome: Outcome) -> None:
    async with lines:
        leg = caller.call("120", Identity(number))
        await leg.wait_for(LegState.ENDED, timeout_s=PATIENCE_S)
        outcome.ended[number] += 1


async def _answer_all(phone: Phone, outcome: Outcome) -> None:
    """Answer every ring; who hears the caller has won and hangs up."""
    while True:
        leg = await phone.next_call(timeout_s=PATIENCE_S)
        leg.answer()
        await until(lambda leg=leg: _decided(leg), timeout_s=PATIENCE_S)  # type: ignore[misc]
        if len(leg.media.heard) > HEARD:
            outcome.talked[_number_in(leg.peer)] += 1
            await leg.hang_up()


def _decided(leg: Leg) -> bool:
    return leg.state is LegState.ENDED or len(leg.media.heard) > HEARD


def _number_in(peer: str) -> str:
    return peer.partition("sip:")[2].partition("@")[0]


def _all_over(ear: Ear, calls: int) -> bool:
    return sum(isinstance(signal, CallEnded) for signal in ear.heard) >= calls


def _count_told(ear: Ear, outcome: Outcome) -> None:
    for signal in ear.heard:
        if isinstance(signal, CallAnswered):
            outcome.told[signal.call_unique_id] += 1
        if isinstance(signal, CallEnded):
            outcome.ended_by[signal.ended_by] += 1
