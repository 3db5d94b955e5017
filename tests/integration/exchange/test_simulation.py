"""Simulated callers and the seat's test phone meet on a real exchange."""

import asyncio
import random

import pytest

from dispatch.simulator.callers import CallerHabits, Callers
from dispatch.simulator.seat_phone import SeatPhone
from tests.integration.exchange.running import TRUNK, RunningExchange

HABITS = CallerHabits(["13800138000", None], pause_s=0.2, patience_s=20.0)


@pytest.mark.mission("A13")
async def test_a_seat_phone_answers_simulated_callers_and_hears_them(exchange: RunningExchange):
    phone = await exchange.seat("8001")
    at_seat = SeatPhone(phone, answer_after_s=0.1, talk_s=7.5)
    callers = Callers((TRUNK, 0), exchange.sip, HABITS, random.Random(1))
    ringing = asyncio.create_task(callers.ring(calls=1))
    heard = await anext(at_seat.answer_calls())
    async with asyncio.timeout(10):
        await ringing
    assert heard.score > 0.95
    assert heard.ended_by == "own BYE"


async def test_a_caller_who_hears_nobody_gives_up(exchange: RunningExchange):
    habits = CallerHabits(["13800138000"], pause_s=0.1, patience_s=0.5)
    callers = Callers((TRUNK, 0), exchange.sip, habits, random.Random(1))
    async with asyncio.timeout(10):
        await callers.ring(calls=2)
    assert "No Callers" in exchange.node.ask("queue show 120-overflow")


def test_equal_seeds_give_equal_callers():
    def first_three(seed: int) -> list[object]:
        callers = Callers((TRUNK, 0), (TRUNK, 1), HABITS, random.Random(seed))
        return [(callers._next_caller(), callers._next_line()) for _ in range(3)]

    assert first_three(7) == first_three(7)
