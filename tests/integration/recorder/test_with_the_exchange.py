"""The recorder beside a real Asterisk: when a call is over, and what a killed exchange leaves."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from dispatch.domain.call import EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallEnded, CallOffered
from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.g711 import decode_alaw
from dispatch.simulator.phone.leg import LegState
from dispatch.simulator.phone.phone import Identity, Phone
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.state import RecordingState
from tests.integration.exchange.running import (
    CALLER_SAYS,
    Ear,
    RunningExchange,
    listening,
    make_node,
    until,
)
from tests.integration.recorder.workshop import Workshop

SOMEBODY = Identity("13800138000", "张三丰")
SAID = CALLER_SAYS[:8000]
ONE_BLOCK_BYTES = 32 * 1024
HASTY = 6


@pytest.fixture
async def exchange() -> AsyncIterator[RunningExchange]:
    with tempfile.TemporaryDirectory(prefix="d120-") as folder:
        running = RunningExchange(make_node(Path(folder)))
        await running.start()
        yield running
        await running.stop()


@pytest.fixture
def beside(exchange: RunningExchange, tmp_path: Path) -> Iterator[Workshop]:
    """A recorder whose incoming folder is the exchange's."""
    made = Workshop.open(tmp_path, incoming=exchange.node.recordings)
    yield made
    made.journal.close()


def only_name(workshop: Workshop) -> RecordingName:
    (path,) = workshop.incoming.glob("*-rx.wav")
    return RecordingName.parse(path.name.removesuffix("-rx.wav"))


def has_a_block(workshop: Workshop) -> bool:
    sides = list(workshop.incoming.glob("*.wav"))
    return len(sides) == 2 and all(side.stat().st_size >= ONE_BLOCK_BYTES for side in sides)


def wait_out(workshop: Workshop) -> None:
    workshop.work()
    workshop.clock.turn(1000)
    workshop.work()


def caller_score(workshop: Workshop, recording: Recording) -> float:
    """How well the caller's words are found in the left channel, 1.0 is exactly."""
    left = workshop.master(recording.name)[:, 0]
    return find_source(left, decode_alaw(SAID)).score


@pytest.mark.mission("A41", "A73", "F8")
async def test_a_living_call_is_left_alone_and_a_finished_one_is_kept(exchange, beside: Workshop):
    caller = exchange.caller().call("120", SOMEBODY)
    caller.media.say(SAID)
    await caller.wait_for(LegState.TALKING)
    await until(lambda: has_a_block(beside))
    name = only_name(beside)
    wait_out(beside)
    while_living = beside.recording(name).state
    await caller.hang_up()
    await until(lambda: bool(list(beside.incoming.glob("*.done"))))
    beside.work()

    kept = beside.recording(name)
    assert (while_living, kept.state) == (RecordingState.WRITING, RecordingState.STORED)
    assert not kept.repaired
    assert caller_score(beside, kept) > 0.95
    assert beside.faults() == []


@pytest.mark.mission("A41")
async def test_of_a_killed_exchange_all_that_was_written_is_kept(exchange, beside: Workshop):
    caller = exchange.caller().call("120", SOMEBODY)
    caller.media.say(SAID)
    await until(lambda: has_a_block(beside))
    name = only_name(beside)
    await exchange.kill()
    frames = [(side.stat().st_size - 44) // 2 for side in beside.incoming.glob("*.wav")]
    wait_out(beside)

    kept = beside.recording(name)
    assert (kept.state, kept.repaired) == (RecordingState.STORED, True)
    assert kept.master is not None
    assert kept.master.frames == max(frames)
    assert caller_score(beside, kept) > 0.95
    assert beside.lying_in("incoming") == []


@pytest.mark.mission("A41")
@pytest.mark.parametrize("speaks", [False, True], ids=["silent", "speaking"])
async def test_who_hangs_up_as_soon_as_he_is_answered_is_a_call_and_no_fault(
    exchange, beside: Workshop, speaks: bool
):
    caller = exchange.caller()
    async with listening(exchange) as ear:
        for number in range(HASTY):
            await call_hastily(caller, f"138{number:08}", speaks=speaks)
        await until(lambda: len(ended(ear)) == HASTY)
        offered = [one for one in ear.heard if isinstance(one, CallOffered)]
    assert sorted(one.number or "" for one in offered) == [f"138{n:08}" for n in range(HASTY)]
    assert {one.ended_by for one in ended(ear)} == {EndedBy.CALLER}
    recorded = [one for one in offered if CallNote.GONE_AT_ONCE not in one.notes]
    await until(lambda: len(list(beside.incoming.glob("*.done"))) == len(recorded))
    beside.work()
    for one in recorded:
        kept = beside.recording(RecordingName.parse(one.recording))
        assert kept.state is RecordingState.STORED
    assert beside.faults() == []
    assert beside.lying_in("incoming") == beside.lying_in("damaged") == []


async def call_hastily(caller: Phone, number: str, *, speaks: bool) -> None:
    leg = caller.call("120", Identity(number))
    if speaks:
        leg.media.say(SAID, again=True)
    else:
        leg.media.close()
    await leg.wait_for(LegState.TALKING)
    await leg.hang_up()


@pytest.mark.mission("A41")
async def test_who_cancels_while_it_rings_leaves_no_fault(exchange, beside: Workshop):
    caller = exchange.caller()
    legs = [caller.call("120", Identity(f"138{number:08}")) for number in range(HASTY)]
    await asyncio.gather(*(leg.give_up() for leg in legs))
    for leg in legs:
        await leg.hang_up()
    await until(lambda: "0 active channels" in exchange.node.ask("core show channels"))
    await until(lambda: not begun_without_end(beside))
    beside.work()
    assert beside.faults() == []


def ended(ear: Ear) -> list[CallEnded]:
    return [one for one in ear.heard if isinstance(one, CallEnded)]


def begun_without_end(workshop: Workshop) -> set[str]:
    """Recordings that were begun and have no done mark yet."""
    names = {path.name.rsplit("-", 1)[0] for path in workshop.incoming.glob("*.wav")}
    return names - {path.stem for path in workshop.incoming.glob("*.done")}
