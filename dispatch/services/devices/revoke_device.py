"""A device is lost, or belongs to the station no longer."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.audit import AuditEntry
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.device import Device
from dispatch.domain.events import Kind, device_event
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RevokeDevice:
    """Which device; by is a staff number."""

    device_id: UUID
    by: str


async def revoke_device(command: RevokeDevice, tx: Transaction) -> Device:
    """Make its token worth nothing from the commit on; its stream ends by the event."""
    device = await tx.devices.get(command.device_id)
    revoked = device.revoked(command.by, tx.now)
    if revoked == device:
        return device
    await tx.devices.save(revoked)
    await tx.deadlines.clear(DeadlineKind.DEVICE_SILENT, str(device.id))
    await tx.audit.add(
        AuditEntry(tx.now, tx.origin.actor, "revoke_device", f"device:{device.id}", None)
    )
    tx.events.append(device_event(Kind.DEVICE_REVOKED, revoked))
    return revoked
