"""Nobody answers: the dialplan alone leads the caller on, and never hangs up on him."""

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.overflow import OverflowStep
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallOffered,
    CallStepped,
    MessageLeft,
)
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    SECOND_TRUNK,
    RunningExchange,
    TapedCall,
    answer,
    heard,
    is_on_disk,
    listening,
    timings,
    until,
    until_heard,
)

SOMEBODY, NEIGHBOUR = Identity("13800138000", "张三"), "05718812345"
QUICK = {
    "overflow_after_s": 1,
    "overflow_rings_s": 1,
    "message_after_s": 1,
    "trunk_checked_every_s": 1,
    "trunk_asked_for_s": 1,
}
TO_NEIGHBOUR = timings(**QUICK, backup_rings_s=20, backups=(NEIGHBOUR,))
TO_MESSAGE = timings(**QUICK)


def dialled(leg: Leg) -> str:
    return leg.invite.start.split(":")[1].split("@")[0]


async def until_trunks(exchange: RunningExchange, **reached: bool) -> None:
    """Wait until the exchange knows how its trunks are."""
    async with listening(exchange) as ear:
        await until(lambda: ear.link.trunks.reached == reached)


@pytest.mark.mission("A20", "F8")
@TO_NEIGHBOUR
async def test_with_nobody_here_the_neighbour_is_rung_and_the_talk_is_recorded(
    exchange: RunningExchange,
):
    neighbour, _ = exchange.gateway(), exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=True, mobile=True)
    tape = TapedCall(exchange)
    caller = exchange.caller().call("120", SOMEBODY)
    leg = await neighbour.next_call()
    leg.media.say(SEAT_SAYS)
    await answer(leg)
    await until_heard(SEAT_SAYS, caller)
    caller.media.say(CALLER_SAYS)
    await until_heard(CALLER_SAYS, leg)
    await leg.hang_up()
    await caller.wait_for(LegState.ENDED)
    await until(lambda: tape.finished)
    assert dialled(leg) == NEIGHBOUR
    assert heard(CALLER_SAYS[:RATE_HZ], tape.side("rx")) > 0.95
    assert heard(SEAT_SAYS[:RATE_HZ], tape.side("tx")) > 0.95


@pytest.mark.mission("A20")
@TO_NEIGHBOUR
async def test_a_trunk_without_a_line_passes_the_call_to_the_next(exchange: RunningExchange):
    full, other = exchange.gateway(), exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=True, mobile=True)
    caller = exchange.caller().call("120", SOMEBODY)
    (await full.next_call()).refuse(503, "Service Unavailable")
    leg = await other.next_call()
    await answer(leg)
    assert (dialled(leg), caller.state) == (NEIGHBOUR, LegState.TALKING)


@TO_NEIGHBOUR
async def test_a_trunk_that_is_away_is_passed_over(exchange: RunningExchange):
    other = exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=False, mobile=True)
    exchange.caller().call("120", SOMEBODY)
    await answer(await other.next_call())


@TO_NEIGHBOUR
async def test_a_seat_still_gets_the_call_while_the_neighbour_is_rung(exchange: RunningExchange):
    neighbour, _ = exchange.gateway(), exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=True, mobile=True)
    seat = await exchange.seat("8001")
    caller = exchange.caller().call("120", SOMEBODY)
    rung = await neighbour.next_call()
    while (leg := await seat.next_call()).state is not LegState.RINGING:
        pass
    await answer(leg)
    await rung.wait_for(LegState.ENDED)
    assert caller.state is LegState.TALKING


@TO_NEIGHBOUR
async def test_a_neighbours_line_that_breaks_brings_the_caller_back(exchange: RunningExchange):
    neighbour, _ = exchange.gateway(), exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=True, mobile=True)
    caller = exchange.caller().call("120", SOMEBODY)
    leg = await neighbour.next_call()
    await answer(leg)
    seat = await exchange.seat("8001")
    await leg.hang_up(("Reason", "Q.850;cause=41"))
    await answer(await seat.next_call())
    assert caller.state is LegState.TALKING


