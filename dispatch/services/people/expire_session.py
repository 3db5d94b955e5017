"""A session ran out by itself."""

from uuid import UUID

from dispatch.domain.events import Kind, person_event
from dispatch.ports.transaction import Transaction


async def expire_session(session_id: UUID, tx: Transaction) -> None:
    """Tell its end, unless it ended otherwise before: what its person worked on goes back."""
    session = await tx.sessions.find_unended(session_id)
    if session is None or session.expires_at > tx.now:
        return
    await tx.sessions.end(session_id, "expired")
    tx.events.append(person_event(Kind.SESSION_ENDED, session.person, session_id))
