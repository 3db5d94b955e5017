"""Where devices of stations and their one-time codes are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.device import Device, Enrolment


class DeviceRepository(Protocol):
    """Devices, each locked until the transaction ends once it was read."""

    async def get(self, device_id: UUID) -> Device:
        """Give a device; DeviceNotFound."""
        ...

    async def save(self, device: Device) -> None:
        """Store what changed, or a new device."""
        ...


class EnrolmentRepository(Protocol):
    """One-time codes, each locked until the transaction ends once it was read."""

    async def find(self, code_hash: bytes) -> Enrolment | None:
        """Find a code by its hash."""
        ...

    async def save(self, enrolment: Enrolment) -> None:
        """Store what changed, or a new code."""
        ...
