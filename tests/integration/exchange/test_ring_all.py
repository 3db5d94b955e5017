"""Every seat rings with every call: one of them talks to it, and no caller is lost."""

import asyncio
from time import monotonic

import pytest

from dispatch.domain.call import EndedBy
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.crowd import SEATS, number_of, ring_all
from tests.integration.exchange.running import (
    RunningExchange,
    answer,
    pick_up,
    timings,
    until,
)

CALLS = 30
TOGETHER = 5


@pytest.mark.mission("A13", "A19")
@timings(seats=SEATS)
async def test_of_ten_seats_that_answer_at_once_one_has_each_caller_and_none_is_lost(
    exchange: RunningExchange,
):
    outcome = await ring_all(exchange, CALLS)
    assert outcome.talked == outcome.all_once
    assert outcome.ended == outcome.all_once
    assert list(outcome.told.values()) == [1] * CALLS
    assert outcome.ended_by == {EndedBy.SEAT: CALLS}


@pytest.mark.mission("A13", "A19")
@timings(seats=SEATS)
async def test_five_callers_who_come_together_ring_together_and_have_a_seat_each(
    exchange: RunningExchange,
):
    phones = [await exchange.seat(f"{8000 + seat}") for seat in range(1, SEATS + 1)]
    began_s = monotonic()
    for number in range(TOGETHER):
        exchange.caller().call("120", Identity(number_of(number)))
    picking = [asyncio.create_task(pick_up(phone)) for phone in phones]
    await until(lambda: sum(task.done() for task in picking) == TOGETHER)
    print(f"five at once: {monotonic() - began_s:.2f} s")
    talks = [task.result().peer for task in picking if task.done()]
    assert len(set(talks)) == TOGETHER
    for task in picking:
        task.cancel()


@pytest.mark.mission("A13", "A19")
@timings(seats=SEATS)
async def test_who_comes_while_every_seat_rings_is_rung_through_when_the_first_is_answered(
    exchange: RunningExchange,
):
    phones = [await exchange.seat(f"{8000 + seat}") for seat in range(1, SEATS + 1)]
    exchange.caller().call("120", Identity(number_of(0)))
    first = [await phone.next_call() for phone in phones]
    exchange.caller().call("120", Identity(number_of(1)))
    await until(lambda: waiting(exchange).count("wait:") == 2)
    assert all(phone.calls.empty() for phone in phones)
    await answer(first[0])
    answered_s = monotonic()
    await until(lambda: any(not phone.calls.empty() for phone in phones[1:]))
    print(f"the second after the first was answered: {monotonic() - answered_s:.2f} s")
    ringing = next(phone.calls.get_nowait() for phone in phones if not phone.calls.empty())
    assert number_of(1) in ringing.peer


def waiting(exchange: RunningExchange) -> str:
    return exchange.node.ask("queue show 120")
