"""One story per call on a real exchange: what a phone said lies in the right lane at its place.

The same words are looked for by correlation in every lane that must hold them, and the instants at
which the lanes' begins place them must agree: no other clock is asked.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_desk import AsteriskDesk
from dispatch.domain.call_story import BeginKnown, Heard, LaneKind, begin_of
from dispatch.domain.conference_signal import MemberCame
from dispatch.domain.signal import CallOffered, CallParked
from dispatch.simulator.phone.leg import LegState
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.state import RecordingState
from tests.integration.exchange.rooms import CALLER, RECEIVER, SEAT, talk_for_a_room
from tests.integration.exchange.running import (
    CALLER_SAYS,
    SEAT_SAYS,
    RunningExchange,
    answer,
    begin_s,
    heard,
    timings,
    until,
    until_heard,
)
from tests.integration.exchange.talks import talk_at_seat_1
from tests.integration.recorder.workshop import Workshop

LEFT, RIGHT = 0, 1
FOUND = 0.9
APART_S = 0.5


@pytest.fixture
def beside(exchange: RunningExchange, tmp_path: Path) -> Iterator[Workshop]:
    """A recorder whose incoming folder is the exchange's."""
    made = Workshop.open(tmp_path, incoming=exchange.node.recordings)
    yield made
    made.journal.close()


def ingested(beside: Workshop) -> dict[str, Recording]:
    beside.work()
    names = {path.stem for path in beside.folder.rglob("*.flac")}
    return {name: beside.recording(RecordingName.parse(name)) for name in names}


def begun(one: Recording, told_at: datetime | None = None) -> tuple[datetime, BeginKnown]:
    assert one.master is not None
    whole = not one.repaired and one.state is not RecordingState.WRITING
    heard_of = Heard(one.name.started_at, one.ended_at, one.master.duration_ms, whole)
    return begin_of(heard_of, told_at, LaneKind.LEG)


def said_at(beside: Workshop, one: Recording, side: int, said: bytes) -> datetime:
    """When something was said, as the lane's begin and the place in its sound have it."""
    sound = beside.master(one.name)[:, side].astype(np.int16)
    assert heard(said, sound) > FOUND
    return begun(one)[0] + timedelta(seconds=begin_s(said, sound))


async def all_done(exchange: RunningExchange) -> None:
    folder = exchange.node.recordings
    await until(lambda: len(list(folder.glob("*-rx.wav"))) == len(list(folder.glob("*.done"))) > 0)


@pytest.mark.mission("A57", "A64")
async def test_of_a_transfer_hold_and_park_there_is_one_lane_with_every_voice_in_order(
    exchange: RunningExchange, beside: Workshop
):
    async with talk_at_seat_1(exchange) as talk:
        talk.own.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, talk.caller)
        second = await exchange.seat("8002")
        await AsteriskControl(talk.ear.link).transfer(talk.unique_id, 1, 2)
        await talk.own.wait_for(LegState.ENDED)
        received = await second.next_call()
        await answer(received)
        await AsteriskDesk(talk.ear.link).park(talk.unique_id, 2)
        await talk.ear.wait_for(CallParked, call_unique_id=talk.unique_id)
        await received.wait_for(LegState.ENDED)
        await AsteriskDesk(talk.ear.link).pick_up(talk.unique_id, 2)
        again = await second.next_call()
        await answer(again)
        talk.caller.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, again)
        await again.hang_up()
        await talk.caller.wait_for(LegState.ENDED)
    await all_done(exchange)
    (lane,) = ingested(beside).values()
    assert begun(lane)[1] is BeginKnown.END
    first = said_at(beside, lane, RIGHT, SEAT_SAYS)
    last = said_at(beside, lane, LEFT, CALLER_SAYS)
    assert first < last


@timings(seat_lost_after_s=4)
@pytest.mark.mission("A57", "A64")
async def test_what_the_caller_says_in_a_room_lies_at_one_instant_in_all_lanes(
    exchange: RunningExchange, beside: Workshop
):
    async with talk_for_a_room(exchange) as room:
        await room.open(held=False)
        await room.comes(RECEIVER, await room.invite_seat(RECEIVER, 2))
        await room.ear.wait_for(MemberCame, member_id=room.members[RECEIVER])
        for name in (CALLER, SEAT, RECEIVER):
            room.legs[name].media.say(b"")
        room.legs[CALLER].media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, room.legs[RECEIVER])
        came = room.ear.first(MemberCame)
        own = room.offered.recording
        for leg in room.legs.values():
            await leg.hang_up()
        await until(lambda: "0 active channels" in exchange.node.ask("core show channels"))
    await all_done(exchange)
    lanes = ingested(beside)
    assert len(lanes) >= 3
    assert came is not None
    at = said_at(beside, lanes[own], LEFT, CALLER_SAYS)
    for name, lane in lanes.items():
        if name != own:
            there = said_at(beside, lane, RIGHT, CALLER_SAYS)
            assert abs((there - at).total_seconds()) < APART_S, name


@pytest.mark.mission("A57")
async def test_of_an_exchange_that_died_the_lane_begins_when_it_told_of_the_call(
    exchange: RunningExchange, beside: Workshop
):
    async with talk_at_seat_1(exchange) as talk:
        offered = await talk.ear.wait_for(CallOffered)
        talk.caller.media.say(CALLER_SAYS)
        await until_heard(CALLER_SAYS, talk.own)
        side = exchange.node.recordings / f"{offered.recording}-rx.wav"
        await until(lambda: side.stat().st_size > 3 * 32 * 1024)
        await exchange.kill()
    beside.work()
    beside.clock.turn(1000)
    beside.work()
    (lane,) = ingested(beside).values()
    assert lane.repaired
    begins_at, known = begun(lane, offered.happened_at)
    assert (begins_at, known) == (offered.happened_at, BeginKnown.TOLD)
    sound = beside.master(lane.name)[:, LEFT].astype(np.int16)
    assert heard(CALLER_SAYS, sound) > FOUND
