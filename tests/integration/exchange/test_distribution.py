"""Whom a call rings: the seat that is idle longest, and a trainee's only after the others."""

import pytest

from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity, Phone
from tests.integration.exchange.running import RunningExchange, answer, timings, until

FIRST, SECOND = Identity("13800138001"), Identity("13800138002")


async def serve(phone: Phone) -> Leg:
    """Answer the next call and end it."""
    leg = await phone.next_call()
    await answer(leg)
    await leg.hang_up()
    return leg


@pytest.mark.mission("A13")
@timings(distribution="longest_idle", ring_cycle_s=2)
async def test_a_call_rings_the_seat_that_is_idle_longest_alone_and_then_the_next(
    exchange: RunningExchange,
):
    seats = {name: await exchange.seat(name) for name in ("8001", "8002", "8003")}
    served = list[str]()
    for place in range(3):
        caller = exchange.caller().call("120", Identity(f"1380013810{place}"))
        await until(lambda: any(not seat.calls.empty() for seat in seats.values()))
        (rings,) = (name for name, seat in seats.items() if not seat.calls.empty())
        await serve(seats[rings])
        await caller.wait_for(LegState.ENDED)
        served.append(rings)
    assert sorted(served) == ["8001", "8002", "8003"]
    exchange.caller().call("120", FIRST)
    idle_longest, next_one = seats[served[0]], seats[served[1]]
    first = await idle_longest.next_call()
    assert next_one.calls.empty()
    await first.wait_for(LegState.ENDED)
    await answer(await next_one.next_call())


@timings(distribution="longest_idle", overflow_after_s=3, ring_cycle_s=60)
async def test_one_that_does_not_answer_keeps_nobody_from_the_others(exchange: RunningExchange):
    seats = [await exchange.seat(name) for name in ("8001", "8002", "8003")]
    caller = exchange.caller().call("120", FIRST)
    for seat in seats:
        await seat.next_call()
    assert caller.state is LegState.TALKING


@pytest.mark.mission("A13")
@timings(penalties={2: 1}, overflow_after_s=600)
async def test_a_trainee_rings_only_while_nobody_else_is_free(exchange: RunningExchange):
    seat, trainee = await exchange.seat("8001"), await exchange.seat("8002")
    exchange.caller().call("120", FIRST)
    await answer(await seat.next_call())
    assert trainee.calls.empty()
    exchange.caller().call("120", SECOND)
    leg = await trainee.next_call()
    assert "13800138002" in leg.peer
    await answer(leg)


@pytest.mark.mission("A13")
@timings(overflow_after_s=600)
async def test_where_a_trainee_sits_the_phone_rings_only_while_nobody_else_is_free(
    exchange: RunningExchange,
):
    seat, learns = await exchange.seat("8001"), await exchange.seat("8002")
    exchange.node.ask("database put trainee 8002 1")
    exchange.caller().call("120", FIRST)
    own = await seat.next_call()
    await answer(own)
    assert learns.calls.empty()
    exchange.caller().call("120", SECOND)
    later = await learns.next_call()
    await answer(later)
    await later.hang_up()
    await own.hang_up()
    exchange.node.ask("database del trainee 8002")
    exchange.caller().call("120", FIRST)
    for phone in (seat, learns):
        assert "13800138001" in (await phone.next_call()).peer


@timings(overflow_after_s=2)
async def test_where_only_a_trainee_answers_he_rings_after_a_while(exchange: RunningExchange):
    await exchange.seat("8001")
    learns = await exchange.seat("8002")
    exchange.node.ask("database put trainee 8002 1")
    exchange.caller().call("120", FIRST)
    await answer(await learns.next_call())


@timings(overflow_after_s=600)
async def test_a_trainee_who_is_alone_rings_at_once(exchange: RunningExchange):
    learns = await exchange.seat("8002")
    exchange.node.ask("database put trainee 8002 1")
    exchange.caller().call("120", FIRST)
    await answer(await learns.next_call())


@timings(penalties={2: 1}, overflow_after_s=2)
async def test_a_trainee_rings_too_when_nobody_has_answered_for_long(exchange: RunningExchange):
    await exchange.seat("8001")
    trainee = await exchange.seat("8002")
    exchange.caller().call("120", FIRST)
    await answer(await trainee.next_call())
