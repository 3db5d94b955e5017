"""Retention, holds and deletion: what goes leaves a sealed tombstone, and nothing goes silently."""

import os
import signal
import sqlite3

import pytest
from pydantic import ValidationError

from recorder.archive.layout import Form, place
from recorder.config import RetentionRule
from recorder.errors import (
    DeletionAsked,
    DeletionNotAsked,
    NotHeld,
    OnHold,
    RecordingNotFound,
    SamePerson,
    TooYoung,
)
from recorder.integrity.verify import Tombstone
from recorder.keeping.classes import Why
from recorder.state import RecordingState
from tests.integration.recorder.keeping import Keep
from tests.integration.recorder.workshop import Workshop, labels, name_of

ONE, TWO = name_of(1), name_of(2)


@pytest.fixture
def keep(workshop: Workshop) -> Keep:
    """An emergency call and a radio piece, sealed."""
    made = Keep.of(workshop)
    made.sealing.record(1, 2)
    workshop.journal.put_labels(ONE, labels())
    return made


def verdicts(keep: Keep) -> list[tuple[str, str, Why]]:
    return [(one.recording.name.text, one.class_name, one.why) for one in keep.outlived()]


def delete_by_two(keep: Keep) -> None:
    holds = keep.workshop.journal.holds
    holds.ask(ONE, by="1001", reason="court order")
    holds.confirm(ONE, by="1002")
    keep.deleter.tick()


def test_nothing_under_a_year_can_be_set():
    with pytest.raises(ValidationError):
        RetentionRule(name="radio", days=364)


def test_what_fits_no_class_is_kept_for_ever(keep, tmp_path):
    keep.archive(tmp_path / "disc")
    keep.workshop.journal.put_labels(ONE, labels(event_n=8))
    keep.years_pass(366)

    assert verdicts(keep) == [(TWO.text, "radio", Why.DUE)]


@pytest.mark.mission("A80")
def test_what_has_outlived_its_class_is_named_with_what_holds_it(keep, tmp_path):
    keep.years_pass()
    unarchived = verdicts(keep)
    keep.archive(tmp_path / "disc")
    keep.workshop.journal.holds.hold(ONE, by="1001", reason="court")

    assert unarchived == [
        (ONE.text, "emergency", Why.NOT_ARCHIVED),
        (TWO.text, "radio", Why.NOT_ARCHIVED),
    ]
    assert verdicts(keep) == [(ONE.text, "emergency", Why.HELD), (TWO.text, "radio", Why.DUE)]


def test_what_is_in_no_archive_is_never_purged_and_that_is_told(keep, tmp_path):
    keep.years_pass()
    keep.workshop.journal.holds.order_retention(TWO, by="1001", reason="days over")
    keep.deleter.tick()
    stays, told = keep.sealing.master(TWO).is_file(), keep.workshop.faults()
    keep.archive(tmp_path / "disc")
    keep.deleter.tick()

    assert (stays, told) == (True, [(None, "archive_lags")])
    assert keep.workshop.recording(TWO).state is RecordingState.DELETED
    (tombstone,) = keep.verify()[1]
    assert (tombstone["cause"], tombstone["recording"]) == ("retention", TWO.text)


@pytest.mark.mission("A76")
def test_two_persons_delete_the_sound_and_row_seal_and_tombstone_stay(keep):
    before = keep.workshop.recording(ONE)
    keep.years_pass()
    delete_by_two(keep)
    found, told = keep.verify()

    after = keep.workshop.recording(ONE)
    assert after.state is RecordingState.DELETED
    assert (after.master, after.ended_at) == (before.master, before.ended_at)
    root = keep.workshop.folder / "store"
    assert [form for form in Form if place(root, ONE, form).exists()] == []
    assert found == []
    assert [summary(one) for one in told] == [(ONE.text, "persons", "1001", "1002", "court order")]
    assert keep.workshop.faults() == []


def summary(told: Tombstone) -> tuple[object, ...]:
    return tuple(told[key] for key in ("recording", "cause", "actor", "confirmed_by", "reason"))


@pytest.mark.mission("A76")
def test_a_silent_removal_is_named_even_where_the_row_says_deleted(keep):
    keep.years_pass()
    keep.sealing.master(ONE).unlink()
    keep.sealing.edit(f"UPDATE recording SET state = 'DELETED' WHERE name = '{ONE.text}'")
    found, told = keep.verify()

    assert [(one["code"], one["recording"]) for one in found] == [("removed", ONE.text)]
    assert told == []


def test_what_goes_leaves_the_second_store_too(keep, tmp_path):
    folder = tmp_path / "second"
    folder.mkdir()
    keep.second(folder).tick()
    keep.years_pass()
    delete_by_two(keep)

    assert not place(folder, ONE, Form.MASTER).exists()
    assert place(folder, TWO, Form.MASTER).exists()


