"""Announced transfer, three-way talk, conference on a real Asterisk: what each phone hears."""

from pathlib import Path
from uuid import uuid4

import pytest
import soundfile

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.domain.call import EndedBy
from dispatch.domain.conference import MOST_MEMBERS, GoneBy, Member, Role
from dispatch.domain.conference_signal import (
    CallerWaits,
    MemberCame,
    MemberLeft,
    MemberMuted,
    MemberRings,
)
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import CallEnded, CallQueued, SeatLegLost
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from tests.integration.exchange.hearing import FULL, NOTHING, level, table_of_rooms
from tests.integration.exchange.rooms import (
    CALLER,
    OTHER,
    PITCHES,
    RECEIVER,
    SEAT,
    Heard,
    Room,
    talk_for_a_room,
)
from tests.integration.exchange.running import (
    RunningExchange,
    answer,
    listening,
    timings,
    until,
    until_heard,
)

pytestmark = timings(seat_lost_after_s=4)
EVIDENCE = Path("deploy/evidence/who-hears-whom.md")
NUMBER, POLICE = "01088886666", "110"


def agrees(heard: Heard, *pairs: tuple[str, str]) -> None:
    """Exactly these pairs hear each other."""
    for listener, levels in heard.items():
        for speaker, loud in levels.items():
            said = (listener, speaker) in pairs or (speaker, listener) in pairs
            assert (loud > FULL) if said else (loud < NOTHING * 2), (listener, speaker, loud)


async def consulting(room: Room) -> None:
    """Let the seat talk to seat 2 while the caller waits outside."""
    await room.open(held=True)
    await room.comes(RECEIVER, await room.invite_seat(RECEIVER, 2))
    await room.ear.wait_for(MemberCame, member_id=room.members[RECEIVER])


async def three_way(room: Room, number: str = POLICE) -> None:
    """Let the seat, the caller and somebody outside talk."""
    await room.open(held=False)
    await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
    await room.comes(OTHER, await room.invite_number(OTHER, number, Role.OUTSIDE))
    await room.ear.wait_for(MemberCame, member_id=room.members[OTHER])


@pytest.mark.mission("A18", "B14", "B15", "B21", "A93")
async def test_each_party_hears_whom_it_should_in_every_kind_of_room(exchange: RunningExchange):
    rows: dict[str, Heard] = {}
    async with talk_for_a_room(exchange) as room:
        await consulting(room)
        rows["consultation"] = await room.measure()
        await room.control.bring_in_caller(room.unique_id)
        await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
        rows["three_way"] = await room.measure()
        await room.comes(OTHER, await room.invite_number(OTHER, POLICE, Role.OUTSIDE))
        await room.ear.wait_for(MemberCame, member_id=room.members[OTHER])
        rows["conference"] = await room.measure()
        await room.control.mute(room.id, room.members[OTHER], muted=True)
        await room.ear.wait_for(MemberMuted, muted=True)
        rows["conference, other muted"] = await room.measure()
        await room.control.drop(room.members[OTHER])
        await room.legs[OTHER].wait_for(LegState.ENDED)
        await room.control.drop(room.members[SEAT])
        await room.legs[SEAT].wait_for(LegState.ENDED)
        rows["after the transfer"] = await room.measure()
    table_of_rooms(rows, EVIDENCE)
    agrees(rows["consultation"], (SEAT, RECEIVER))
    agrees(rows["three_way"], (SEAT, RECEIVER), (SEAT, CALLER), (RECEIVER, CALLER))
    everybody = [(one, two) for one in PITCHES for two in PITCHES]
    agrees(rows["conference"], *everybody)
    assert rows["conference, other muted"][CALLER][OTHER] < NOTHING * 2
    assert rows["conference, other muted"][OTHER][CALLER] > FULL
    agrees(rows["after the transfer"], (RECEIVER, CALLER))


