"""A seat takes its talk into a room: to announce the caller, or to talk with more than two."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.conference import AlreadyInConference, Conference
from dispatch.domain.conference_making import (
    TOLD_WITHIN_S,
    Invitee,
    begin_conference,
    must_be_free,
)
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, conference_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenConferenceWith:
    """Whose talk, and who is asked first; announce: the caller waits outside meanwhile."""

    conference_id: UUID
    call_id: UUID
    by: Person
    invitee: Invitee
    announce: bool


async def open_conference(command: OpenConferenceWith, tx: Transaction) -> Conference:
    """Account for the room before the exchange is given the order; then it tells who came.

    If nothing is told, because the server that was to order died, a deadline ends it.
    """
    call = await tx.calls.get(command.call_id)
    if await tx.conferences.find_of_call(call.id) is not None:
        raise AlreadyInConference
    must_be_free(command.invitee, await tx.seats.list_all())
    begun = begin_conference(
        command.conference_id,
        call,
        by=command.by.staff_number,
        opener=tx.new_id(),
        caller=tx.new_id(),
        announce=command.announce,
        at=tx.now,
    )
    member = command.invitee.as_member(tx.new_id(), announced=command.announce)
    opened = begun.invited(member)
    await tx.conferences.save(opened)
    due_at = tx.now + timedelta(seconds=TOLD_WITHIN_S)
    await tx.deadlines.set(Deadline(DeadlineKind.CONFERENCE_ANSWER, str(opened.id), due_at))
    tx.events.append(conference_event(Kind.CONFERENCE_OPENED, opened, member.id))
    return opened
