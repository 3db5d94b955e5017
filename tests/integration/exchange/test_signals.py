"""What servers hear of a real exchange, and what they can ask of it."""

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallerHungUp,
    CallHeld,
    CallOffered,
    CallQueued,
    CallRetrieved,
    CallSignal,
    ExchangeLink,
    RingEnd,
    SeatLegLost,
    SeatPhoneChanged,
    SeatRingEnded,
    SeatRinging,
)
from dispatch.ports.call_control import ExchangeAway, ExchangeRefused
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.message import SipMessage
from dispatch.simulator.phone.phone import Identity
from tests.integration.exchange.running import (
    Ear,
    RunningExchange,
    answer,
    listening,
    timings,
)

SOMEBODY = Identity("13800138000", "张三丰")


@pytest.mark.mission("A7", "A13")
async def test_a_call_is_told_from_its_first_ring_to_its_end(exchange: RunningExchange):
    async with listening(exchange) as ear:
        seat, other = await exchange.seat("8001"), await exchange.seat("8002")
        exchange.caller().call("120", SOMEBODY)
        leg, _ = await seat.next_call(), await other.next_call()
        await answer(leg)
        await leg.hold()
        await ear.wait_for(CallHeld, seat=1)
        await leg.retrieve()
        await ear.wait_for(CallRetrieved, seat=1)
        await leg.hang_up()
        ended = await ear.wait_for(CallEnded)
    offered = ear.first(CallOffered)
    assert (offered.number, offered.name) == ("13800138000", "张三丰")
    assert (offered.called_number, offered.trunk) == ("120", "gateway")
    assert offered.recording.endswith(offered.call_unique_id)
    assert offered.call_unique_id.startswith("node1-")
    assert [type(signal) for signal in ear.heard if isinstance(signal, CallSignal)] == [
        CallOffered,
        CallQueued,
        SeatRinging,
        SeatRinging,
        SeatRingEnded,
        CallAnswered,
        CallHeld,
        CallRetrieved,
        CallEnded,
    ]
    assert ear.first(SeatRingEnded).reason is RingEnd.ANSWERED_ELSEWHERE
    assert (ear.first(SeatRingEnded).seat, ear.first(CallAnswered).seat) == (2, 1)
    assert ended.ended_by is EndedBy.SEAT


async def test_every_server_hears_the_same_keys(exchange: RunningExchange):
    async with listening(exchange) as one, listening(exchange) as two:
        seat = await exchange.seat("8001")
        exchange.caller().call("120", SOMEBODY)
        leg = await seat.next_call()
        await answer(leg)
        await leg.hang_up()
        await one.wait_for(CallEnded)
        await two.wait_for(CallEnded)
    keys = [
        [signal.key_parts for signal in ear.heard if isinstance(signal, CallSignal)]
        for ear in (one, two)
    ]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0])


async def test_a_lost_seat_leg_is_told_with_its_cause(exchange: RunningExchange):
    async with listening(exchange) as ear:
        dying, living = await exchange.seat("8001"), await exchange.seat("8002")
        caller = exchange.caller().call("120", SOMEBODY)
        leg = await dying.next_call()
        await answer(leg)
        dying.vanish()
        lost = await ear.wait_for(SeatLegLost)
        while (again := await living.next_call()).state is LegState.ENDED:
            pass
        await answer(again)
        await caller.hang_up()
        ended = await ear.wait_for(CallEnded)
        await ear.wait_for(SeatPhoneChanged, seat=1, reachable=False)
    assert (lost.seat, lost.cause) == (1, 44)
    assert lost.leg_unique_id == ear.first(CallAnswered).leg_unique_id
    assert ended.ended_by is EndedBy.CALLER
    assert ear.first(CallerHungUp).call_unique_id == lost.call_unique_id


@timings(overflow_after_s=1, ring_cycle_s=10)
async def test_overflow_is_told_and_an_answer_at_a_spare_phone_has_no_seat(
    exchange: RunningExchange,
):
    async with listening(exchange) as ear:
        await exchange.seat("8001")
        spare = await exchange.seat("spare1")
        exchange.caller().call("120", SOMEBODY)
        await ear.wait_for(SeatRingEnded, reason=RingEnd.NO_ANSWER)
        await answer(await spare.next_call())
        answered = await ear.wait_for(CallAnswered)
    assert ear.first(CallDiverted).target == "spare1"
    assert (answered.seat, answered.phone) == (None, "spare1")


async def test_a_caller_who_gives_up_is_told(exchange: RunningExchange):
    async with listening(exchange) as ear:
        seat = await exchange.seat("8001")
        caller = exchange.caller().call("120", SOMEBODY)
        await seat.next_call()
        await caller.hang_up()
        ended = await ear.wait_for(CallEnded)
    assert ear.first(SeatRingEnded).reason is RingEnd.CALLER_GONE
    assert ended.ended_by is EndedBy.CALLER


@pytest.mark.parametrize(
    ("identity", "number", "name"),
    [
        (Identity(None), None, None),
        (Identity("13800138000", "名" * 200), "13800138000", "名" * 26),
        (Identity("13800138000", "x" * 200), "13800138000", "x" * 79),
        (Identity("13800138000", "\udce4\udcff bad"), "13800138000", "bad"),
        (Identity("138;injected=1", "a, Uniqueid: b"), "138", "a, Uniqueid: b"),
    ],
    ids=["withheld", "200-characters", "200-letters", "not-utf-8", "injecting"],
)
async def test_a_strange_caller_is_still_a_call(
    exchange: RunningExchange, identity: Identity, number: str | None, name: str | None
):
    async with listening(exchange) as ear:
        seat = await exchange.seat("8001")
        exchange.caller().call("120", identity)
        await seat.next_call()
        offered = await ear.wait_for(CallOffered)
    assert (offered.number, offered.name) == (number, name)


