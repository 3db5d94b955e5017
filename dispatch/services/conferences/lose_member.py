"""A leg of a room is gone, or never came."""

from dispatch.domain.conference_signal import MemberLeft
from dispatch.ports.transaction import Transaction
from dispatch.services.leave_room import leave_room


async def lose_member(signal: MemberLeft, tx: Transaction) -> None:
    """Let it be gone; the others talk on."""
    conference = await tx.conferences.get(signal.conference_id)
    await leave_room(conference, signal.member_id, signal.by, signal.happened_at, tx)
