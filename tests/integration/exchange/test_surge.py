"""A surge: whoever waits hears of the accident, spare phones ring at once, it ends by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_surge import AsteriskSurge
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.asterisk.prompts.spoken_places import spoken_places
from dispatch.adapters.clock import SystemClock
from dispatch.domain.signal import CallEnded, CallQueued, SeatLegLost
from dispatch.domain.surge import ANY_PLACE, Surge
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    SEAT_SAYS,
    RunningExchange,
    answer,
    is_on_disk,
    listening,
    timings,
    until,
    until_heard,
)
from tests.integration.exchange.test_screening import now_s, remember

NOW = SystemClock().now()
VOICE = spoken_places()["黄河路"]
SURGE = Surge(UUID(int=1), "1027", NOW, NOW + timedelta(minutes=30), None, "黄河路", VOICE)
NUMBERS = ("13800138001", "13800138002", "13800138003")
SOUND = {
    name: (PROMPTS / f"{name}.alaw").read_bytes()[:RATE_HZ]
    for name in ("surge", "surge-help", f"place-{VOICE}", "welcome")
}


@pytest.mark.mission("B49")
@timings(overflow_after_s=600)
async def test_those_who_wait_hear_the_place_at_once_and_keep_their_order(
    exchange: RunningExchange,
):
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    async with listening(exchange) as ear:
        callers = []
        for place, number in enumerate(NUMBERS):
            callers.append(exchange.caller().call("120", Identity(number)))
            await ear.wait_for(CallQueued, position=place + 1)
        await seat.next_call()
        assert spare.calls.empty()
        await AsteriskSurge(ear.link).begin(SURGE)
        for caller in callers:
            await until_heard(SOUND[f"place-{VOICE}"], caller)
            await until_heard(SOUND["surge-help"], caller)
        assert (await spare.next_call()).state is LegState.RINGING
        shown = exchange.node.ask("queue show 120-overflow").splitlines()
        waiting = [line.split()[1] for line in shown if "PJSIP/gateway" in line]
        assert len(waiting) == len(NUMBERS)
        assert waiting == sorted(waiting)
        assert not any(isinstance(one, CallEnded) for one in ear.heard)


@pytest.mark.mission("B49")
@timings(overflow_after_s=600)
async def test_with_every_server_dead_new_callers_hear_it_after_a_restart_until_it_ends_by_itself(
    exchange: RunningExchange,
):
    remember(exchange, "surge", "now", f"{ANY_PLACE}-{now_s() + 3600}")
    await until(lambda: is_on_disk(exchange, "/surge/now"))
    await exchange.kill()
    await exchange.start()
    spare = await exchange.seat("spare1")
    await exchange.seat("8001")
    caller = exchange.caller().call("120", Identity(NUMBERS[0]))
    await until_heard(SOUND["surge"], caller)
    leg = await spare.next_call()
    await answer(leg)
    leg.media.say(SEAT_SAYS)
    await until_heard(SEAT_SAYS, caller)


@pytest.mark.parametrize("until_s", [-1, 10 * 24 * 3600], ids=["over", "damaged"])
@timings(overflow_after_s=600)
async def test_one_that_is_over_or_lasts_for_ever_is_none(exchange: RunningExchange, until_s: int):
    remember(exchange, "surge", "now", f"{ANY_PLACE}-{now_s() + until_s}")
    seat, spare = await exchange.seat("8001"), await exchange.seat("spare1")
    caller = exchange.caller().call("120", Identity(NUMBERS[0]))
    await until_heard(SOUND["welcome"], caller)
    await answer(await seat.next_call())
    assert spare.calls.empty()


@timings(overflow_after_s=8, overflow_rings_s=3)
async def test_when_it_is_stopped_callers_wait_as_usual(exchange: RunningExchange):
    await exchange.seat("8001")
    async with listening(exchange) as ear:
        control = AsteriskSurge(ear.link)
        await control.begin(SURGE)
        caller = exchange.caller().call("120", Identity(NUMBERS[0]))
        await until_heard(SOUND[f"place-{VOICE}"], caller)
        await control.stop()
        await until_heard(SOUND["welcome"], caller)
        new = exchange.caller().call("120", Identity(NUMBERS[1]))
        await until_heard(SOUND["welcome"], new)


@timings(overflow_after_s=600)
async def test_asked_twice_nobody_is_moved_twice_and_a_talk_goes_on(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", Identity(NUMBERS[0]))
        leg = await seat.next_call()
        await answer(leg)
        exchange.caller().call("120", Identity(NUMBERS[1]))
        await ear.until(lambda: _queued(ear.heard) == 2)
        control = AsteriskSurge(ear.link)
        await control.begin(SURGE)
        await ear.until(lambda: _queued(ear.heard) == 3)
        await control.begin(replace(SURGE))
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, caller)
        assert _queued(ear.heard) == 3


async def test_one_whom_a_seat_answers_in_that_instant_comes_back_to_the_queue(
    exchange: RunningExchange,
):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", Identity(NUMBERS[0]))
        await answer(await seat.next_call())
        connection = ear.link.acting()
        (channel,) = (
            one["Channel"]
            for one in await connection.ask_list("Status")
            if one.get("Context") == "emergency"
        )
        await connection.ask(
            "Redirect", Channel=channel, Context="emergency", Exten="surge", Priority="1"
        )
        await ear.wait_for(SeatLegLost, seat=1)
        again = await seat.next_call()
        await answer(again)
        again.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, caller)


def _queued(signals: Sequence[object]) -> int:
    return sum(isinstance(one, CallQueued) for one in signals)
