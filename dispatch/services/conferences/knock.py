"""Somebody dialled in with the code of a room and waits to be let in."""

from dispatch.domain.conference import Member, Role
from dispatch.domain.conference_signal import MemberKnocks
from dispatch.domain.events import Kind, conference_event
from dispatch.ports.transaction import Transaction


async def knock(signal: MemberKnocks, tx: Transaction) -> None:
    """Show him on the room's card."""
    conference = await tx.conferences.get(signal.conference_id)
    waits = conference.knocked(Member(signal.member_id, Role.OUTSIDE, number=signal.number))
    await tx.conferences.save(waits)
    tx.events.append(conference_event(Kind.CONFERENCE_KNOCKED, waits, signal.member_id))
