"""The calibration in force is taken back: what was before it holds again."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.calibration import HOURS, Calibration, NothingToUndo
from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.ports.transaction import Transaction


async def undo_calibration(by: str, tx: Transaction) -> Calibration:
    """Take it back, by a version of its own; NothingToUndo without one."""
    last, *earlier = [*await tx.calibrations.list_newest_first()] or [None]
    if last is None or last.undoes is not None:
        raise NothingToUndo
    before = next((one for one in earlier if one.version < last.version), None)
    back = Calibration(
        id=tx.new_id(),
        version=await tx.calibrations.next_version(),
        factors=before.factors if before else (1.0,) * HOURS,
        error_share_percent=before.error_share_percent if before else None,
        runs=before.runs if before else 0,
        zone=last.zone,
        used_by=by,
        used_at=tx.now,
        undoes=last.version,
    )
    await tx.calibrations.add(back)
    subject = f"calibration:{last.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "undo_calibration", subject, None))
    tx.events.append(map_event(MapAct.TIMES, None))
    return back
