"""What a leader does about others' talks: leads them elsewhere, watches for them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.reminder import ReminderKind, ReminderNotFound, ReminderTooLong
from dispatch.domain.transfer import SeatCannotTake
from dispatch.services.calls.write_contact_note import WriteContactNote, write_contact_note
from dispatch.services.reminders.remind import remind
from dispatch.services.reminders.remove_reminder import remove_reminder
from dispatch.services.reminders.set_reminder import SetReminder, set_reminder
from dispatch.services.supervision.force_transfer import ForceTransfer, force_transfer
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.nothing_vanishes.at_work import (
    CHIEF,
    LEADER,
    OVER,
    RECEIVER,
    TAKER,
    TALK,
    TALKING,
)

NOBODY_THERE = replace(RECEIVER, staff_number=None)
SOON = NOON + timedelta(hours=2)


def watched(kind: ReminderKind, value: str, until: datetime = SOON) -> SetReminder:
    return SetReminder(kind, value, until, CHIEF)


@pytest.mark.mission("B15")
async def test_a_forced_transfer_is_accounted_for_before_the_exchange_acts():
    tx = MemoryTransaction(calls=[TALK], seats=[TALKING, RECEIVER])
    await force_transfer(ForceTransfer(TALK.id, 2), tx)
    assert tx.told == ["call_force_transferred"]
    assert [(one.verb, one.reason) for one in tx.audit] == [("force_transfer", "seat 1 to 2")]


@pytest.mark.parametrize(
    ("given", "to", "why"),
    [
        ({"calls": [OVER]}, 2, IllegalMove),
        ({"calls": [TALK]}, 1, SeatCannotTake),
        ({"calls": [TALK], "seats": [TALKING, NOBODY_THERE]}, 2, SeatCannotTake),
    ],
)
async def test_what_cannot_be_led_is_refused_and_not_audited(
    given: dict[str, Any], to: int, why: type[DomainError]
):
    tx = MemoryTransaction(**{"seats": [TALKING, RECEIVER], **given})
    with pytest.raises(why):
        await force_transfer(ForceTransfer(OVER.id, to), tx)
    assert not tx.audit


@pytest.mark.mission("A67")
async def test_a_watched_number_is_told_once_a_call_to_leaders_alone():
    tx = MemoryTransaction(calls=[TALK])
    await set_reminder(watched(ReminderKind.NUMBER, TALK.number or ""), tx)
    await remind(TALK.id, None, tx)
    await remind(TALK.id, None, tx)
    assert tx.told == ["reminder_set", "reminder_came"]
    assert {event.audiences for event in tx.events} == {("leaders",)}
    assert [entry.verb for entry in tx.audit] == ["set_reminder:number"]
    assert (TALK.number or "-") not in str(list(tx.audit))


async def test_what_is_not_watched_is_not_told():
    tx = MemoryTransaction(calls=[TALK])
    await set_reminder(watched(ReminderKind.NUMBER, "13900000000"), tx)
    await set_reminder(watched(ReminderKind.DISTRICT, "不在任何地址里"), tx)
    complaint = await set_reminder(watched(ReminderKind.COMPLAINT, "fall"), tx)
    await remind(TALK.id, None, tx)
    assert "reminder_came" not in tx.told
    await remind(TALK.id, "fall", tx)
    assert (await tx.reminders.get(complaint.id)).calls == (TALK.id,)


async def test_a_reminder_ends_by_itself_and_by_its_leaders_hand():
    tx = MemoryTransaction(calls=[TALK])
    ended = await set_reminder(watched(ReminderKind.NUMBER, TALK.number or ""), tx)
    assert not ended.runs(SOON)
    with pytest.raises(ReminderNotFound):
        await remove_reminder(ended.id, TAKER, tx)
    await remove_reminder(ended.id, LEADER, tx)
    await remind(TALK.id, None, tx)
    assert tx.told == ["reminder_set", "reminder_removed"]


@pytest.mark.parametrize("until", [NOON, NOON + timedelta(days=8)])
async def test_a_reminder_has_an_end_that_is_near(until: datetime):
    with pytest.raises(ReminderTooLong):
        await set_reminder(watched(ReminderKind.NUMBER, "1", until), MemoryTransaction())


@pytest.mark.mission("B40")
async def test_a_note_is_kept_with_the_number_of_the_call():
    tx = MemoryTransaction(calls=[TALK])
    note = await write_contact_note(WriteContactNote(TALK.id, "门禁 2580", TAKER), tx)
    assert (note.number, note.text, note.written_by) == (TALK.number, "门禁 2580", TAKER)
    assert tx.told == ["contact_note_written"]
