"""The exchange told nothing of somebody who was asked into a room: the order never reached it."""

from uuid import UUID

from dispatch.domain.conference import GoneBy, MemberState
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_room import leave_room


async def end_untold_members(
    conference_id: UUID, tx: Transaction, *, only: UUID | None = None
) -> None:
    """End all such, or one of them."""
    conference = await tx.conferences.get(conference_id)
    for member in conference.living:
        if member.state is MemberState.INVITED and only in {None, member.id}:
            conference = await leave_room(conference, member.id, GoneBy.NOT_REACHED, tx.now, tx)
