"""A person signs in."""

from dataclasses import dataclass
from datetime import timedelta

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, person_event
from dispatch.domain.people import Person, Session
from dispatch.ports.transaction import Transaction

SESSION_LASTS = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person whose password was found right, and the hash of the new token."""

    person: Person
    token_hash: bytes


async def sign_in(command: SignIn, tx: Transaction) -> Session:
    """Start a session; the person's earlier one ends, wherever it was."""
    for earlier in await tx.sessions.list_of(command.person.staff_number):
        await tx.sessions.end(earlier.id, "signed_in_elsewhere")
        tx.events.append(person_event(Kind.SESSION_ENDED, command.person, earlier.id))
    session = Session(
        id=tx.new_id(),
        token_hash=command.token_hash,
        person=command.person,
        started_at=tx.now,
        expires_at=tx.now + SESSION_LASTS,
        reauthenticated_at=tx.now,
    )
    await tx.sessions.save(session)
    ends = Deadline(DeadlineKind.SESSION_END, str(session.id), session.expires_at)
    await tx.deadlines.set(ends)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "sign_in", command.person.staff_number, None)
    )
    tx.events.append(person_event(Kind.SESSION_STARTED, command.person, session.id))
    return session
