"""A recording is not handed out, redacted or opened: that, too, is accounted for."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind
from dispatch.domain.hand_out import release_event
from dispatch.domain.people import Person
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RefuseRelease:
    """Who wanted what, and the code of the refusal."""

    verb: str
    subject: str
    code: str
    by: Person


async def refuse_release(command: RefuseRelease, tx: Transaction) -> None:
    """Write it down; nothing else."""
    verb = f"{command.verb}_refused"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, command.subject, command.code))
    tx.events.append(
        release_event(Kind.RELEASE_REFUSED, command.by, command.subject, command.code, None)
    )
