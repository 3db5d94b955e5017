"""Line and radio inputs become recordings like the exchange's, sample by sample."""

import os
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from recorder.archive.layout import Form
from recorder.faults import FaultCode
from recorder.inputs.g711 import decode, encode
from recorder.inputs.piece import open_piece
from recorder.state import RecordingState
from tests.integration.recorder.gateway import SPAN, Gateway, free_port
from tests.integration.recorder.studio import Studio
from tests.integration.recorder.workshop import RATE_HZ, Workshop, voice


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway(free_port())
    yield made
    made.close()


def radio(gateway: Gateway, **given) -> dict[str, Any]:
    base = {"number": 3, "name": "radio-1", "label": "电台一", "kind": "rtp", "port": gateway.port}
    return base | given


def heard(samples: np.ndarray, codec: str = "alaw") -> np.ndarray:
    return decode(codec, encode(codec, samples))


@pytest.mark.parametrize("codec", ["alaw", "ulaw", "l16"])
@pytest.mark.mission("A73", "F9")
def test_what_a_gateway_sends_is_kept_bit_by_bit(workshop: Workshop, gateway: Gateway, codec):
    gateway.codec, gateway.payload_type = codec, {"alaw": 8, "ulaw": 0, "l16": 96}[codec]
    studio = Studio.open(workshop, radio(gateway, codec=codec))
    sound = voice(1, 3.2)
    gateway.send(sound)
    studio.hear()
    (name,) = studio.finish()
    master = workshop.master(name)
    assert np.array_equal(master[:, 0], heard(sound, codec))
    assert not master[:, 1].any()
    recording = workshop.recording(name)
    assert (recording.state, recording.fault, recording.repaired) == (
        RecordingState.STORED,
        None,
        False,
    )
    assert workshop.store.find(name, Form.PEAKS) is not None
    assert workshop.lying_in("incoming") == []


def test_lost_packets_are_marked_gaps_and_nothing_is_closed_up(workshop, gateway):
    studio = Studio.open(workshop, radio(gateway))
    sound = voice(2, 2.0)
    gateway.send(sound, without=(10, 11, 50))
    studio.hear(0.5)
    (name,) = studio.finish()
    master = workshop.master(name)[:, 0]
    expected = heard(sound)
    expected[10 * SPAN : 12 * SPAN] = 0
    expected[50 * SPAN : 51 * SPAN] = 0
    assert np.array_equal(master, expected)
    piece = workshop.journal.channels.find(name)
    gaps = [(gap.at_frame, gap.frames, gap.lost) for gap in piece.gaps]
    assert gaps == [(10 * SPAN, 2 * SPAN, 2), (50 * SPAN, SPAN, 1)]
    assert (piece.lost, piece.label, piece.why) == (3, "电台一", "stopped")


def test_duplicates_are_told(workshop, gateway):
    studio = Studio.open(workshop, radio(gateway))
    gateway.send(voice(3, 1.0), twice=True)
    studio.hear(0.5)
    (told,) = studio.inputs.told()
    assert (told.packets, told.duplicate) == (50, 50)
    (name,) = studio.finish()
    assert len(workshop.master(name)) == RATE_HZ


def test_a_sender_that_vanishes_in_mid_word_ends_its_piece_and_is_told_dead(workshop, gateway):
    studio = Studio.open(workshop, radio(gateway, dead_after_s=60))
    sound = voice(4, 1.0)
    gateway.send(sound)
    studio.hear(6)
    (name,) = studio.keep()
    assert np.array_equal(workshop.master(name)[:, 0], heard(sound))
    assert studio.faults("radio-1") == set()
    studio.hear(60)
    assert studio.faults("radio-1") == {FaultCode.CHANNEL_DEAD}
    gateway.send(sound)
    studio.hear(1)
    assert studio.faults("radio-1") == set()
    assert len(studio.finish()) == 2


