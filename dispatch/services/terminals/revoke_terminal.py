"""A terminal is lost, stolen or another's: it may speak no longer."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.terminal import Admission, TerminalNotAdmitted
from dispatch.domain.terminal_events import terminal_event
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RevokeTerminal:
    """Which terminal; by is a staff number."""

    phone: str
    by: str


async def revoke_terminal(command: RevokeTerminal, tx: Transaction) -> Admission:
    """Let it speak no longer; its port ends the connection within a second."""
    admission = await tx.terminals.find(command.phone)
    if admission is None:
        raise TerminalNotAdmitted
    revoked = admission.revoked(command.by, tx.now)
    if revoked == admission:
        return admission
    await tx.terminals.save(revoked)
    subject = f"terminal:{command.phone}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "revoke_terminal", subject, None))
    tx.events.append(terminal_event(revoked))
    return revoked
