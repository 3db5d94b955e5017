import errno
import hashlib

import numpy as np
import pytest
from typing_extensions import override

from recorder.archive.layout import Form
from recorder.archive.store import DiskStore
from recorder.ingest.master import load_peaks
from recorder.integrity.digest import file_sha256
from recorder.state import RecordingState
from tests.integration.recorder.workshop import NAME, Workshop, labels, name_of, voice

RX, TX = voice(1, 3.0), voice(2, 3.0)


@pytest.mark.mission("A73", "F8")
def test_a_recording_is_known_from_its_first_byte(workshop: Workshop):
    workshop.write_call(rx=RX[:0], tx=TX[:0], done=False)
    workshop.work()

    assert workshop.recording().state is RecordingState.WRITING
    assert workshop.journal.count_writing() == 1


@pytest.mark.mission("A41", "A73", "A78")
def test_a_finished_call_is_kept_bit_for_bit_and_its_source_removed(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()

    stereo = np.stack([RX, TX], axis=1)
    recording = workshop.recording()
    assert recording.state is RecordingState.STORED
    assert np.array_equal(workshop.master(), stereo)
    assert recording.master is not None
    assert recording.master.duration_ms == 3000
    assert recording.master.pcm_sha256 == hashlib.sha256(stereo.tobytes()).hexdigest()
    assert recording.master.flac_sha256 == file_sha256(workshop.store.get(NAME, Form.MASTER))
    assert recording.ended_at is not None
    assert workshop.lying_in("incoming") == []
    assert workshop.lying_in("store") == [f"{NAME.text}.flac", f"{NAME.text}.peaks"]
    assert workshop.faults() == []


def test_the_store_is_sorted_by_the_day_in_the_name(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()

    path = workshop.store.get(NAME, Form.MASTER)
    assert path == workshop.folder / "store/2026/11/22" / f"{NAME.text}.flac"


def test_peaks_lie_beside_the_master(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()

    picture = load_peaks(workshop.store.get(NAME, Form.PEAKS))
    assert picture.shape == (300, 2, 2)
    assert picture[0, 0].tolist() == [RX[:80].min() >> 8, RX[:80].max() >> 8]


def test_sides_that_differ_by_a_blink_are_made_equal_with_silence(workshop: Workshop):
    workshop.write_call(rx=RX, tx=TX[:-400])
    workshop.work()

    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert np.array_equal(workshop.master()[:-400, 1], TX[:-400])
    assert not workshop.master()[-400:, 1].any()


def test_a_call_longer_than_a_block_is_whole(workshop: Workshop):
    rx, tx = voice(3, 61.5), voice(4, 61.5)
    workshop.write_call(rx=rx, tx=tx)
    workshop.work()

    assert np.array_equal(workshop.master(), np.stack([rx, tx], axis=1))
    assert len(load_peaks(workshop.store.get(NAME, Form.PEAKS))) == 6150


def test_the_source_stays_until_the_index_has_its_row(workshop: Workshop):
    workshop.index_is_away[0] = False
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    before = workshop.lying_in("incoming")
    workshop.journal.mark_copied(NAME, workshop.recording().revision)
    workshop.work()

    assert len(before) == 3
    assert workshop.lying_in("incoming") == []
    assert workshop.moves() == ["STORED", "COPIED"]


@pytest.mark.mission("A76")
def test_a_source_that_is_not_what_was_kept_is_set_aside_and_shown(workshop: Workshop):
    workshop.index_is_away[0] = False
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    workshop.write_call(rx=TX, tx=RX)
    workshop.index_is_away[0] = True
    workshop.work()

    assert (NAME.text, "source_changed") in workshop.faults()
    assert workshop.lying_in("damaged") == [f"{NAME.text}-rx.wav", f"{NAME.text}-tx.wav"]
    assert workshop.lying_in("incoming") == []
    assert np.array_equal(workshop.master(), np.stack([RX, TX], axis=1))


class BadSpot(DiskStore):
    """A disk with one place that cannot be written to."""

    bad = True

    @override
    def stage(self, name, form, *, needs_bytes):
        if self.bad and name == NAME:
            raise OSError(errno.EIO, "bad spot")
        return super().stage(name, form, needs_bytes=needs_bytes)


def test_one_recording_that_cannot_be_kept_holds_up_no_other_and_is_tried_again(tmp_path):
    store = BadSpot(tmp_path / "recorder")
    workshop = Workshop.open(tmp_path, store=store)
    later = name_of(9, minute=46)
    for name in (NAME, later):
        workshop.write_call(name, rx=RX, tx=TX)
    workshop.work()
    shown, states = workshop.faults(), [workshop.recording(n).state for n in (NAME, later)]
    store.bad = False
    workshop.clock.turn(6)
    workshop.work()

    assert shown == [(NAME.text, "ingest_failed")]
    assert states == [RecordingState.WRITING, RecordingState.STORED]
    assert workshop.recording().state is RecordingState.STORED
    assert workshop.faults() == []
    workshop.journal.close()


def test_what_only_points_to_a_file_is_not_followed(workshop: Workshop):
    workshop.side(NAME, "rx").symlink_to("/etc/hostname")
    workshop.work()

    assert workshop.journal.find(NAME) is None


def test_a_file_that_is_no_recording_is_shown_and_left(workshop: Workshop):
    (workshop.incoming / "core.77").write_bytes(b"?")
    workshop.work()
    workshop.clock.turn(15)
    workshop.work()

    assert workshop.faults() == [(None, "stray_file")]
    assert workshop.lying_in("incoming") == ["core.77"]


def test_a_folder_that_is_away_is_a_fault_until_it_is_back(workshop: Workshop):
    workshop.incoming.rename(workshop.incoming.with_name("moved"))
    workshop.work()
    shown = workshop.faults()
    workshop.incoming.mkdir()
    workshop.work()

    assert shown == [(None, "incoming_unreadable")]
    assert workshop.faults() == []


def test_a_call_whose_sound_never_came_is_a_fault_until_it_comes(workshop: Workshop):
    workshop.journal.put_labels(NAME, labels())
    workshop.clock.turn(61)
    workshop.work()
    shown = workshop.faults()
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()

    assert shown == [(NAME.text, "missing_recording")]
    assert workshop.faults() == []
