import sqlite3

import pytest

from recorder.integrity.checkpoint import Checkpoint, SigningKey
from recorder.integrity.manifest import Deletion
from recorder.integrity.merkle import root_of
from recorder.integrity.open_log import BrokenProof
from recorder.integrity.sealer import CHECKPOINT_S
from recorder.storage import schema
from tests.integration.recorder.sealing import KEY, OFFSET_US, Sealing
from tests.integration.recorder.workshop import Workshop, labels, name_of, voice


@pytest.fixture
def sealing(workshop: Workshop) -> Sealing:
    return Sealing.of(workshop)


FORGET_THE_SECOND = (
    "DELETE FROM leaf WHERE n = 1",
    "UPDATE recording SET leaf_n = NULL WHERE leaf_n = 1",
)


def checkpoints(sealing: Sealing) -> list[Checkpoint]:
    lines = sealing.folder.checkpoints.read_text(encoding="ascii").splitlines()
    return [found for line in lines if (found := Checkpoint.parse(line)) is not None]


def broken(sealing: Sealing) -> bool:
    return (None, "proof_broken") in sealing.workshop.faults()


def test_what_is_stored_is_sealed_with_its_times_and_chunks(sealing: Sealing):
    sealing.record(1, seconds=25)
    (leaf,) = sealing.leaves()
    master = sealing.workshop.recording(name_of(1)).master

    assert master is not None
    assert leaf.facts["started_at"] == "2026-11-22T01:45:01.000000Z"
    assert leaf.facts["flac_sha256"] == master.flac_sha256
    assert len(leaf.facts["chunks"]) == 3
    assert (leaf.n, leaf.facts["n"], leaf.recording) == (0, 0, name_of(1).text)
    assert leaf.facts["clock_offset_us"] == OFFSET_US


def test_a_damaged_recording_is_sealed_too(sealing: Sealing):
    sealing.workshop.mark_done(name_of(3))
    sealing.workshop.work()
    sealing.seal()
    (leaf,) = sealing.leaves()

    assert (leaf.facts["state"], leaf.facts["fault"]) == ("DAMAGED", "side_missing")


def test_labels_are_no_evidence_and_may_change(sealing: Sealing):
    sealing.record(1)
    sealing.workshop.journal.put_labels(name_of(1), labels("13900139000", event_n=9))
    sealing.seal()

    assert len(sealing.leaves()) == 1
    assert "13900139000" not in sealing.folder.log.read_text()


def test_nothing_is_sealed_twice_over_a_restart(sealing: Sealing):
    sealing.record(1, 2)
    again = sealing.again()
    again.record(3)

    assert [leaf.recording for leaf in again.leaves()] == [name_of(n).text for n in (1, 2, 3)]
    assert again.sealer.size == 3


def test_a_checkpoint_is_signed_each_minute_in_which_something_was_sealed(sealing: Sealing):
    sealing.record(1)
    sealing.workshop.clock.turn(CHECKPOINT_S)
    sealing.seal()
    sealing.workshop.clock.turn(CHECKPOINT_S)
    sealing.seal()
    (made,) = checkpoints(sealing)

    assert (made.size, made.log) == (1, "node1")
    assert made.root == root_of([leaf.hash for leaf in sealing.leaves()]).hex()
    assert made.is_signed_by([KEY.public])


def test_the_next_checkpoint_covers_what_came_since_also_after_a_restart(sealing: Sealing):
    sealing.record(1)
    sealing.sealer.sign()
    again = sealing.again()
    again.record(2)
    again.sealer.sign()
    again.sealer.sign()

    assert [made.size for made in checkpoints(sealing)] == [1, 2]


def test_a_half_line_that_nobody_was_told_of_is_cut_and_sealed_again(sealing: Sealing):
    sealing.record(1)
    with sealing.folder.log.open("ab") as log:
        log.write(b"0123456789abcdef half a li")
    again = sealing.again()
    again.record(2)

    assert again.bad_lines() == []
    assert [leaf.n for leaf in again.leaves()] == [0, 1]
    assert not broken(again)


@pytest.mark.parametrize("part", [0.0, 0.01, 0.2, 0.5, 0.9, 0.999])
def test_a_crash_at_any_point_of_the_writing_leaves_a_whole_log(sealing: Sealing, part):
    sealing.record(1, 2)
    sealing.edit(*FORGET_THE_SECOND)
    first, second = sealing.folder.log.read_bytes().splitlines(keepends=True)
    sealing.folder.log.write_bytes(first + second[: int(len(second) * part)])
    again = sealing.again()
    again.seal()

    assert not broken(again)
    assert [leaf.recording for leaf in again.leaves()] == [name_of(n).text for n in (1, 2)]
    assert again.bad_lines() == []


