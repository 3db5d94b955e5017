"""A person signs out."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, person_event
from dispatch.domain.people import Session
from dispatch.ports.transaction import Transaction


async def sign_out(session: Session, tx: Transaction) -> None:
    """End the session; the seat stays his until it is signed off or taken over."""
    await tx.sessions.end(session.id, "signed_out")
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "sign_out", session.person.staff_number, None)
    )
    tx.events.append(person_event(Kind.SESSION_ENDED, session.person, session.id))
