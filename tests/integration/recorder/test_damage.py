import os
from pathlib import Path

import numpy as np
import pytest

from recorder.state import RecordingState
from tests.integration.recorder.workshop import (
    NAME,
    Workshop,
    forget_lengths,
    voice,
    write_side,
)

RX, TX = voice(1, 4.0), voice(2, 4.0)


def give_up_waiting(workshop: Workshop) -> None:
    workshop.work()
    workshop.clock.turn(16)
    workshop.work()


@pytest.mark.mission("A41")
def test_what_a_dead_exchange_left_is_repaired_and_kept(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX, done=False)
    forget_lengths(workshop.side(NAME, "rx"))
    forget_lengths(workshop.side(NAME, "tx"))
    give_up_waiting(workshop)

    assert workshop.recording().state is RecordingState.STORED
    assert workshop.recording().repaired
    assert np.array_equal(workshop.master(), np.stack([RX, TX], axis=1))
    assert workshop.faults() == []


def test_a_dead_exchange_may_have_written_one_block_more_on_one_side(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX[:-16_384], done=False)
    forget_lengths(workshop.side(NAME, "rx"))
    forget_lengths(workshop.side(NAME, "tx"))
    give_up_waiting(workshop)

    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master()[:, 0], RX)


def test_a_call_that_is_still_written_is_never_taken_for_over(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX, done=False)
    with workshop.side(NAME, "rx").open("ab"):
        give_up_waiting(workshop)
        while_open = workshop.recording().state
    workshop.work()

    assert while_open is RecordingState.WRITING
    assert workshop.recording().state is RecordingState.STORED


@pytest.mark.mission("A41")
def test_an_empty_recording_with_a_done_mark_is_a_fault_and_no_call(workshop: Workshop):
    workshop.write_call(rx=RX[:0], tx=TX[:0])
    workshop.work()

    assert workshop.recording().state is RecordingState.DAMAGED
    assert workshop.recording().master is None
    assert workshop.faults() == [(NAME.text, "empty_recording")]
    assert workshop.lying_in("damaged") == [f"{NAME.text}-rx.wav", f"{NAME.text}-tx.wav"]


def test_a_call_that_was_over_before_its_first_packet_is_no_fault(workshop: Workshop):
    workshop.write_call(rx=RX[:0], tx=TX[:0])
    set_back(workshop.incoming / f"{NAME.text}.done", NAME.started_at.timestamp() + 1)
    workshop.work()

    assert workshop.recording().state is RecordingState.STORED
    assert workshop.recording().master is None
    assert workshop.moves() == ["STORED"]
    assert workshop.faults() == []
    assert workshop.lying_in("damaged") == workshop.lying_in("incoming") == []


def test_a_short_call_that_lacks_a_side_is_a_fault(workshop: Workshop):
    workshop.write_call(rx=RX[:0], tx=TX[:0])
    workshop.side(NAME, "rx").unlink()
    set_back(workshop.incoming / f"{NAME.text}.done", NAME.started_at.timestamp() + 1)
    workshop.work()

    assert workshop.faults() == [(NAME.text, "side_missing")]


def set_back(path: Path, to_s: float) -> None:
    os.utime(path, (to_s, to_s))


def test_sides_of_unequal_length_are_a_fault_and_yet_heard(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX[:-801])
    workshop.work()

    assert workshop.recording().state is RecordingState.DAMAGED
    assert workshop.faults() == [(NAME.text, "unequal_lengths")]
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert len(workshop.lying_in("damaged")) == 2


def test_a_missing_side_is_a_fault_and_the_other_is_heard(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.side(NAME, "tx").unlink()
    workshop.work()

    assert workshop.faults() == [(NAME.text, "side_missing")]
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert not workshop.master()[:, 1].any()
    assert workshop.lying_in("damaged") == [f"{NAME.text}-rx.wav"]


def test_a_header_that_is_none_is_a_fault_and_its_bytes_are_kept(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.side(NAME, "rx").write_bytes(b"\0" * 5000)
    workshop.work()

    assert workshop.faults() == [(NAME.text, "unreadable_header")]
    assert np.array_equal(workshop.master()[:, 1], TX)
    kept = workshop.folder / "damaged" / f"{NAME.text}-rx.wav"
    assert kept.read_bytes() == b"\0" * 5000


def test_sides_of_different_rates_are_a_fault(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    write_side(workshop.side(NAME, "tx"), TX, rate_hz=16_000)
    workshop.work()

    assert workshop.faults() == [(NAME.text, "rates_differ")]
    assert np.array_equal(workshop.master()[:, 0], RX)


def test_a_done_mark_alone_is_a_fault(workshop: Workshop):
    workshop.mark_done()
    workshop.work()

    assert workshop.faults() == [(NAME.text, "side_missing")]
    assert workshop.lying_in("incoming") == []


def test_damaged_files_of_the_same_name_never_replace_each_other(workshop: Workshop):
    for seed in (5, 6):
        workshop.write_call(rx=voice(seed, 1.0), tx=TX[:0])
        workshop.work()

    kept = workshop.folder / "damaged" / f"{NAME.text}-rx.wav"
    assert kept.read_bytes() != kept.with_name(f"{kept.name}.1").read_bytes()
