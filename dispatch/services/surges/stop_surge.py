"""A surge is stopped before its time."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import Kind, surge_event
from dispatch.domain.surge import NoSurge, Surge
from dispatch.ports.transaction import Transaction


async def stop_surge(by: str, tx: Transaction) -> Surge:
    """Stop the one that is on; NoSurge without one."""
    running = await tx.surges.find_running(tx.now)
    if running is None:
        raise NoSurge
    stopped = running.stopped(by, tx.now)
    await tx.surges.save(stopped)
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "stop_surge", str(stopped.id), None))
    tx.events.append(surge_event(Kind.SURGE_STOPPED, stopped))
    return stopped
