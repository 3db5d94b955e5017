"""Who hears whom on a talk with a leader on it, from the sound that each phone truly received."""

from pathlib import Path

import pytest
import soundfile

from dispatch.domain.call import EndedBy
from dispatch.domain.signal import CallEnded, CallTakenOver, SeatLegLost
from dispatch.domain.supervision import HEARING, Mode, Party
from dispatch.ports.call_control import ExchangeRefused
from dispatch.simulator.phone.leg import LegState
from tests.integration.exchange.hearing import (
    FULL,
    LEADER_SEAT,
    NOTHING,
    PITCH_HZ,
    Levels,
    Talk,
    level,
    longest_silence_ms,
    table_of,
    talking,
)
from tests.integration.exchange.running import (
    SEAT_SAYS,
    RunningExchange,
    answer,
    heard,
    timings,
    until,
    until_heard,
)

# Long enough that a busy machine is not taken for a dead phone.
pytestmark = timings(seat_lost_after_s=4)
EVIDENCE = Path("deploy/evidence/who-hears-whom.md")


def agrees(measured: Levels, mode: Mode | None) -> None:
    """Each hears fully whom the table of the domain names, and nothing of the others."""
    for listener, levels in measured.items():
        for speaker, loud in levels.items():
            said = speaker in HEARING[mode][listener]
            assert (loud > FULL) if said else (loud < NOTHING), (mode, listener, speaker, loud)


@pytest.mark.mission("A18", "A67", "B15")
async def test_each_party_hears_whom_the_mode_says_and_nobody_else(exchange: RunningExchange):
    async with talking(exchange) as talk:
        measured: dict[Mode | None, Levels] = {None: await talk.measure()}
        await talk.join(Mode.LISTEN)
        measured[Mode.LISTEN] = await talk.measure()
        for mode in (Mode.WHISPER, Mode.BARGE, Mode.TAKE_OVER):
            await talk.change(mode)
            measured[mode] = await talk.measure()
    table_of(measured, EVIDENCE)
    for told, row in measured.items():
        agrees(row, told)


@pytest.mark.parametrize("mode", Mode)
async def test_a_leader_may_begin_in_any_mode(exchange: RunningExchange, mode: Mode):
    async with talking(exchange) as talk:
        await talk.join(mode)
        agrees(await talk.measure(), mode)


@pytest.mark.mission("A18", "B15")
async def test_a_change_of_mode_takes_nothing_from_the_talk(exchange: RunningExchange):
    async with talking(exchange) as talk:
        leader = await talk.join(Mode.LISTEN)
        await talk.measure()
        marks = {party: len(leg.media.heard) for party, leg in talk.legs.items()}
        await talk.change(Mode.WHISPER)
        await talk.measure()
        for mode in (Mode.LISTEN, Mode.BARGE):
            await talk.change(mode)
            await talk.measure()
    assert talk.legs[Party.SEAT].state is leader.state is LegState.TALKING
    for party, other in ((Party.CALLER, Party.SEAT), (Party.SEAT, Party.CALLER)):
        sound = talk.legs[party].media.heard[marks[party] :]
        assert longest_silence_ms(sound, PITCH_HZ[other]) <= 60
    lost = longest_silence_ms(leader.media.heard[marks[Party.LEADER] :], PITCH_HZ[Party.CALLER])
    print(f"lost to the leader alone: {lost} ms")
    assert lost < 400


@pytest.mark.mission("A18", "B15")
async def test_the_leaders_own_voice_is_in_a_recording_of_his_own(exchange: RunningExchange):
    async with talking(exchange) as talk:
        leader = await talk.join(Mode.WHISPER)
        told = await talk.is_heard(Mode.WHISPER)
        await talk.measure()
        talk.legs[Party.CALLER].media.say(b"")
        leader.media.say(SEAT_SAYS)
        await until_heard(SEAT_SAYS, talk.legs[Party.SEAT])
        await leader.hang_up()
        await talk.is_over()
        folder = exchange.node.recordings
        await until((folder / f"{told.recording}.done").exists)
    own, _ = soundfile.read(folder / f"{told.recording}-rx.wav", dtype="int16")
    around, _ = soundfile.read(folder / f"{told.recording}-tx.wav", dtype="int16")
    assert heard(SEAT_SAYS, own) > 0.95
    assert level(PITCH_HZ[Party.CALLER], around[4000:6000]) > FULL
    assert talk.legs[Party.CALLER].state is LegState.TALKING


async def test_a_phone_that_does_not_answer_changes_nothing(exchange: RunningExchange):
    async with talking(exchange) as talk:
        await talk.order(Mode.TAKE_OVER)
        (await talk.leader_phone.next_call()).refuse()
        await talk.is_over()
        agrees(await talk.measure(), None)


async def test_a_phone_that_is_not_reached_changes_nothing(exchange: RunningExchange):
    async with talking(exchange) as talk:
        await talk.leader_phone.register(lasts_s=0)
        await talk.order(Mode.TAKE_OVER)
        agrees(await talk.measure(), None)


