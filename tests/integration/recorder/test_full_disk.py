import errno

import numpy as np
import pytest
from typing_extensions import override

from recorder.archive.store import DiskStore
from recorder.state import RecordingState
from tests.integration.recorder.workshop import NAME, Workshop, name_of, voice

RX, TX = voice(1, 1.0), voice(2, 1.0)


class SmallDisk(DiskStore):
    """A disk that is full while we say so."""

    full = True

    @override
    def stage(self, name, form, *, needs_bytes):
        if self.full:
            raise OSError(errno.ENOSPC, "no space")
        return super().stage(name, form, needs_bytes=needs_bytes)


@pytest.mark.mission("A80")
def test_a_full_disk_keeps_the_source_says_so_and_goes_on_when_there_is_room(tmp_path):
    store = SmallDisk(tmp_path / "recorder")
    workshop = Workshop.open(tmp_path, store=store)
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    shown, state = workshop.faults(), workshop.recording().state
    lying = workshop.lying_in("incoming")
    store.full = False
    workshop.clock.turn(6)
    workshop.work()

    assert shown == [(None, "disk_full")]
    assert state is RecordingState.WRITING
    assert len(lying) == 3
    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert workshop.faults() == []
    workshop.journal.close()


def test_new_calls_are_known_on_a_full_disk_and_count_as_backlog(tmp_path):
    workshop = Workshop.open(tmp_path, store=SmallDisk(tmp_path / "recorder"))
    for name in (NAME, name_of(9, minute=46)):
        workshop.write_call(name, rx=RX, tx=TX)
    workshop.work()

    assert workshop.journal.count_writing() == 2
    assert workshop.watcher.backlog == 2
    workshop.journal.close()


def test_the_store_refuses_what_would_leave_no_room_for_the_journal(tmp_path):
    store = DiskStore(tmp_path, reserve_bytes=2**62)

    with pytest.raises(OSError, match="No space") as caught:
        store.set_aside(_some_file(tmp_path))
    assert caught.value.errno == errno.ENOSPC
    assert (tmp_path / "source.wav").exists()


def _some_file(folder):
    path = folder / "source.wav"
    path.write_bytes(b"sound")
    return path
