"""Somebody writes down what should be known at the next contact with a number."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.contact_note import ContactNote
from dispatch.domain.hand_on_events import note_event
from dispatch.domain.nuisance import NumberWithheld
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WriteContactNote:
    """About which call, and what."""

    call_id: UUID
    text: str
    staff_number: str


async def write_contact_note(command: WriteContactNote, tx: Transaction) -> ContactNote:
    """Keep the note with the number and its registered address; NumberWithheld without one."""
    call = await tx.calls.get(command.call_id)
    if call.number is None:
        raise NumberWithheld
    subscriber = call.caller.subscriber
    note = ContactNote(
        id=tx.new_id(),
        call_id=call.id,
        number=call.number,
        address=subscriber.address if subscriber else None,
        text=command.text,
        written_by=command.staff_number,
        written_at=tx.now,
    )
    await tx.contact_notes.save(note)
    tx.events.append(note_event(note))
    return note
