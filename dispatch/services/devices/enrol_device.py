"""A one-time code is made, which turns a program or a page into a station's device."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.device import ENROLMENT_HOLDS, DeviceKind, Enrolment
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class EnrolDevice:
    """For which station, and what kind of device.

    Args:
        code_hash: SHA-256 of the code, which is stored nowhere.
        by: Staff number.
    """

    station_id: UUID
    kind: DeviceKind
    code_hash: bytes
    by: str


async def enrol_device(command: EnrolDevice, tx: Transaction) -> Enrolment:
    """Let the code hold once and for fifteen minutes."""
    station = await tx.stations.get(command.station_id)
    expires_at = tx.now + ENROLMENT_HOLDS
    enrolment = Enrolment(command.code_hash, station.id, command.kind, command.by, expires_at)
    await tx.enrolments.save(enrolment)
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "enrol_device", f"station:{station.code}", None)
    )
    return enrolment