@TO_NEIGHBOUR
async def test_the_way_to_the_neighbour_is_told_step_by_step(exchange: RunningExchange):
    neighbour, _ = exchange.gateway(), exchange.gateway(SECOND_TRUNK)
    await until_trunks(exchange, gateway=True, mobile=True)
    async with listening(exchange) as ear:
        exchange.caller().call("120", SOMEBODY)
        leg = await neighbour.next_call()
        await ear.wait_for(CallDiverted)
        async with listening(exchange) as late:
            picture = late.first(ExchangePicture)
        await answer(leg)
        answered = await ear.wait_for(CallAnswered)
        async with listening(exchange) as later:
            talking = later.first(ExchangePicture)
    steps = [(one.step, one.target) for one in ear.heard if isinstance(one, CallStepped)]
    assert steps == [(OverflowStep.SPARE, None), (OverflowStep.BACKUP, NEIGHBOUR)]
    assert ear.first(CallDiverted).target == NEIGHBOUR
    assert (answered.seat, answered.phone) == (None, NEIGHBOUR)
    assert [phone for _, phone in picture.calls[0].ringing_legs] == [NEIGHBOUR]
    assert (talking.calls[0].phone, talking.calls[0].seat) == (NEIGHBOUR, None)


@pytest.mark.mission("A20", "F8")
@TO_MESSAGE
async def test_with_everybody_silent_a_message_is_recorded_and_the_caller_kept(
    exchange: RunningExchange,
):
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        await ear.wait_for(CallStepped, step=OverflowStep.MESSAGE)
        await until(lambda: len(recordings(exchange)) > 1)
        caller.media.say(CALLER_SAYS)
        told = await ear.wait_for(MessageLeft)
        await until((exchange.node.recordings / f"{told.message}.done").exists)
        seat = await exchange.seat("8001")
        await answer(await seat.next_call())
    tape = TapedCall(exchange, told.message)
    assert heard(CALLER_SAYS[:RATE_HZ], tape.side("rx")) > 0.95
    assert told.message != ear.first(CallOffered).recording
    assert caller.state is LegState.TALKING


@TO_MESSAGE
async def test_a_message_that_no_server_heard_is_kept_until_one_has_told_it(
    exchange: RunningExchange,
):
    caller = exchange.caller().call("120", SOMEBODY)
    await until(lambda: len(recordings(exchange)) > 1)
    await caller.hang_up()
    await until(lambda: sum(name.endswith(".done") for name in names(exchange)) == 2)
    await until(lambda: is_on_disk(exchange, "/message/%"))
    await exchange.kill()
    await exchange.start()
    async with listening(exchange) as ear:
        (kept,) = ear.first(ExchangePicture).messages
        await AsteriskControl(ear.link).forget_message(kept.message)
    async with listening(exchange) as later:
        assert later.first(ExchangePicture).messages == ()
    assert (kept.number, kept.called_number, kept.trunk) == ("13800138000", "120", "gateway")
    assert kept.recording.endswith(kept.call_unique_id)
    assert f"{kept.message}-rx.wav" in names(exchange)


@TO_MESSAGE
async def test_a_caller_who_hangs_up_in_his_message_is_told_before_the_end(
    exchange: RunningExchange,
):
    async with listening(exchange) as ear:
        caller = exchange.caller().call("120", SOMEBODY)
        await until(lambda: len(recordings(exchange)) > 1)
        await caller.hang_up()
        await ear.wait_for(CallEnded)
        order = [type(one) for one in ear.heard if isinstance(one, MessageLeft | CallEnded)]
    assert order == [MessageLeft, CallEnded]


def names(exchange: RunningExchange) -> list[str]:
    return sorted(path.name for path in exchange.node.recordings.iterdir())


def recordings(exchange: RunningExchange) -> list[str]:
    """The recordings that have begun: of the call, then of the message."""
    return [name for name in names(exchange) if name.endswith("-rx.wav")]
