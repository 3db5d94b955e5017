"""The exchange told nothing of somebody who was asked into a room: the order never reached it."""

from uuid import UUID

from dispatch.domain.conference import GoneBy, MemberState
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_room import leave_room


async def end_untold_members(
    conference_id: UUID, tx: Transaction, *, only: UUID | None = None
) -> None:
    """End all such, or one of them."""
    rest = await tx.conferences.get(conference_id)
    untold = [one.id for one in rest.living if one.state is MemberState.INVITED]
    for member_id in untold:
        if only in {None, member_id}:
            rest = await leave_room(rest, member_id, GoneBy.NOT_REACHED, tx.now, tx)
