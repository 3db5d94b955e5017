"""A seat asks one more into its room."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.conference import Conference
from dispatch.domain.conference_making import TOLD_WITHIN_S, Invitee, must_be_free
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, conference_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class InviteMemberTo:
    """Whom, into which room."""

    conference_id: UUID
    by: Person
    invitee: Invitee


async def invite_member(command: InviteMemberTo, tx: Transaction) -> Conference:
    """Account for him before he is rung; the last of the members is he."""
    conference = await tx.conferences.get(command.conference_id)
    seat = await tx.seats.find_of_staff(command.by.staff_number)
    conference.must_have(seat.number if seat else None)
    must_be_free(command.invitee, await tx.seats.list_all())
    member = command.invitee.as_member(tx.new_id(), announced=False)
    invited = conference.invited(member)
    await tx.conferences.save(invited)
    due_at = tx.now + timedelta(seconds=TOLD_WITHIN_S)
    await tx.deadlines.set(Deadline(DeadlineKind.CONFERENCE_ANSWER, str(invited.id), due_at))
    tx.events.append(conference_event(Kind.CONFERENCE_INVITED, invited, member.id))
    return invited
