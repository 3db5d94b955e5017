"""Stores a change of the overlay and lets it be entered in the map; shared by every verb of it."""

from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.domain.map_work import Json, MapJob, MapJobKind, OverlayChange, OverlayKind
from dispatch.ports.transaction import Transaction


async def change_overlay(
    verb: str,
    piece: tuple[UUID, int, OverlayKind],
    content: Json | None,
    by: str,
    tx: Transaction,
    *,
    undoes: int | None = None,
) -> OverlayChange:
    """Add the change, its audit line, its event and, unless one waits, the job that enters it.

    Args:
        verb: What was done, for the audit.
        piece: Its id, number and kind.
        content: As it is now; None when it is removed.
        by: Staff number.
        tx: The unit of work.
        undoes: The revision that this takes back.
    """
    revision = await tx.map_work.next_revision()
    change = OverlayChange(revision, *piece, content, undoes, by, tx.now)
    await tx.map_work.add_change(change)
    if not await tx.map_work.is_overlay_due():
        job = MapJob(tx.new_id(), MapJobKind.OVERLAY, {}, by, tx.now)
        await tx.map_work.add_job(job)
    subject = f"{change.kind}:{change.number}:{revision}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, verb, subject, None))
    tx.events.append(map_event(MapAct.OVERLAY, None))
    return change
