"""The calibration in force is taken back: what was before it holds again."""

from dataclasses import dataclass, replace

from dispatch.domain.audit import AuditEntry
from dispatch.domain.calibration import Calibration, CalibrationChangedMeanwhile, NothingToUndo
from dispatch.domain.calibration_event import calibration_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UndoCalibration:
    """Which version the person saw in force; by is a staff number."""

    base_version: int
    by: str


async def undo_calibration(command: UndoCalibration, tx: Transaction) -> Calibration:
    """Take it back, by a version of its own; NothingToUndo, CalibrationChangedMeanwhile."""
    current = await tx.calibrations.current()
    if current.version != command.base_version:
        raise CalibrationChangedMeanwhile(version=current.version)
    if current.version == 0 or current.undoes is not None:
        raise NothingToUndo
    back = replace(
        await tx.calibrations.before(current.version),
        version=current.version + 1,
        used_by=command.by,
        used_at=tx.now,
        undoes=current.version,
    )
    await tx.calibrations.add(back)
    subject = f"calibration:{current.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "undo_calibration", subject, None))
    tx.events.append(calibration_event(Kind.CALIBRATION_UNDONE, back))
    return back
