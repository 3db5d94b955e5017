"""Second copies and media: a copy counts only after it was read back as what was sealed."""

import json
import sys
from pathlib import Path

import pytest

from recorder.archive.layout import Form, place
from recorder.errors import ArchiveRefused
from recorder.keeping.medium import LABEL_FILE, Medium, SiteEjector
from recorder.keeping.restore import Outcome, names_between
from recorder.state import RecordingState
from recorder.storage.copy_list import CopyState, Kind
from tests.integration.recorder.disks import small_disk
from tests.integration.recorder.keeping import Keep
from tests.integration.recorder.workshop import Workshop, name_of

ONE, TWO = name_of(1), name_of(2)


@pytest.fixture
def keep(workshop: Workshop) -> Keep:
    """Two calls, sealed."""
    made = Keep.of(workshop)
    made.sealing.record(1, 2)
    return made


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def states(keep: Keep) -> list[str]:
    copies = [copy for name in (ONE, TWO) for copy in keep.workshop.journal.copies.of(name)]
    return [copy.state for copy in copies]


@pytest.mark.mission("A75")
def test_every_sealed_master_gets_a_second_copy_that_is_read_back_and_counted(keep, tmp_path):
    folder = tmp_path / "second"
    folder.mkdir()
    keep.second(folder).tick()

    (count,) = keep.workshop.journal.copies.count_places()
    assert (count.place, count.kind, count.confirmed) == (str(folder), Kind.SECOND, 2)
    assert keep.workshop.journal.copies.count_due(Kind.SECOND) == 0
    copied = place(folder, ONE, Form.MASTER).read_bytes()
    assert copied == keep.sealing.master(ONE).read_bytes()
    assert keep.workshop.faults() == []


def test_a_second_store_that_is_away_is_told_and_delays_no_ingest(keep, tmp_path):
    second = keep.second(tmp_path / "not_mounted")
    second.tick()
    keep.sealing.record(3)

    assert keep.workshop.faults() == [(None, "second_store_away")]
    assert keep.workshop.recording(name_of(3)).state is RecordingState.STORED
    (tmp_path / "not_mounted").mkdir()
    second.tick()
    assert keep.workshop.faults() == []
    assert keep.workshop.journal.copies.count_due(Kind.SECOND) == 0


def test_a_master_that_rotted_makes_no_copy_that_counts(keep, tmp_path):
    folder = tmp_path / "second"
    folder.mkdir()
    flip_a_bit(keep.sealing.master(ONE))
    keep.second(folder).tick()

    assert states(keep) == [CopyState.DIFFERS, CopyState.CONFIRMED]
    assert not place(folder, ONE, Form.MASTER).exists()
    assert (None, "copy_differs") in keep.workshop.faults()


def test_another_second_store_gets_everything_anew(keep, tmp_path):
    for number in (1, 2):
        folder = tmp_path / f"second{number}"
        folder.mkdir()
        keep.second(folder).tick()

    assert [one.confirmed for one in keep.workshop.journal.copies.count_places()] == [2, 2]


def test_a_copy_that_a_kill_cut_is_made_anew(keep, tmp_path):
    folder = tmp_path / "second"
    target = place(folder, ONE, Form.MASTER)
    target.parent.mkdir(parents=True)
    target.with_name(target.name + ".part").write_bytes(b"half")
    target.write_bytes(b"not whole")
    keep.second(folder).tick()

    assert states(keep) == [CopyState.CONFIRMED, CopyState.CONFIRMED]
    assert target.read_bytes() == keep.sealing.master(ONE).read_bytes()


