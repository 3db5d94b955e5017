"""A leader on a talk of several, and a seat that holds inside one, on a real Asterisk."""

from uuid import UUID

import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_supervision import AsteriskSupervision
from dispatch.domain.call import EndedBy
from dispatch.domain.conference_signal import MemberCame, MemberLeft
from dispatch.domain.signal import (
    CallEnded,
    CallTakenOver,
    SeatLegLost,
    SupervisionEnded,
    SupervisionHeard,
)
from dispatch.domain.supervision import Mode
from dispatch.ports.supervision_control import SupervisionOrder
from dispatch.simulator.phone.leg import Leg, LegState
from tests.integration.exchange.hearing import FULL, NOTHING, tone
from tests.integration.exchange.rooms import (
    CALLER,
    OTHER,
    PITCHES,
    RECEIVER,
    SEAT,
    Room,
    talk_for_a_room,
)
from tests.integration.exchange.running import RunningExchange, answer, timings
from tests.integration.exchange.test_rooms import agrees, consulting, three_way

pytestmark = timings(seat_lost_after_s=4)
LEADER_SEAT = 3
SUPERVISION = UUID(int=7)


async def joins(room: Room, mode: Mode) -> Leg:
    """Bring the leader's phone onto the talk; in the table he is the receiver."""
    phone = await room.exchange.seat(f"{8000 + LEADER_SEAT}")
    order = SupervisionOrder(SUPERVISION, room.unique_id, LEADER_SEAT, mode, 1)
    await AsteriskSupervision(room.ear.link).begin_supervision(order)
    leg = await phone.next_call()
    await room.comes(RECEIVER, leg)
    await room.ear.wait_for(SupervisionHeard, mode=mode)
    return leg


