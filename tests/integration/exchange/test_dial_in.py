"""People dial in to a conference on a real Asterisk: with a code, to its door, and no further."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.adapters.clock import SystemClock
from dispatch.domain.conference import GoneBy, Member, MemberState, Role
from dispatch.domain.conference_signal import MemberCame, MemberKnocks, MemberLeft
from dispatch.domain.dial_in import LASTS, DialIn
from dispatch.domain.exchange_picture import ExchangePicture
from dispatch.domain.signal import CallOffered
from dispatch.ports.call_control import ExchangeRefused
from dispatch.ports.conference_control import DoorOrder, InviteOrder
from dispatch.simulator.phone.g711 import RATE_HZ, decode_alaw
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Identity
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
from tests.integration.exchange.running import (
    DIAL_IN_NUMBER,
    RunningExchange,
    answer,
    heard,
    listening,
    until_heard,
)

CODE, WRONG = "472913", "472914"
GUEST = Identity("13901112222")
QUESTION = (PROMPTS / "dial_in.alaw").read_bytes()[RATE_HZ // 5 :][:RATE_HZ]
WAITS = (PROMPTS / "holding.alaw").read_bytes()[:RATE_HZ]


async def open_room(room: Room) -> None:
    """Let caller and seat talk in a room."""
    await room.open(held=False)
    await room.ear.wait_for(MemberCame, member_id=room.members[CALLER])


async def open_door(
    room: Room, *, code: str = CODE, lasts: timedelta = LASTS, instead_of: str | None = None
) -> None:
    """Let people dial in to it."""
    dial_in = DialIn(DIAL_IN_NUMBER, code, SystemClock().now() + lasts)
    await room.control.open_door(DoorOrder(room.id, room.unique_id, dial_in, instead_of))


async def dial_in(room: Room, *codes: str, number: Identity = GUEST) -> Leg:
    """Call the number and press codes, each when it is asked for."""
    leg = room.exchange.caller().call(DIAL_IN_NUMBER, number)
    await leg.wait_for(LegState.TALKING)
    since = 0
    for code in codes:
        await until_asked(leg, since)
        since = len(leg.media.heard)
        for key in code:
            leg.media.press(key)
    return leg


async def until_asked(leg: Leg, since: int) -> None:
    """Wait until he is asked for the code once more."""

    def asked() -> bool:
        sound = leg.media.heard[since:]
        return len(sound) > 2 * len(QUESTION) and heard(QUESTION, decode_alaw(sound)) > 0.9

    async with asyncio.timeout(60):
        while not await asyncio.to_thread(asked):
            await asyncio.sleep(0.2)


async def knock(room: Room, name: str = OTHER) -> Leg:
    """Dial in with the right code and wait at the door."""
    leg = await dial_in(room, CODE)
    knocks = await room.ear.wait_for(MemberKnocks, conference_id=room.id)
    room.members[name] = knocks.member_id
    leg.media.say(tone(PITCHES[name]), again=True)
    return leg


def order(room: Room, name: str = OTHER) -> InviteOrder:
    waits = Member(room.members[name], Role.OUTSIDE, number="1", state=MemberState.HELD)
    return InviteOrder(room.id, room.unique_id, waits, room.mix)


@pytest.mark.mission("B21", "B48")
async def test_who_knows_the_code_waits_until_he_is_let_in_and_then_speaks_with_all(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room)
        leg = await knock(room)
        assert room.ear.first(MemberKnocks).number == GUEST.number
        await until_heard(WAITS, leg)
        outside = await room.measure()
        assert all(levels.get(OTHER, 0) < NOTHING * 2 for levels in outside.values())
        await room.control.admit(order(room))
        came = await room.ear.wait_for(MemberCame, member_id=room.members[OTHER])
        room.legs[OTHER] = leg
        inside = await room.measure()
        assert came.recording is not None
        for name in (CALLER, SEAT):
            assert min(inside[name][OTHER], inside[OTHER][name]) > FULL, inside
        await leg.hang_up()
        left = await room.ear.wait_for(MemberLeft, member_id=room.members[OTHER])
        assert left.by is GoneBy.LEFT


@pytest.mark.mission("B48")
async def test_a_telephone_of_the_centre_dials_the_code_and_waits_too(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room)
        phone = await exchange.seat("8003")
        wrong = phone.call(WRONG, Identity("8003"))
        await wrong.wait_for(LegState.ENDED)
        leg = phone.call(CODE, Identity("8003"))
        await leg.wait_for(LegState.TALKING)
        knocks = await room.ear.wait_for(MemberKnocks, conference_id=room.id)
        room.members[RECEIVER] = knocks.member_id
        leg.media.say(tone(PITCHES[RECEIVER]), again=True)
        await room.control.admit(order(room, RECEIVER))
        await room.ear.wait_for(MemberCame, member_id=knocks.member_id)
        room.legs[RECEIVER] = leg
        assert (await room.measure())[CALLER][RECEIVER] > FULL


@pytest.mark.parametrize("codes", [(), (WRONG, WRONG, WRONG)])
async def test_who_has_no_code_is_a_caller_like_every_other(
    exchange: RunningExchange, codes: tuple[str, ...]
):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room)
        free = await exchange.seat("8002")
        leg = await dial_in(room, *codes)
        await answer(await free.next_call(timeout_s=60))
        offered = await room.ear.wait_for(CallOffered, called_number=DIAL_IN_NUMBER)
        assert (offered.number, leg.state) == (GUEST.number, LegState.TALKING)


@pytest.mark.parametrize("why", ["void", "replaced", "room is over"])
async def test_a_code_that_is_worth_nothing_any_more_opens_no_door(
    exchange: RunningExchange, why: str
):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room, lasts=timedelta(seconds=-5) if why == "void" else LASTS)
        if why == "replaced":
            await open_door(room, code=WRONG, instead_of=CODE)
        if why == "room is over":
            await room.control.end(room.id, room.unique_id)
            await room.legs[CALLER].wait_for(LegState.ENDED)
        free = await exchange.seat("8002")
        await dial_in(room, CODE, CODE, CODE)
        await free.next_call(timeout_s=60)
        assert not any(isinstance(one, MemberKnocks) for one in room.ear.heard)


async def test_who_waits_is_seen_by_a_server_that_comes_later_and_may_be_turned_away(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room)
        leg = await knock(room)
        async with listening(exchange) as later:
            assert room.members[OTHER] in later.first(ExchangePicture).members
        await room.control.drop(room.members[OTHER])
        await leg.wait_for(LegState.ENDED)
        await room.ear.wait_for(MemberLeft, member_id=room.members[OTHER])
        with pytest.raises(ExchangeRefused):
            await room.control.admit(order(room))
        assert room.legs[CALLER].state is LegState.TALKING


async def test_who_waits_is_let_go_with_the_room_and_rings_no_seat(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room)
        leg = await knock(room)
        await room.legs[SEAT].hang_up()
        await leg.wait_for(LegState.ENDED)
        await room.ear.wait_for(MemberLeft, member_id=room.members[OTHER])


async def test_more_than_a_few_at_once_are_not_asked_and_come_to_the_seats(
    exchange: RunningExchange,
):
    async with talk_for_a_room(exchange) as room:
        free = await exchange.seat("8002")
        for at in range(4):
            await dial_in(room, number=Identity(f"1390000000{at}"))
        await dial_in(room, number=Identity("13900000009"))
        first = await room.ear.wait_for(CallOffered, called_number=DIAL_IN_NUMBER)
        assert first.number == "13900000009"
        await free.next_call()


async def test_void_codes_go_out_of_the_memory_of_the_exchange(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        await open_door(room, code=WRONG, lasts=timedelta(0))
        await open_door(room)
        kept = exchange.node.ask("database show dial-in")
        assert (CODE in kept, WRONG in kept) == (True, False)


async def test_a_door_needs_a_caller_whose_room_it_is(exchange: RunningExchange):
    async with talk_for_a_room(exchange) as room:
        await open_room(room)
        dial_in = DialIn(DIAL_IN_NUMBER, CODE, SystemClock().now() + LASTS)
        with pytest.raises(ExchangeRefused):
            await room.control.open_door(DoorOrder(uuid4(), "node1-1.1", dial_in, None))
