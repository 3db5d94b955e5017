"""Shared by every verb of closures: it is stored, audited, told, and set to turn at its time."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.closure import Closure, ClosureAct
from dispatch.domain.closure_events import closure_event
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.ports.transaction import Transaction


async def change_closure(verb: str, act: ClosureAct, closure: Closure, tx: Transaction) -> Closure:
    """Store a closure as it is now.

    Args:
        verb: What was done, for the audit.
        act: The same, for the event.
        closure: As it is now.
        tx: The unit of work.
    """
    await tx.closures.save(closure)
    subject = str(closure.id)
    if closure.over(tx.now):
        await tx.deadlines.clear(DeadlineKind.CLOSURE_TURN, subject)
    else:
        turns_at = closure.turns_at(tx.now)
        await tx.deadlines.set(Deadline(DeadlineKind.CLOSURE_TURN, subject, turns_at))
    entry = AuditEntry(tx.now, tx.origin.actor, verb, f"closure:{closure.number}", None)
    await tx.audit.add(entry)
    tx.events.append(closure_event(act, closure))
    return closure
