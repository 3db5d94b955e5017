"""Somebody puts in force what was learned of drives: times and spans follow it from now on."""

from dataclasses import dataclass

from dispatch.domain.audit import AuditEntry
from dispatch.domain.calibration import (
    Calibration,
    CalibrationChangedMeanwhile,
    CalibrationReport,
    must_suffice,
)
from dispatch.domain.calibration_event import calibration_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UseCalibration:
    """What was learned, on top of the version that the person saw; by is a staff number."""

    base_version: int
    report: CalibrationReport
    zone: str
    by: str


async def use_calibration(command: UseCalibration, tx: Transaction) -> Calibration:
    """Put it in force; TooFewRuns, CalibrationChangedMeanwhile."""
    must_suffice(command.report)
    current = await tx.calibrations.current()
    if current.version != command.base_version:
        raise CalibrationChangedMeanwhile(version=current.version)
    used = Calibration(
        version=current.version + 1,
        factors=tuple(one.factor for one in command.report.hours),
        error_share_percent=command.report.error_share_percent,
        runs=command.report.runs,
        zone=command.zone,
        used_by=command.by,
        used_at=tx.now,
    )
    await tx.calibrations.add(used)
    subject = f"calibration:{used.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "use_calibration", subject, None))
    tx.events.append(calibration_event(Kind.CALIBRATION_USED, used))
    return used
