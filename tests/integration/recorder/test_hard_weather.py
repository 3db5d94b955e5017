"""A store that takes nothing, clocks that step, a database long away, a folder full of orphans."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from recorder.archive.store import DiskStore
from recorder.state import RecordingState
from tests.integration.recorder.disks import small_disk
from tests.integration.recorder.keeping import Keep
from tests.integration.recorder.workshop import NAME, Workshop, name_of, voice

RX, TX = voice(1, 1.0), voice(2, 1.0)
ORPHANS = 10_000
YEARS_S = 12 * 365 * 86_400.0


def remount(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


@pytest.mark.mission("A41")
def test_a_store_that_became_read_only_keeps_the_source_and_says_so(tmp_path):
    with small_disk(tmp_path / "disk", 8 * 1024 * 1024) as disk:
        store = DiskStore(disk, reserve_bytes=0)
        folder = tmp_path / "recorder"
        folder.mkdir()
        workshop = Workshop.open(tmp_path, folder=folder, store=store)
        remount(disk, "ro")
        workshop.write_call(rx=RX, tx=TX)
        workshop.work()
        told, lying = workshop.faults(), workshop.lying_in("incoming")
        remount(disk, "rw")
        workshop.clock.turn(6)
        workshop.work()

        assert (NAME.text, "ingest_failed") in told
        assert len(lying) == 3
        assert workshop.recording().state is RecordingState.STORED
        assert (NAME.text, "ingest_failed") not in workshop.faults()
        workshop.journal.close()


def test_a_second_store_that_became_read_only_is_told_and_delays_nothing(tmp_path):
    workshop = Workshop.open(tmp_path)
    keep = Keep.of(workshop)
    with small_disk(tmp_path / "second", 8 * 1024 * 1024) as second:
        remount(second, "ro")
        keep.sealing.record(1)
        copying = keep.second(second)
        copying.tick()
        told = workshop.faults()
        keep.sealing.record(2)
        remount(second, "rw")
        copying.tick()

        assert told == [(None, "second_store_away")]
        assert workshop.recording(name_of(2)).state is RecordingState.STORED
        assert [one.confirmed for one in workshop.journal.copies.count_places()] == [2]
    workshop.journal.close()


@pytest.mark.mission("A80")
@pytest.mark.parametrize("step_s", [YEARS_S, -3600.0])
def test_a_clock_that_steps_loses_no_call_and_deletes_nothing(tmp_path, step_s):
    workshop = Workshop.open(tmp_path)
    keep = Keep.of(workshop)
    keep.sealing.record(1)
    keep.archive(tmp_path / "disc")
    workshop.write_call(rx=RX, tx=TX, done=False)
    workshop.work()
    workshop.clock.step(step_s)
    workshop.mark_done()
    workshop.work()
    keep.sealing.seal()
    keep.deleter.tick()

    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert keep.sealing.master(name_of(1)).is_file()
    assert len(keep.sealing.leaves()) == 2
    workshop.journal.close()


@pytest.mark.mission("A41")
def test_with_the_database_away_for_an_hour_every_call_is_kept_and_its_source_cleared(workshop):
    for serial in range(6):
        workshop.write_call(name_of(serial), rx=RX, tx=TX)
        workshop.work()
        workshop.clock.turn(600)

    assert [workshop.recording(name_of(serial)).state for serial in range(6)] == ["STORED"] * 6
    assert workshop.lying_in("incoming") == []
    assert len(workshop.journal.list_uncopied(100)) == 6


@pytest.mark.mission("A41")
def test_ten_thousand_orphans_are_one_fault_and_hold_up_no_call(workshop):
    for number in range(ORPHANS):
        (workshop.incoming / f"orphan-{number}.tmp").touch()
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()
    workshop.clock.turn(16)
    workshop.work()

    assert workshop.recording().state is RecordingState.STORED
    assert workshop.faults() == [(None, "stray_file")]
    assert len(workshop.lying_in("incoming")) == ORPHANS