def test_nothing_goes_while_a_second_store_that_has_it_is_away(keep, tmp_path):
    folder = tmp_path / "second"
    folder.mkdir()
    keep.second(folder).tick()
    folder.rename(tmp_path / "away")
    keep.years_pass()
    delete_by_two(keep)
    stays = keep.sealing.master(ONE).is_file()
    (tmp_path / "away").rename(folder)
    keep.deleter.tick()

    assert stays
    assert len(keep.sealing.leaves()) == 3
    assert keep.workshop.recording(ONE).state is RecordingState.DELETED


def test_a_hold_wins_over_everything_until_it_is_released(keep):
    holds = keep.workshop.journal.holds
    keep.years_pass()
    holds.ask(ONE, by="1001", reason="court order")
    holds.hold(ONE, by="1003", reason="complaint")
    with pytest.raises(OnHold):
        holds.confirm(ONE, by="1002")
    holds.release(ONE, by="1003", reason="settled")
    holds.confirm(ONE, by="1002")
    holds.hold(ONE, by="1003", reason="complaint again")
    keep.deleter.tick()

    assert keep.sealing.master(ONE).is_file()
    holds.release(ONE, by="1003", reason="settled again")
    keep.deleter.tick()
    assert not keep.sealing.master(ONE).exists()


def test_what_is_not_held_cannot_be_released(keep):
    with pytest.raises(NotHeld):
        keep.workshop.journal.holds.release(ONE, by="1001", reason="-")


def test_one_person_alone_deletes_nothing(keep):
    holds = keep.workshop.journal.holds
    keep.years_pass()
    with pytest.raises(DeletionNotAsked):
        holds.confirm(ONE, by="1002")
    holds.ask(ONE, by="1001", reason="court order")
    with pytest.raises(DeletionAsked):
        holds.ask(ONE, by="1002", reason="court order")
    with pytest.raises(SamePerson):
        holds.confirm(ONE, by="1001")
    keep.deleter.tick()

    assert keep.sealing.master(ONE).is_file()


def test_what_is_asked_can_be_withdrawn_and_asked_again(keep):
    holds = keep.workshop.journal.holds
    keep.years_pass()
    holds.ask(ONE, by="1001", reason="court order")
    holds.withdraw(ONE, by="1001")
    with pytest.raises(DeletionNotAsked):
        holds.confirm(ONE, by="1002")
    delete_by_two(keep)

    assert keep.workshop.recording(ONE).state is RecordingState.DELETED
    with pytest.raises(RecordingNotFound):
        holds.hold(ONE, by="1001", reason="too late")


def test_nobody_deletes_within_a_year(keep):
    keep.years_pass(364)
    with pytest.raises(TooYoung):
        keep.workshop.journal.holds.ask(ONE, by="1001", reason="court order")


@pytest.mark.mission("A76")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hold SET reason = ''",
        "DELETE FROM hold",
        "UPDATE deletion SET asked_by = '9'",
        "UPDATE deletion SET confirmed_by = asked_by",
        "DELETE FROM deletion",
    ],
)
def test_the_journal_refuses_to_change_who_held_and_who_asked(keep, statement):
    keep.years_pass()
    keep.workshop.journal.holds.ask(ONE, by="1001", reason="court order")
    keep.workshop.journal.holds.hold(TWO, by="1001", reason="court order")
    with (
        pytest.raises(sqlite3.IntegrityError),
        keep.workshop.journal.file.write() as connection,
    ):
        connection.execute(statement)


@pytest.mark.parametrize("acts", range(5))
def test_a_deletion_that_a_kill_cut_is_finished_with_one_tombstone(keep, acts):
    keep.years_pass()
    holds = keep.workshop.journal.holds
    holds.ask(ONE, by="1001", reason="court order")
    holds.confirm(ONE, by="1002")
    keep.workshop.journal.close()
    child = os.fork()
    if child == 0:
        again = Keep.of(Workshop.open(keep.workshop.folder.parent))
        die_after(again, acts)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    after = Keep.of(Workshop.open(keep.workshop.folder.parent))
    after.workshop.clock.turn(500 * 86_400.0)
    after.sealing.seal()
    after.deleter.tick()

    assert after.workshop.recording(ONE).state is RecordingState.DELETED
    assert [leaf.is_tombstone for leaf in after.sealing.leaves()] == [False, False, True]
    assert not after.sealing.master(ONE).exists()
    assert after.verify()[0] == []
    after.workshop.journal.close()


def die_after(keep: Keep, acts: int) -> None:
    """Delete, and die by SIGKILL before the act of that number: burial, three files, the row."""
    left = [acts]
    keep.workshop.clock.turn(500 * 86_400.0)
    keep.sealing.seal()

    def burning(act):
        def do(*given, **named):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return act(*given, **named)

        return do

    acting = (
        (keep.sealing.sealer, "bury"),
        (keep.workshop.store, "remove"),
        (keep.workshop.journal, "mark_deleted"),
    )
    for part, verb in acting:
        setattr(part, verb, burning(getattr(part, verb)))
    keep.deleter.tick()