@pytest.mark.mission("A29", "A75")
def test_a_medium_gets_label_manifest_and_proved_copies_and_the_recording_is_archived(
    keep, tmp_path
):
    keep.workshop.journal.mark_copied(ONE, keep.workshop.recording(ONE).revision)
    done = keep.archive(tmp_path / "disc")

    assert (done.confirmed, done.full, done.left) == (2, False, 0)
    assert keep.workshop.recording(ONE).state is RecordingState.ARCHIVED
    assert keep.workshop.recording(TWO).state is RecordingState.STORED
    label = json.loads((tmp_path / "disc" / LABEL_FILE).read_text())
    assert label["label"] == "V1"
    entries = list(Medium.open(tmp_path / "disc", "node1").entries())
    assert [(one.recording, one.leaf) for one in entries] == [(ONE.text, 0), (TWO.text, 1)]
    master = keep.workshop.recording(ONE).master
    assert master is not None
    assert entries[0].sha256 == master.flac_sha256


def test_what_is_archived_while_the_index_is_away_is_archived_when_it_is_copied(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    before = keep.workshop.recording(ONE)
    keep.workshop.journal.mark_copied(ONE, before.revision)
    keep.workshop.journal.mark_archived(10)

    assert before.state is RecordingState.STORED
    assert keep.workshop.moves(ONE) == ["STORED", "COPIED", "ARCHIVED"]


def test_a_full_medium_asks_for_the_next_one_which_gets_the_rest(keep, tmp_path):
    with small_disk(tmp_path / "disc", 96 * 1024) as disc:
        first = keep.archive(disc)
        second = keep.archive(tmp_path / "next", "V2")

    assert first.full
    assert first.confirmed + second.confirmed == 2
    assert (second.full, second.left) == (False, 0)


def test_a_medium_of_another_label_is_refused(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    with pytest.raises(ArchiveRefused):
        keep.archive(tmp_path / "disc", "V2")


@pytest.mark.mission("A29")
def test_what_comes_back_from_a_medium_has_the_sealed_fingerprint(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    kept = keep.sealing.master(ONE).read_bytes()
    for form in (Form.MASTER, Form.PEAKS):
        place(keep.workshop.folder / "store", ONE, form).unlink()
    (came,) = keep.restore(tmp_path / "disc", ONE)

    assert (came.outcome, came.found) == (Outcome.RESTORED, came.sealed)
    assert keep.sealing.master(ONE).read_bytes() == kept
    assert keep.workshop.store.find(ONE, Form.PEAKS) is not None
    assert keep.verify() == ([], [])


def test_what_rotted_on_a_medium_does_not_come_back(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    flip_a_bit(place(tmp_path / "disc" / "node1", ONE, Form.MASTER))
    keep.sealing.master(ONE).unlink()
    (came,) = keep.restore(tmp_path / "disc", ONE)

    assert came.outcome is Outcome.DIFFERS
    assert not keep.sealing.master(ONE).exists()


def test_a_range_of_days_comes_to_another_folder(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    medium = Medium.open(tmp_path / "disc", "node1")
    names = names_between(medium, "20261122", "20261122")
    came = keep.restore(tmp_path / "disc", *names, out=tmp_path / "out")

    assert [one.outcome for one in came] == [Outcome.RESTORED, Outcome.RESTORED]
    assert names_between(medium, "20261123", None) == []
    assert place(tmp_path / "out", TWO, Form.MASTER).is_file()


def test_the_medium_is_taken_out_by_the_sites_own_command_without_a_shell(tmp_path):
    note = tmp_path / "ejected"
    program = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    command = [sys.executable, "-c", program, str(note), "{folder}"]
    SiteEjector(command).eject(tmp_path / "a disc; rm")

    assert note.read_text() == str(tmp_path / "a disc; rm")


@pytest.mark.parametrize(
    "command", [[], ["/nowhere/eject"], [sys.executable, "-c", "raise SystemExit(3)"]]
)
def test_a_medium_that_does_not_come_out_is_said(tmp_path, command):
    with pytest.raises(ArchiveRefused):
        SiteEjector(command).eject(tmp_path)


def test_an_eject_that_hangs_is_given_up(tmp_path):
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(ArchiveRefused, match="TimeoutExpired"):
        SiteEjector(command, timeout_s=0.2).eject(tmp_path)
