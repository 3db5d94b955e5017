"""A device says how it is: the lamp of its station."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.device import SILENT_AFTER, Device, DeviceReport
from dispatch.domain.events import Kind, device_event
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TellDeviceState:
    """Which device, and how it is."""

    device_id: UUID
    report: DeviceReport


async def tell_device_state(command: TellDeviceState, tx: Transaction) -> Device:
    """Keep it, tell it only when something changed, and expect the next word in time."""
    device = await tx.devices.get(command.device_id)
    told = device.told(command.report, tx.now)
    await tx.devices.save(told)
    due_at = tx.now + SILENT_AFTER
    await tx.deadlines.set(Deadline(DeadlineKind.DEVICE_SILENT, str(device.id), due_at))
    if told.differs(device):
        tx.events.append(device_event(Kind.DEVICE_STATE_CHANGED, told))
    return told