@pytest.mark.mission("A18", "B15", "A67")
async def test_a_leader_who_listens_to_a_room_hears_all_and_is_heard_by_nobody(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        await joins(room, Mode.LISTEN)
        heard = await room.measure()
        assert min(heard[RECEIVER].values()) > FULL / 2, heard
        assert all(heard[name][RECEIVER] < NOTHING * 2 for name in (CALLER, SEAT, OTHER)), heard


@pytest.mark.mission("A18", "B15")
async def test_a_leader_whispers_to_the_seat_of_a_room_alone(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        await joins(room, Mode.WHISPER)
        heard = await room.measure()
        assert heard[SEAT][RECEIVER] > FULL / 2, heard
        assert all(heard[name][RECEIVER] < NOTHING * 2 for name in (CALLER, OTHER)), heard


@pytest.mark.mission("A18", "B15")
async def test_a_leader_who_barges_in_to_a_room_is_heard_by_all_of_it(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        await joins(room, Mode.BARGE)
        heard = await room.measure()
        assert min(heard[name][RECEIVER] for name in (CALLER, SEAT, OTHER)) > FULL / 2, heard
        assert min(heard[RECEIVER].values()) > FULL / 2, heard


async def test_a_leader_in_a_consultation_is_heard_by_both_and_keeps_no_caller_waiting(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await consulting(room)
        consulted = room.legs.pop(RECEIVER)
        room.legs[OTHER] = consulted
        consulted.media.say(tone(PITCHES[OTHER]), again=True)
        await joins(room, Mode.BARGE)
        heard = await room.measure()
        assert min(heard[name][RECEIVER] for name in (SEAT, OTHER)) > FULL / 2, heard
        await room.legs.pop(OTHER).hang_up()
        await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
        agrees(await room.measure(), (SEAT, CALLER), (SEAT, RECEIVER), (CALLER, RECEIVER))


@pytest.mark.mission("A18", "B15")
async def test_a_leader_who_barged_in_to_a_room_listens_again_and_leaves(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        await joins(room, Mode.BARGE)
        control = AsteriskSupervision(room.ear.link)
        await control.change_supervision(SUPERVISION, Mode.LISTEN)
        await room.ear.wait_for(SupervisionHeard, mode=Mode.LISTEN)
        heard = await room.measure()
        assert all(heard[name][RECEIVER] < NOTHING * 2 for name in (CALLER, SEAT, OTHER)), heard
        await control.end_supervision(SUPERVISION)
        await room.ear.wait_for(SupervisionEnded)
        assert room.legs[CALLER].state is LegState.TALKING


@pytest.mark.mission("A18", "B15")
async def test_a_leader_takes_the_caller_over_out_of_a_room(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        leader = await joins(room, Mode.TAKE_OVER)
        taken = await room.ear.wait_for(CallTakenOver, call_unique_id=room.unique_id)
        for name in (SEAT, OTHER):
            await room.legs.pop(name).wait_for(LegState.ENDED)
        await room.ear.wait_for(MemberLeft, member_id=room.members[CALLER])
        agrees(await room.measure(), (RECEIVER, CALLER))
        await leader.hang_up()
        await room.legs[CALLER].wait_for(LegState.ENDED)
        ended = await room.ear.wait_for(CallEnded)
    assert (taken.seat, ended.ended_by) == (LEADER_SEAT, EndedBy.SEAT)


@pytest.mark.mission("B15")
async def test_a_leader_who_took_over_out_of_a_room_and_dies_loses_no_caller(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        await joins(room, Mode.TAKE_OVER)
        await room.ear.wait_for(CallTakenOver)
        room.legs.pop(RECEIVER).vanish()
        await room.ear.wait_for(SeatLegLost, seat=LEADER_SEAT)
        await answer(await room.phones[SEAT].next_call())
        assert room.legs[CALLER].state is LegState.TALKING


async def test_a_leader_leaves_a_room_and_it_goes_on(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        leader = await joins(room, Mode.LISTEN)
        await AsteriskSupervision(room.ear.link).end_supervision(SUPERVISION)
        await leader.wait_for(LegState.ENDED)
        await room.ear.wait_for(SupervisionEnded)
        agrees(await room.measure(), (SEAT, CALLER), (SEAT, OTHER), (CALLER, OTHER))


@pytest.mark.mission("B15")
async def test_a_released_consultation_ends_for_the_caller_who_waits_too(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await consulting(room)
        await room.control.end(room.id, room.unique_id)
        for leg in room.legs.values():
            await leg.wait_for(LegState.ENDED)
        ended = await room.ear.wait_for(CallEnded)
        assert not any(isinstance(one, SeatLegLost) for one in room.ear.heard)
    assert ended.ended_by is EndedBy.SEAT


@pytest.mark.mission("B15")
async def test_a_caller_is_led_from_one_seat_to_another_and_back_when_nobody_answers_there(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        room.phones[RECEIVER] = await exchange.seat("8002")
        control = AsteriskControl(room.ear.link)
        await control.transfer(room.unique_id, 1, 2)
        await room.legs.pop(SEAT).wait_for(LegState.ENDED)
        await room.comes(RECEIVER, await room.phones[RECEIVER].next_call())
        agrees(await room.measure(), (RECEIVER, CALLER))
        await control.transfer(room.unique_id, 2, 1)
        await room.legs.pop(RECEIVER).wait_for(LegState.ENDED)
        (await room.phones[SEAT].next_call()).refuse()
        await room.comes(RECEIVER, await room.phones[RECEIVER].next_call())
        agrees(await room.measure(), (RECEIVER, CALLER))


@pytest.mark.mission("A18", "B14")
async def test_a_seat_that_holds_inside_a_room_lets_the_others_talk_and_hears_them_again(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await three_way(room)
        own = room.legs.pop(SEAT)
        await own.hold()
        own.media.say(b"")
        heard = await room.measure()
        assert min(heard[CALLER][OTHER], heard[OTHER][CALLER]) > FULL, heard
        await own.retrieve()
        own.media.say(tone(PITCHES[SEAT]), again=True)
        room.legs[SEAT] = own
        agrees(await room.measure(), (SEAT, CALLER), (SEAT, OTHER), (CALLER, OTHER))