def test_a_stranger_is_refused_and_told(workshop, gateway):
    studio = Studio.open(workshop, radio(gateway))
    stranger = Gateway(gateway.port, ssrc=0x666)
    sound = voice(5, 1.0)
    gateway.send(sound[: RATE_HZ // 2])
    stranger.send(voice(6, 1.0))
    gateway.send(sound[RATE_HZ // 2 :])
    studio.hear(0.5)
    stranger.close()
    assert studio.faults("radio-1") == {FaultCode.CHANNEL_STRANGER}
    (name,) = studio.finish()
    assert np.array_equal(workshop.master(name)[:, 0], heard(sound))


def test_a_long_sound_is_cut_without_a_lost_sample(workshop, gateway):
    studio = Studio.open(workshop, radio(gateway, piece_minutes=1))
    sound = voice(7, 62.0)
    for at in range(0, len(sound), RATE_HZ):
        gateway.send(sound[at : at + RATE_HZ])
        studio.hear(0.9)
    names = studio.finish()
    masters = [workshop.master(name)[:, 0] for name in names]
    assert [len(one) // RATE_HZ for one in masters] == [60, 2]
    assert np.array_equal(np.concatenate(masters), heard(sound))


@pytest.mark.mission("A73")
def test_voice_starts_before_its_onset_and_ends_after_the_last_word(workshop, gateway):
    voiced = {"before_s": 1.0, "after_s": 3.0}
    studio = Studio.open(workshop, radio(gateway, start="voice", voice=voiced))
    quiet, word = np.zeros(5 * RATE_HZ, dtype="<i2"), voice(8, 1.0)
    for part in (quiet, word, quiet):
        for at in range(0, len(part), RATE_HZ):
            gateway.send(part[at : at + RATE_HZ])
            studio.hear(0.9)
    (name,) = studio.finish()
    master = workshop.master(name)[:, 0]
    at = RATE_HZ
    assert np.array_equal(master[at : at + RATE_HZ], heard(word))
    assert 5 * RATE_HZ <= len(master) <= 5.5 * RATE_HZ
    assert workshop.journal.channels.find(name).why == "quiet"


@pytest.mark.mission("A73")
def test_a_contact_on_a_serial_line_starts_and_stops(workshop, gateway):
    ours, theirs = os.openpty()
    contact = {"device": os.ttyname(theirs), "line": "bytes", "after_s": 0.0, "stuck_after_s": 30}
    studio = Studio.open(workshop, radio(gateway, start="contact", contact=contact))
    sound = voice(9, 3.0)
    studio.hear()
    gateway.send(sound[:RATE_HZ])
    studio.hear(0.9)
    os.write(ours, b"1")
    gateway.send(sound[RATE_HZ : 2 * RATE_HZ])
    studio.hear(0.9)
    os.write(ours, b"0")
    gateway.send(sound[2 * RATE_HZ :])
    studio.hear(0.9)
    (name,) = studio.finish()
    assert np.array_equal(workshop.master(name)[:, 0], heard(sound[: 2 * RATE_HZ]))
    os.close(ours)
    os.close(theirs)


def test_a_contact_that_sticks_is_told(workshop, gateway):
    ours, theirs = os.openpty()
    contact = {"device": os.ttyname(theirs), "line": "bytes", "stuck_after_s": 30}
    studio = Studio.open(workshop, radio(gateway, start="contact", contact=contact))
    studio.hear()
    os.write(ours, b"1")
    studio.hear(31)
    assert studio.faults("radio-1") == {FaultCode.CONTACT_STUCK}
    studio.finish()
    os.close(ours)
    os.close(theirs)


def test_a_named_pipe_brings_samples(workshop, tmp_path):
    pipe = tmp_path / "line"
    os.mkfifo(pipe)
    wanted = {"number": 4, "name": "line-1", "label": "外线", "kind": "pcm", "device": str(pipe)}
    studio = Studio.open(workshop, wanted)
    studio.hear(1)
    sound = voice(10, 0.5)
    writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    os.write(writer, sound.tobytes())
    for _ in range(10):
        studio.hear()
    os.close(writer)
    (name,) = studio.finish()
    assert np.array_equal(workshop.master(name)[:, 0], sound)
    assert workshop.journal.channels.find(name).kind == "pcm"


def test_a_full_disk_is_told_and_recording_goes_on_after_it(workshop, gateway):
    full = [True]

    def open_when_room(folder, name, rate_hz):
        if full[0]:
            raise OSError(28, "no space")
        return open_piece(folder, name, rate_hz)

    studio = Studio.open(workshop, radio(gateway), open_piece=open_when_room)
    gateway.send(voice(11, 1.0))
    studio.hear(1.1)
    assert studio.faults("radio-1") == {FaultCode.CHANNEL_UNWRITABLE}
    (told,) = studio.inputs.told()
    assert told.frames_unwritten == RATE_HZ
    full[0] = False
    sound = voice(12, 1.0)
    gateway.send(sound)
    studio.hear(0.5)
    assert studio.faults("radio-1") == set()
    (name,) = studio.finish()
    assert np.array_equal(workshop.master(name)[:, 0], heard(sound))


def test_a_port_that_is_anothers_is_told(workshop, gateway):
    taken = Gateway(gateway.port)
    taken.wire.bind(("127.0.0.1", gateway.port))
    studio = Studio.open(workshop, radio(gateway))
    studio.hear()
    assert studio.faults("radio-1") == {FaultCode.CHANNEL_CLOSED}
    taken.close()
    studio.hear(40)
    studio.hear(1)
    assert studio.faults("radio-1") == set()
    studio.finish()


def test_one_broken_channel_silences_no_other(workshop, gateway):
    other = Gateway(free_port())
    broken = radio(other, number=2, name="radio-2", label="电台二")

    def open_all_but_one(folder, name, rate_hz):
        if name.channel == 2:
            raise ValueError
        return open_piece(folder, name, rate_hz)

    studio = Studio.open(workshop, broken, radio(gateway), open_piece=open_all_but_one)
    other.send(voice(14, 1.0))
    other.close()
    gateway.send(voice(13, 1.0))
    studio.hear()
    assert len(studio.finish()) == 1