async def test_damaged_calls_do_not_harm_the_next_one(exchange: RunningExchange):
    seat, gateway = await exchange.seat("8001"), exchange.caller()
    gateway.call("120", Identity("Robert'); DROP", "x"))
    gateway.call("120", Identity("138", "a\r\nEvent: Hangup\r\n\r\nINVITE"))
    gateway.call("120", Identity("139"), headers=[("Content-Length", "-1")], body=b"v=0\r\n\xff")
    gateway.wire.send(SipMessage("INVITE sip:120@x SIP/2.0", (("Via", "y" * 60000),)))
    exchange.caller().call("120", SOMEBODY)
    while "13800138000" not in (await seat.next_call()).peer:
        pass


async def test_the_picture_after_a_connect_holds_every_call(exchange: RunningExchange):
    seat, other = await exchange.seat("8001"), await exchange.seat("8002")
    exchange.caller().call("120", SOMEBODY)
    leg, losing = await seat.next_call(), await other.next_call()
    await answer(leg)
    await losing.wait_for(LegState.ENDED)
    await leg.hold()
    async with listening(exchange) as before:
        exchange.caller().call("120", Identity(None))
        await other.next_call()
        await before.wait_for(SeatRinging, seat=2)
    async with listening(exchange) as ear:
        picture = await ear.wait_for(ExchangePicture)
        await leg.retrieve()
        await ear.wait_for(CallRetrieved, seat=1)
    held, ringing = sorted(picture.calls, key=lambda call: call.state)
    assert (held.state, held.seat, held.phone, held.number) == (
        CallState.HELD,
        1,
        "8001",
        "13800138000",
    )
    assert (ringing.state, ringing.ringing_seats, ringing.position) == (CallState.RINGING, (2,), 1)
    assert ringing.number is None
    assert held.recording.endswith(held.unique_id)
    assert picture.reachable_seats == {1, 2}


@pytest.mark.mission("A12", "A41")
async def test_an_exchange_that_is_killed_comes_back_with_a_new_picture(
    exchange: RunningExchange,
):
    async with listening(exchange) as ear:
        seat = await exchange.seat("8001")
        exchange.caller().call("120", SOMEBODY)
        await answer(await seat.next_call())
        await exchange.kill()
        await ear.wait_for(ExchangeLink, up=False)
        ear.heard.clear()
        await exchange.start()
        picture = await ear.wait_for(ExchangePicture)
        assert isinstance(ear.heard[0], ExchangeLink)
        assert not picture.calls
        again = await exchange.seat("8001")
        exchange.caller().call("120", SOMEBODY)
        await again.next_call()


async def test_a_paused_seat_does_not_ring(exchange: RunningExchange):
    seat, other = await exchange.seat("8001"), await exchange.seat("8002")
    async with listening(exchange) as ear:
        control = AsteriskControl(ear.link)
        await control.pause_seat(1, "meal")
        exchange.caller().call("120", SOMEBODY)
        (await other.next_call()).refuse()
        assert seat.calls.empty()
        await control.unpause_seat(1)
        await seat.next_call()


@pytest.mark.mission("A14", "A18")
async def test_a_desk_phone_answers_by_order(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        exchange.caller().call("120", SOMEBODY)
        leg = await seat.next_call()
        await AsteriskControl(ear.link).answer_on_desk_phone(1)
        await leg.wait_for(LegState.TALKING)
        assert (await ear.wait_for(CallAnswered)).seat == 1


async def test_a_call_is_ended_by_order(exchange: RunningExchange):
    seat = await exchange.seat("8001")
    async with listening(exchange) as ear:
        control = AsteriskControl(ear.link)
        caller = exchange.caller().call("120", SOMEBODY)
        await answer(await seat.next_call())
        await control.hang_up(ear.first(CallOffered).call_unique_id)
        await caller.wait_for(LegState.ENDED)
        assert (await ear.wait_for(CallEnded)).ended_by is EndedBy.SEAT
        with pytest.raises(ExchangeRefused):
            await control.hang_up(ear.first(CallOffered).call_unique_id)


async def test_an_order_to_a_dead_exchange_is_refused_and_never_sent_later(
    exchange: RunningExchange,
):
    await exchange.seat("8001")
    async with listening(exchange) as ear:
        control = AsteriskControl(ear.link)
        await exchange.kill()
        await ear.wait_for(ExchangeLink, up=False)
        with pytest.raises(ExchangeAway):
            await control.pause_seat(1, "meal")
        ear.heard.clear()
        await exchange.start()
        await ear.wait_for(ExchangePicture)
        seat = await exchange.seat("8001")
        exchange.caller().call("120", SOMEBODY)
        await seat.next_call()


async def test_a_wrong_password_is_a_fault_that_is_told(exchange: RunningExchange):
    async with exchange.link(secret="another-secret") as link:
        ear = Ear(link)
        await ear.until(lambda: link.refused)
        ear.close()
    assert ear.heard == []
