"""Devices of stations and their one-time codes."""

from uuid import UUID

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.orders import device, enrolment
from dispatch.domain.device import Device, DeviceNotFound, Enrolment

DEVICES = Rows(Device, device)
ENROLMENTS = Rows(Enrolment, enrolment)


class PostgresDevices(Repository[Device]):
    """Devices; see `dispatch.ports.devices`."""

    async def get(self, device_id: UUID) -> Device:
        """Give a device; DeviceNotFound."""
        found = await self.find_where(device.c.id == device_id)
        if found is None:
            raise DeviceNotFound
        return found


class PostgresEnrolments(Repository[Enrolment]):
    """One-time codes; see `dispatch.ports.devices`."""

    async def find(self, code_hash: bytes) -> Enrolment | None:
        """Find a code by its hash."""
        return await self.find_where(enrolment.c.code_hash == code_hash)
