"""A disk that runs full in mid call: what is given back, what is moved, and what is named."""

import errno
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from recorder.archive.store import DiskStore
from recorder.ingest.abandoned import QuietWatch
from recorder.ingest.spool import Spool
from recorder.ingest.watcher import Ports, Watcher
from recorder.integrity.manifest import row_facts
from recorder.keeping.ballast import CHANNEL_BYTES_S, CHANNELS, DEFAULT_BYTES, Ballast, SpaceGuard
from recorder.keeping.ballast import free_bytes as room
from recorder.recording import LostSpan
from recorder.state import RecordingState
from tests.integration.recorder.disks import fill, small_disk
from tests.integration.recorder.workshop import NAME, Workshop, name_of, voice, write_side

KIB = 1024
MIB = 1024 * KIB
LOW = 256 * KIB
RX, TX = voice(1, 4.0), voice(2, 4.0)
START_S = NAME.started_at.timestamp()


def guard_of(workshop: Workshop, disk: Path, ballast_bytes: int) -> tuple[Ballast, SpaceGuard]:
    ballast = Ballast(disk / "ballast", ballast_bytes)
    guard = SpaceGuard(
        ballast, workshop.conditions, workshop.clock, free=lambda: room(disk), low_bytes=LOW
    )
    return ballast, guard


@pytest.fixture
def disk(tmp_path: Path):
    with small_disk(tmp_path / "disk", 8 * MIB) as mounted:
        yield mounted


@pytest.fixture
def workshop(tmp_path: Path, disk: Path):
    """The exchange's folder and the ballast on the small disk, the store beside it."""
    store = DiskStore(tmp_path / "recorder", reserve_bytes=0)
    made = Workshop.open(tmp_path, incoming=disk / "incoming", store=store)
    yield made
    made.journal.close()


def test_the_ballast_is_five_minutes_of_all_channels():
    assert DEFAULT_BYTES == CHANNELS * CHANNEL_BYTES_S * 300 == 460_800_000


@pytest.mark.mission("A80")
def test_a_full_disk_gets_its_ballast_back_says_so_and_grows_it_again(workshop, disk):
    ballast, guard = guard_of(workshop, disk, 2 * MIB)
    guard.tick()
    grown, quiet = ballast.is_grown, workshop.faults()
    filler = fill(disk)
    guard.tick()
    spent, told, given = ballast.is_grown, workshop.faults(), room(disk)
    guard.tick()
    filler.unlink()
    guard.tick()

    assert (grown, quiet) == (True, [])
    assert (spent, told) == (False, [(None, "ballast_spent")])
    assert given >= 2 * MIB
    assert (ballast.is_grown, workshop.faults()) == (True, [])
    assert guard.short_after(NAME.started_at) is not None


def test_a_disk_too_small_for_the_ballast_is_told_and_keeps_its_room(workshop, disk):
    ballast, guard = guard_of(workshop, disk, 64 * MIB)
    guard.tick()

    assert not ballast.is_grown
    assert workshop.faults() == [(None, "ballast_spent")]
    assert room(disk) > 7 * MIB


def test_a_ballast_half_grown_by_a_killed_recorder_is_grown_anew(workshop, disk):
    (disk / "ballast.part").write_bytes(bytes(MIB))
    (disk / "ballast").write_bytes(bytes(MIB))
    ballast, guard = guard_of(workshop, disk, 2 * MIB)
    guard.tick()

    assert ballast.is_grown
    assert not (disk / "ballast.part").exists()


