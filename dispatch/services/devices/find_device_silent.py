"""A device has said nothing for too long: the desks see that its station may not hear."""

from uuid import UUID

from dispatch.domain.events import Kind, device_event
from dispatch.ports.transaction import Transaction


async def find_device_silent(device_id: UUID, tx: Transaction) -> None:
    """Tell it once; a revoked device is expected to say nothing."""
    device = await tx.devices.get(device_id)
    if device.revoked_at is not None or device.silent_since is not None:
        return
    silent = device.fell_silent(tx.now)
    await tx.devices.save(silent)
    tx.events.append(device_event(Kind.DEVICE_STATE_CHANGED, silent))