async def test_a_talk_that_ends_takes_the_leader_off(exchange: RunningExchange):
    async with talking(exchange) as talk:
        leader = await talk.join(Mode.BARGE)
        await talk.legs[Party.CALLER].hang_up()
        await leader.wait_for(LegState.ENDED)
        await talk.is_over()
        assert (await talk.ear.wait_for(CallEnded)).ended_by is EndedBy.CALLER


async def test_without_a_talk_nobody_is_called(exchange: RunningExchange):
    async with talking(exchange) as talk:
        await talk.legs[Party.CALLER].hang_up()
        await talk.ear.wait_for(CallEnded)
        with pytest.raises(ExchangeRefused):
            await talk.order(Mode.LISTEN)
        assert talk.leader_phone.calls.empty()


async def test_a_leader_is_taken_off_by_order_and_the_talk_goes_on(exchange: RunningExchange):
    async with talking(exchange) as talk:
        leader = await talk.join(Mode.BARGE)
        await talk.control.end_supervision(talk.supervision_id)
        await leader.wait_for(LegState.ENDED)
        agrees(await talk.measure(), None)


@pytest.mark.mission("A18", "B15")
class TestTakingOver:
    """强接: the caller is the leader's from here on."""

    async def test_the_seat_is_released_and_the_same_recording_goes_on(
        self, exchange: RunningExchange
    ):
        async with talking(exchange) as talk:
            leader = await talk.join(Mode.TAKE_OVER)
            taken = await talk.ear.wait_for(CallTakenOver)
            agrees(await talk.measure(), Mode.TAKE_OVER)
            leader.media.say(SEAT_SAYS)
            await until_heard(SEAT_SAYS, talk.legs[Party.CALLER])
            await leader.hang_up()
            await talk.legs[Party.CALLER].wait_for(LegState.ENDED)
            ended = await talk.ear.wait_for(CallEnded)
            tape = exchange.node.recordings / f"{talk.recording}-tx.wav"
            await until(tape.with_name(f"{talk.recording}.done").exists)
        sound, _ = soundfile.read(tape, dtype="int16")
        assert heard(SEAT_SAYS, sound) > 0.95
        assert (taken.seat, ended.ended_by) == (LEADER_SEAT, EndedBy.SEAT)

    @pytest.mark.parametrize(("seat", "leader"), [(60_000, 40_000), (10_000, 30_000)])
    async def test_all_is_heard_whatever_the_phones_count_from(
        self, exchange: RunningExchange, seat: int, leader: int
    ):
        """Debian's encoder drops what it takes for late packets; see the dialplan's `taken`."""
        numbers = {Party.SEAT: seat, Party.LEADER: leader}
        async with talking(exchange, packets_from=numbers) as talk:
            await talk.join(Mode.LISTEN)
            await talk.measure()
            await talk.change(Mode.TAKE_OVER)
            agrees(await talk.measure(), Mode.TAKE_OVER)

    async def test_a_leader_whose_phone_dies_sends_the_caller_to_the_head_of_the_queue(
        self, exchange: RunningExchange
    ):
        async with talking(exchange) as talk:
            leader = await talk.join(Mode.TAKE_OVER)
            leader.vanish()
            lost = await talk.ear.wait_for(SeatLegLost)
            await answer(await talk.seat_phone.next_call())
            assert talk.legs[Party.CALLER].state is LegState.TALKING
        assert (lost.seat, lost.cause) == (LEADER_SEAT, 44)

    async def test_a_caller_on_hold_hears_the_leader(self, exchange: RunningExchange):
        async with talking(exchange) as talk:
            await talk.legs[Party.SEAT].hold()
            await talk.join(Mode.TAKE_OVER)
            agrees(await talk.measure(), Mode.TAKE_OVER)

    async def test_a_caller_who_hung_up_meanwhile_is_no_talk(self, exchange: RunningExchange):
        async with talking(exchange) as talk:
            await talk.order(Mode.TAKE_OVER)
            leg = await talk.leader_phone.next_call()
            await talk.legs[Party.CALLER].hang_up()
            await talk.ear.wait_for(CallEnded)
            leg.answer()
            await leg.wait_for(LegState.ENDED)
            await talk.is_over()

    async def test_a_seat_that_died_while_the_leaders_phone_rang_loses_no_caller(
        self, exchange: RunningExchange
    ):
        async with talking(exchange) as talk:
            await talk.order(Mode.TAKE_OVER)
            leg = await talk.leader_phone.next_call()
            await talk.legs[Party.SEAT].hang_up(("Reason", "Q.850;cause=41"))
            await talk.ear.wait_for(SeatLegLost)
            leg.answer()
            await until_answered_or_queued(talk)


async def until_answered_or_queued(talk: Talk) -> None:
    """Whoever rings next gets the caller."""
    leg = await talk.seat_phone.next_call()
    await answer(leg)
    assert talk.legs[Party.CALLER].state is LegState.TALKING
