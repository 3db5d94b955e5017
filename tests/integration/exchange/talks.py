"""A caller who talks to seat 1."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from dispatch.domain.signal import CallAnswered
from dispatch.simulator.phone.leg import Leg
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import Ear, RunningExchange, answer, listening

SOMEBODY = Identity("13800138000", "张三丰")


@dataclass(frozen=True)
class SeatTalk:
    """A talk of a caller with seat 1, whose leg is `own`."""

    ear: Ear
    caller: Leg
    first: Phone
    own: Leg
    unique_id: str


@asynccontextmanager
async def talk_at_seat_1(exchange: RunningExchange) -> AsyncIterator[SeatTalk]:
    """Let a caller talk to seat 1."""
    first = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        own = await first.next_call()
        await answer(own)
        answered = await ear.wait_for(CallAnswered)
        yield SeatTalk(ear, caller, first, own, answered.call_unique_id)
