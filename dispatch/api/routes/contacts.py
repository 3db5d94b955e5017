"""Contacts with a number and an address: earlier calls and what was noted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import seen_by
from dispatch.contracts import contact_notes as wire
from dispatch.contracts.calls import CallView
from dispatch.contracts.contact_notes import ContactHistory, ContactNoteView
from dispatch.domain.call import CallNotFound
from dispatch.domain.people import Session, Verb
from dispatch.services.calls.write_contact_note import WriteContactNote, write_contact_note

router = APIRouter(prefix="/calls", tags=["calls"])

SHOWN = 8


@router.get("/{call_id}/contacts")
async def get_contacts(
    call_id: UUID, viewer: Annotated[Session, reader(Verb.VIEW_CALLS)], request: Request
) -> ContactHistory:
    """Give them; older calls are masked, notes are shown to the desks alone."""
    context = context_of(request)
    found = await context.contacts.read_contacts(call_id, SHOWN)
    if found is None:
        raise CallNotFound
    desk = Verb.TAKE_CALLS in viewer.person.rights

    def shown(calls: tuple[CallView, ...]) -> tuple[CallView, ...]:
        return tuple(seen_by(viewer.person, call, context) for call in calls)

    return ContactHistory(
        calls=shown(tuple(map(CallView.model_validate, found.calls))),
        of_address=shown(tuple(map(CallView.model_validate, found.of_address))),
        notes=tuple(map(ContactNoteView.model_validate, found.notes)) if desk else (),
    )


@router.post("/{call_id}/notes")
async def write_note(
    call_id: UUID, asked: wire.WriteContactNote, by: Annotated[Actor, actor(Verb.TAKE_CALLS)]
) -> ContactNoteView:
    """Write down what should be known at the next contact with the call's number."""
    command = WriteContactNote(call_id, asked.text, by.staff_number)
    return await by.do(
        "write_contact_note",
        lambda tx: write_contact_note(command, tx),
        ContactNoteView,
        call_id,
        asked,
    )
