"""Nobody hears a member any more, or everybody again."""

from dispatch.domain.conference_signal import MemberMuted
from dispatch.domain.events import Kind, conference_event
from dispatch.ports.transaction import Transaction


async def mute_member(signal: MemberMuted, tx: Transaction) -> None:
    """Show it at his line."""
    conference = await tx.conferences.get(signal.conference_id)
    muted = conference.muted(signal.member_id, muted=signal.muted)
    await tx.conferences.save(muted)
    tx.events.append(conference_event(Kind.CONFERENCE_MUTED, muted, signal.member_id))