@pytest.mark.mission("A18", "B14", "D13")
class TestAnnouncing:
    """转接前通话: the receiver is asked first, the caller waits."""

    async def test_the_caller_is_asked_not_to_hang_up_meanwhile(self, exchange: RunningExchange):
        asked = (PROMPTS / "holding.alaw").read_bytes()[:RATE_HZ]
        async with talk_for_a_room(exchange) as room:
            await room.open(held=True)
            await room.ear.wait_for(CallerWaits, call_unique_id=room.unique_id)
            await until_heard(asked, room.legs[CALLER])

    async def test_the_sender_leaves_and_the_receiver_has_the_caller(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await consulting(room)
            await room.ear.wait_for(MemberRings, member_id=room.members[RECEIVER])
            await room.legs[SEAT].hang_up()
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            agrees(await room.measure(), (RECEIVER, CALLER))
            await room.legs[RECEIVER].hang_up()
            await room.legs[CALLER].wait_for(LegState.ENDED)
            ended = await room.ear.wait_for(CallEnded)
        assert ended.ended_by is EndedBy.SEAT

    async def test_a_receiver_who_refuses_gives_the_caller_back(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=True)
            (await room.invite_seat(RECEIVER, 2)).refuse()
            left = await room.ear.wait_for(MemberLeft, member_id=room.members[RECEIVER])
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            agrees(await room.measure(), (SEAT, CALLER))
        assert left.by is GoneBy.REFUSED

    async def test_a_receiver_whose_phone_dies_gives_the_caller_back(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await consulting(room)
            room.legs.pop(RECEIVER).vanish()
            await room.ear.wait_for(MemberLeft, member_id=room.members[RECEIVER])
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            agrees(await room.measure(), (SEAT, CALLER))

    async def test_a_sender_who_hangs_up_while_it_rings_has_given_him_away(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=True)
            leg = await room.invite_seat(RECEIVER, 2)
            await room.legs[SEAT].hang_up()
            await room.ear.wait_for(MemberLeft, member_id=room.members[SEAT])
            await room.comes(RECEIVER, leg)
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            agrees(await room.measure(), (RECEIVER, CALLER))

    async def test_with_neither_he_goes_to_the_head_of_the_queue(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=True)
            leg = await room.invite_seat(RECEIVER, 2)
            await room.legs[SEAT].hang_up()
            await room.ear.wait_for(MemberLeft, member_id=room.members[SEAT])
            leg.refuse()
            await room.ear.wait_for(SeatLegLost)
            await answer(await room.phones[SEAT].next_call())
            assert room.legs[CALLER].state is LegState.TALKING

    async def test_both_seats_lost_at_once_lose_no_caller(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await consulting(room)
            for name in (SEAT, RECEIVER):
                room.legs.pop(name).vanish()
            await room.ear.wait_for(SeatLegLost)
            await answer(await room.phones[SEAT].next_call())
            assert room.legs[CALLER].state is LegState.TALKING

    async def test_a_caller_who_hangs_up_meanwhile_is_told(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await consulting(room)
            await room.legs[CALLER].hang_up()
            ended = await room.ear.wait_for(CallEnded)
            left = await room.ear.wait_for(MemberLeft, member_id=room.members[CALLER])
            agrees({SEAT: (await room.measure())[SEAT]}, (SEAT, RECEIVER))
        assert (ended.ended_by, left.by) == (EndedBy.CALLER, GoneBy.LEFT)

    async def test_a_hospital_that_was_asked_first_has_the_caller(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=True)
            await room.comes(OTHER, await room.invite_number(OTHER, NUMBER, Role.CARRIER))
            agrees(await room.measure(), (SEAT, OTHER))
            await room.control.bring_in_caller(room.unique_id)
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            await room.control.drop(room.members[SEAT])
            await room.legs[SEAT].wait_for(LegState.ENDED)
            agrees(await room.measure(), (OTHER, CALLER))

    async def test_a_server_that_comes_meanwhile_sees_who_is_there(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await consulting(room)
            async with listening(exchange) as later:
                picture = later.first(ExchangePicture)
        (call,) = picture.calls
        assert (call.in_room, call.unique_id) == (True, room.unique_id)
        assert picture.members == frozenset(room.members.values())


@pytest.mark.mission("B14", "A93")
class TestThreeWay:
    """三方: any party leaves and the others talk on; the caller always has a seat."""

    async def test_somebody_outside_leaves_and_the_talk_goes_on(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await three_way(room)
            everybody = (SEAT, CALLER), (SEAT, OTHER), (CALLER, OTHER)
            agrees(await room.measure(), *everybody)
            assert f"{POLICE}@" in room.legs[OTHER].invite.start
            await room.legs[OTHER].hang_up()
            await room.ear.wait_for(MemberLeft, member_id=room.members[OTHER])
            agrees(await room.measure(), (SEAT, CALLER))
            await room.legs[SEAT].hang_up()
            await room.legs[CALLER].wait_for(LegState.ENDED)
            ended = await room.ear.wait_for(CallEnded)
        assert ended.ended_by is EndedBy.SEAT

    @pytest.mark.parametrize("dies", [False, True])
    async def test_a_caller_whose_last_seat_leaves_goes_to_the_next(
        self, exchange: RunningExchange, *, dies: bool
    ):
        async with talk_for_a_room(exchange) as room:
            await three_way(room)
            own = room.legs.pop(SEAT)
            if dies:
                own.vanish()
            else:
                await own.hang_up()
            await room.ear.wait_for(SeatLegLost)
            await room.ear.until(lambda: _times(room, CallQueued) == 2)
            await answer(await room.phones[SEAT].next_call())
            assert room.legs[CALLER].state is LegState.TALKING

    async def test_the_seat_that_opened_it_leaves_and_another_has_the_caller(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await three_way(room)
            await room.comes(RECEIVER, await room.invite_seat(RECEIVER, 2))
            await room.ear.wait_for(MemberCame, member_id=room.members[RECEIVER])
            await room.legs.pop(SEAT).hang_up()
            await room.ear.wait_for(MemberLeft, member_id=room.members[SEAT])
            everybody = (RECEIVER, CALLER), (RECEIVER, OTHER), (CALLER, OTHER)
            agrees(await room.measure(), *everybody)

    async def test_whoever_does_not_answer_leaves_the_talk_as_it_was(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=False)
            leg = await room.invite_number(OTHER, POLICE, Role.OUTSIDE)
            await room.control.drop(room.members[OTHER])
            await leg.wait_for(LegState.ENDED)
            left = await room.ear.wait_for(MemberLeft, member_id=room.members[OTHER])
            agrees(await room.measure(), (SEAT, CALLER))
        assert left.by is GoneBy.NO_ANSWER

    async def test_it_is_ended_for_everybody_on_purpose(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await three_way(room)
            await room.control.end(room.id, room.unique_id)
            for leg in room.legs.values():
                await leg.wait_for(LegState.ENDED)
            ended = await room.ear.wait_for(CallEnded)
        assert ended.ended_by is EndedBy.SEAT

    async def test_a_seat_alone_with_the_caller_may_give_him_away_unasked(
        self, exchange: RunningExchange
    ):
        async with talk_for_a_room(exchange) as room:
            await room.open(held=False)
            await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])
            room.phones[RECEIVER] = await exchange.seat("8002")
            await AsteriskControl(room.ear.link).transfer(room.unique_id, 1, 2)
            await room.control.drop(room.members[SEAT])
            await room.comes(RECEIVER, await room.phones[RECEIVER].next_call())
            await room.ear.wait_for(MemberLeft, member_id=room.members[CALLER])
            await room.legs.pop(SEAT).wait_for(LegState.ENDED)
            agrees(await room.measure(), (RECEIVER, CALLER))
            room.legs[RECEIVER].vanish()
            await room.ear.wait_for(SeatLegLost, seat=2)
            await answer(await room.phones[SEAT].next_call())
            assert room.legs[CALLER].state is LegState.TALKING

    async def test_a_repeated_order_moves_nobody(self, exchange: RunningExchange):
        async with talk_for_a_room(exchange) as room:
            await three_way(room)
            with pytest.raises(ExchangeRefused):
                await room.open(held=True)
            agrees(await room.measure(), (SEAT, CALLER), (SEAT, OTHER), (CALLER, OTHER))


@pytest.mark.mission("A18", "B15", "B21")
async def test_a_conference_of_thirty_is_heard_by_all_and_recorded(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await room.open(held=False)
        gateway = exchange.gateway()
        members = [
            Member(uuid4(), Role.OUTSIDE, number=f"13900000{at:03d}")
            for at in range(1, MOST_MEMBERS - 1)
        ]
        room.phones[OTHER] = gateway
        for member in members:
            leg = await room.invite_member(OTHER, member)
            await answer(leg)
            room.legs[member.number] = leg
        for member in members:
            await room.ear.wait_for(MemberCame, member_id=member.id)
        heard = await room.measure()
        names = [member.number for member in members]
        assert len(room.legs) == MOST_MEMBERS
        for name in names:
            assert heard[name][CALLER] > FULL, (name, heard[name])
            assert heard[name][SEAT] > FULL, (name, heard[name])
        await room.control.drop(members[0].id)
        await room.legs[names[0]].wait_for(LegState.ENDED)
        await room.control.end(room.id, room.unique_id)
        await room.legs[CALLER].wait_for(LegState.ENDED)
        folder = exchange.node.recordings
        await until((folder / f"{room.mix}.done").exists)
        await until(lambda: len(list(folder.glob("*.done"))) == MOST_MEMBERS + 1)
    mix, _ = soundfile.read(folder / f"{room.mix}-tx.wav", dtype="int16")
    middle = mix[len(mix) // 2 :][: RATE_HZ // 2]
    assert min(level(PITCHES[name], middle) for name in (CALLER, SEAT)) > FULL


def _times(room: Room, kind: type) -> int:
    return sum(isinstance(signal, kind) for signal in room.ear.heard)
