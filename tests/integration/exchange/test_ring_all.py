"""Every seat rings with every call: one of them talks to it, and no caller is lost."""

from time import monotonic

import pytest

from dispatch.domain.call import EndedBy
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.crowd import SEATS, number_of, ring_all
from tests.integration.exchange.running import RunningExchange, answer, timings

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
async def test_of_five_callers_each_rings_as_soon_as_the_one_before_him_is_answered(
    exchange: RunningExchange,
):
    phones = [await exchange.seat(f"{8000 + seat}") for seat in range(1, SEATS + 1)]
    began_s = monotonic()
    callers = [exchange.caller().call("120", Identity(number_of(n))) for n in range(TOGETHER)]
    talks: list[str] = []
    for phone in phones[:TOGETHER]:
        leg = await next_ring(phone)
        await answer(leg)
        talks.append(leg.peer)
        print(f"{len(talks)}: {monotonic() - began_s:.2f} s")
    assert len(set(talks)) == TOGETHER
    assert {leg.state for leg in callers} == {LegState.TALKING}


async def next_ring(phone: Phone) -> Leg:
    """The call that rings here now; one that was answered elsewhere is passed over."""
    while (leg := await phone.next_call()).state is not LegState.RINGING:
        pass
    return leg
