"""The clock of an exchange's machine jumps in mid call, under a real Asterisk."""

import os
import subprocess
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from typing_extensions import override

from dispatch.adapters.asterisk.ami_clock import read_exchange_clock
from dispatch.domain.clock_step import step_between
from dispatch.domain.signal import CallAnswered, CallEnded, CallOffered
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    Ear,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    listening,
    make_node,
    pick_up,
    until,
    until_heard,
)
from tests.stepped_clock import SteppedClock

SOMEBODY = Identity("13800138000")
JUMPS = [3600, -3600, 86400, -86400]


class SteppedExchange(RunningExchange):
    """An exchange on a machine whose clock can be set."""

    def __init__(self, folder: Path) -> None:
        super().__init__(make_node(folder))
        self.clock = SteppedClock(folder)

    @override
    def _run(self) -> subprocess.Popen[bytes]:
        environment: Mapping[str, str] = {**os.environ, **self.clock.environment}
        nothing = subprocess.DEVNULL
        command = self.node.command()
        return subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment
        )


@pytest.fixture
async def stepped(short_folder: Path) -> AsyncIterator[SteppedExchange]:
    running = SteppedExchange(short_folder)
    await running.start()
    yield running
    await running.stop()


@pytest.mark.parametrize("by_s", JUMPS)
async def test_a_talk_goes_on_is_recorded_whole_and_the_jump_is_seen(
    stepped: SteppedExchange, by_s: int
):
    seat, tape = await stepped.seat("8001"), TapedCall(stepped)
    async with listening(stepped) as ear:
        caller = stepped.caller().call("120", SOMEBODY)
        leg = await seat.next_call()
        await answer(leg)
        before = await read_exchange_clock(ear.link)
        stepped.clock.set(by_s)
        after = await read_exchange_clock(ear.link)
        assert step_between(before, after) == pytest.approx(by_s, abs=5)
        caller.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, leg)
        leg.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, caller)
        await leg.hang_up()
        await caller.wait_for(LegState.ENDED)
        offered = await ear.wait_for(CallOffered)
        await ear.wait_for(CallEnded, call_unique_id=offered.call_unique_id)
    await until(lambda: tape.finished)
    assert heard(CALLER_SAYS, tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS, tape.side("tx")) > 0.95


@pytest.mark.parametrize("by_s", JUMPS)
async def test_who_waits_when_the_clock_jumps_is_rung_through_and_so_is_who_comes_next(
    stepped: SteppedExchange, by_s: int
):
    """A jump ahead ends the ring and every registration: the caller is kept until phones renew it.

    Telephones do so by a clock of their own, at the latest after half of what they were granted.
    """
    first, second = await stepped.seat("8001"), await stepped.seat("8002")
    async with listening(stepped) as ear:
        waiting = stepped.caller().call("120", SOMEBODY)
        await until(lambda: not first.calls.empty())
        stepped.clock.set(by_s)
        await read_exchange_clock(ear.link)
        await first.register()
        await second.register()
        await pick_up(first)
        await waiting.wait_for(LegState.TALKING)
        later = stepped.caller().call("120", Identity("13900139000"))
        await pick_up(second)
        await later.wait_for(LegState.TALKING)
        await until(lambda: answered(ear) >= 2)


def answered(ear: Ear) -> int:
    return sum(isinstance(signal, CallAnswered) for signal in ear.heard)