def write_until_full(path: Path, samples: np.ndarray) -> int:
    """As the exchange writes: a header, then blocks; what the disk refuses is gone."""
    data, kept = samples.tobytes(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    header = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    os.write(descriptor, header + b"data\0\0\0\0")
    for at in range(0, len(data), 4096):
        try:
            kept += os.write(descriptor, data[at : at + 4096])
        except OSError:
            break
    os.close(descriptor)
    return kept // 2


def stamp(path: Path, at_s: float) -> None:
    os.utime(path, (at_s, at_s))


@pytest.mark.mission("A80", "A41")
def test_the_span_a_full_disk_had_no_room_for_is_named_to_a_tenth_of_a_second(workshop, disk):
    sound = voice(3, 20.0)
    write_side(workshop.side(NAME, "tx"), sound[:0])
    workshop.mark_done()
    filler = fill(disk)
    os.truncate(filler, filler.stat().st_size - 160 * KIB)
    frames = write_until_full(workshop.side(NAME, "rx"), sound)
    kept_s = frames / 8000
    stamp(workshop.side(NAME, "rx"), START_S + kept_s)
    stamp(workshop.side(NAME, "tx"), START_S)
    stamp(workshop.incoming / f"{NAME.text}.done", START_S + 20.0)
    filler.unlink()
    workshop.work()

    assert 0 < frames < len(sound)
    found = workshop.recording()
    assert found.lost is not None
    assert found.state is RecordingState.DAMAGED
    assert found.fault is not None
    assert found.lost.from_ms % 100 == found.lost.to_ms % 100 == 0
    assert abs(found.lost.from_ms - kept_s * 1000) <= 100
    assert abs(found.lost.to_ms - 20_000) <= 100
    assert row_facts(found)["lost_from_ms"] == found.lost.from_ms
    assert np.array_equal(workshop.master()[:, 0], sound[:frames])


def settle_with(workshop: Workshop, *, done_after_s: float, short: bool) -> LostSpan | None:
    """A call of four seconds of sound whose end is marked so long after its start."""
    workshop.write_call(rx=RX, tx=TX)
    for side in ("rx", "tx"):
        stamp(workshop.side(NAME, side), START_S + done_after_s)
    stamp(workshop.incoming / f"{NAME.text}.done", START_S + done_after_s)
    seen = workshop.clock.now() if short else None
    ports = Ports(
        workshop.incoming,
        workshop.journal,
        workshop.store,
        workshop.conditions,
        workshop.clock,
        QuietWatch(workshop.clock),
        lambda: True,
        short_after=lambda _: seen,
    )
    Watcher(ports).tick()
    return workshop.recording().lost


def test_sound_that_was_closed_up_over_a_full_disk_is_named_too(workshop):
    lost = settle_with(workshop, done_after_s=10.0, short=True)

    assert lost is not None
    assert lost.to_ms - lost.from_ms == 6000
    assert (NAME.text, "sound_lost") in workshop.faults()


def test_without_a_full_disk_a_call_of_its_own_length_lacks_nothing(workshop):
    assert settle_with(workshop, done_after_s=4.0, short=False) is None
    assert workshop.faults() == []


class FullStore(DiskStore):
    """A store whose disk has no room for anything."""

    full = True

    @override
    def stage(self, name, form, *, needs_bytes):
        if self.full:
            raise OSError(errno.ENOSPC, "no space")
        return super().stage(name, form, needs_bytes=needs_bytes)


def spooled(tmp_path: Path, disk: Path) -> tuple[Workshop, FullStore, Path]:
    """A workshop with a second spool beside its full disk."""
    folder, store = tmp_path / "spool", FullStore(tmp_path / "recorder")
    folder.mkdir()
    workshop = Workshop.open(tmp_path, incoming=disk / "incoming", store=store)
    ports = Ports(
        workshop.incoming,
        workshop.journal,
        store,
        workshop.conditions,
        workshop.clock,
        QuietWatch(workshop.clock),
        lambda: True,
        spool=Spool(folder),
    )
    workshop.watcher = Watcher(ports)
    return workshop, store, folder


@pytest.mark.mission("A80")
def test_finished_calls_are_brought_to_the_second_spool_and_kept_from_there(tmp_path, disk):
    workshop, store, folder = spooled(tmp_path, disk)
    for name in (NAME, name_of(9, minute=46)):
        workshop.write_call(name, rx=RX, tx=TX)
    workshop.work()
    brought, told = sorted(path.name for path in folder.iterdir()), workshop.faults()
    left = workshop.lying_in("incoming")
    store.full = False
    workshop.clock.turn(6)
    workshop.work()

    assert (len(brought), left) == (6, [])
    assert told == [(None, "disk_full")]
    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master()[:, 0], RX)
    assert workshop.recording().ended_at is not None
    assert list(folder.iterdir()) == []
    assert workshop.faults() == []
    workshop.journal.close()


def test_a_call_that_goes_on_stays_where_the_exchange_writes_it(tmp_path, disk):
    workshop, _, folder = spooled(tmp_path, disk)
    workshop.write_call(rx=RX, tx=TX, done=False)
    workshop.work()

    assert list(folder.iterdir()) == []
    assert len(workshop.lying_in("incoming")) == 2
    workshop.journal.close()


def test_a_spool_that_is_not_mounted_is_told_and_nothing_is_lost(tmp_path, disk):
    workshop, _, folder = spooled(tmp_path, disk)
    folder.rmdir()
    workshop.write_call(rx=RX, tx=TX)
    workshop.work()

    assert (None, "spool_away") in workshop.faults()
    assert len(workshop.lying_in("incoming")) == 3
    workshop.journal.close()


@pytest.mark.parametrize("cut", ["half copied", "copied and not removed", "one side moved"])
def test_a_move_that_a_kill_cut_is_finished_and_doubles_nothing(tmp_path, disk, cut):
    workshop, store, folder = spooled(tmp_path, disk)
    workshop.write_call(rx=RX, tx=TX)
    side = workshop.side(NAME, "rx")
    if cut == "half copied":
        (folder / f".{side.name}.part").write_bytes(side.read_bytes()[:1000])
    else:
        (folder / side.name).write_bytes(side.read_bytes())
    if cut == "one side moved":
        side.unlink()
    workshop.work()
    store.full = False
    workshop.clock.turn(6)
    workshop.work()

    assert workshop.recording().state is RecordingState.STORED
    assert np.array_equal(workshop.master(), np.stack([RX, TX], axis=1))
    assert [path for path in folder.iterdir() if not path.name.endswith(".part")] == []
    assert workshop.lying_in("incoming") == []
    workshop.journal.close()
