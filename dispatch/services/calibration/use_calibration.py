"""Somebody puts in force what was learned of drives: times and spans follow it from now on."""

from dispatch.domain.audit import AuditEntry
from dispatch.domain.calibration import Calibration, CalibrationReport, must_suffice
from dispatch.domain.events import map_event
from dispatch.domain.facts import MapAct
from dispatch.ports.transaction import Transaction


async def use_calibration(
    report: CalibrationReport, zone: str, by: str, tx: Transaction
) -> Calibration:
    """Put it in force; TooFewRuns."""
    must_suffice(report)
    used = Calibration(
        id=tx.new_id(),
        version=await tx.calibrations.next_version(),
        factors=tuple(one.factor for one in report.hours),
        error_share_percent=report.error_share_percent,
        runs=report.runs,
        zone=zone,
        used_by=by,
        used_at=tx.now,
    )
    await tx.calibrations.add(used)
    subject = f"calibration:{used.version}"
    await tx.audit.add(AuditEntry(tx.now, tx.origin.actor, "use_calibration", subject, None))
    tx.events.append(map_event(MapAct.TIMES, None))
    return used