def test_a_half_line_that_was_acknowledged_is_never_cut(sealing: Sealing):
    sealing.record(1, 2)
    data = sealing.folder.log.read_bytes()
    sealing.folder.log.write_bytes(data[:-10])
    again = sealing.again()
    again.record(3)

    assert broken(again)
    assert sealing.folder.log.read_bytes() == data[:-10]


def test_a_half_line_that_was_signed_for_is_never_cut(sealing: Sealing):
    sealing.record(1, 2)
    sealing.sealer.sign()
    sealing.edit(*FORGET_THE_SECOND)
    data = sealing.folder.log.read_bytes()
    sealing.folder.log.write_bytes(data[:-10])
    again = sealing.again()
    again.seal()

    assert broken(again)
    assert sealing.folder.log.read_bytes() == data[:-10]


def test_what_a_crash_left_between_log_and_journal_is_finished(sealing: Sealing):
    sealing.record(1, 2)
    sealing.edit(*FORGET_THE_SECOND)
    again = sealing.again()
    again.record(3)

    assert not broken(again)
    assert [leaf.recording for leaf in again.leaves()] == [name_of(n).text for n in (1, 2, 3)]
    assert again.workshop.journal.seals.find_leaf(name_of(2)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM leaf",
        "DELETE FROM recording WHERE leaf_n = 1; DELETE FROM leaf WHERE n = 1",
        "UPDATE recording SET ended_at = 0 WHERE leaf_n = 1; DELETE FROM leaf WHERE n = 1",
        "UPDATE leaf SET hash = 'other' WHERE n = 1",
    ],
)
def test_over_a_journal_that_does_not_fit_nothing_is_sealed(sealing: Sealing, damage):
    sealing.record(1)
    sealing.sealer.sign()
    sealing.record(2)
    sealing.edit(*damage.split("; "))
    again = sealing.again()
    again.record(3)

    assert broken(again)
    assert len(again.leaves()) == 2
    assert again.sealer.sign() is None


def test_over_a_log_that_was_rewritten_nothing_is_signed(sealing: Sealing):
    sealing.record(1, 2)
    sealing.sealer.sign()
    lines = sealing.folder.log.read_bytes().splitlines(keepends=True)
    sealing.folder.log.write_bytes(b"".join(reversed(lines)))
    again = sealing.again()
    again.seal()

    assert broken(again)


def test_a_checkpoint_of_another_key_stops_the_sealing(sealing: Sealing):
    sealing.record(1)
    sealing.sealer.sign()
    other = Sealing.of(sealing.workshop, SigningKey(bytes(32)))
    other.seal()

    assert broken(other)


def test_without_a_key_recording_goes_on_and_the_fault_is_shown(workshop: Workshop):
    sealing = Sealing.of(workshop, None)
    sealing.record(1)

    assert workshop.recording(name_of(1)).master is not None
    assert broken(sealing)


def test_a_master_that_is_not_what_was_settled_is_not_sealed_and_shown(sealing: Sealing):
    sealing.record(1)
    sealing.workshop.write_call(name_of(2), rx=voice(2, 0.5), tx=voice(3, 0.5))
    sealing.workshop.work()
    sealing.master(name_of(2)).write_bytes(sealing.master(name_of(1)).read_bytes())
    sealing.seal()

    assert len(sealing.leaves()) == 1
    assert (name_of(2).text, "seal_failed") in sealing.workshop.faults()


def test_a_deletion_is_a_leaf_of_its_own_with_actor_and_reason(sealing: Sealing):
    sealing.record(1)
    sealing.sealer.bury(name_of(1), Deletion("1001", "retention"))
    first, second = sealing.leaves()

    assert second.is_tombstone
    assert (second.facts["leaf_n"], second.facts["actor"]) == (first.n, "1001")


def test_what_has_no_seal_cannot_be_buried(sealing: Sealing):
    with pytest.raises(BrokenProof):
        sealing.sealer.bury(name_of(1), Deletion("1001", "retention"))


@pytest.mark.mission("A76")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE recording SET started_at = 0",
        "UPDATE recording SET ended_at = 0",
        "UPDATE recording SET flac_sha256 = ''",
        "DELETE FROM recording",
        "UPDATE leaf SET hash = ''",
        "DELETE FROM leaf",
    ],
)
def test_the_journal_itself_refuses_to_change_sound_and_times(sealing: Sealing, statement):
    sealing.record(1)
    with (
        pytest.raises(sqlite3.IntegrityError),
        sealing.workshop.journal.file.write() as connection,
    ):
        connection.execute(statement)


def test_a_journal_of_the_last_release_is_brought_up_and_sealed(tmp_path):
    (tmp_path / "recorder").mkdir()
    old = sqlite3.connect(tmp_path / "recorder" / "journal.sqlite")
    old.executescript(f"{schema.STEPS[0]} PRAGMA user_version = 1;")
    old.close()
    sealing = Sealing.of(Workshop.open(tmp_path))
    sealing.record(1)

    assert len(sealing.leaves()) == 1
    sealing.workshop.journal.close()
