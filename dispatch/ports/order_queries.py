"""What is read of orders and of those who carry them out, outside of commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.device import Device
from dispatch.domain.hospital import Hospital
from dispatch.domain.order import Order
from dispatch.domain.site import SiteSettings
from dispatch.domain.station import Station
from dispatch.domain.vehicle_status import ShownVehicle


@dataclass(frozen=True, slots=True)
class Resources:
    """All that can be sent or driven to, as it stands now."""

    read_at: datetime
    vehicles: Sequence[ShownVehicle]
    stations: Sequence[Station]
    hospitals: Sequence[Hospital]


@dataclass(frozen=True, slots=True)
class StationState:
    """All that a station must know, at one position of its stream."""

    epoch: str
    last: int
    read_at: datetime
    station: Station
    vehicles: Sequence[ShownVehicle]
    orders: Sequence[Order]
    site: SiteSettings


class OrderQueries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def read_resources(self) -> Resources:
        """Give vehicles by name, stations by code and hospitals by name, in one picture."""
        ...

    async def find_order(self, order_id: UUID) -> Order | None:
        """Find an order."""
        ...

    async def list_orders(self, incident_id: UUID) -> Sequence[Order]:
        """Give all orders that an incident ever had, in the order of sending."""
        ...

    async def find_device(self, token_hash: bytes) -> Device | None:
        """Find a device by its token, a revoked one too."""
        ...

    async def list_devices(self) -> Sequence[Device]:
        """Give all devices, revoked ones too, by station and name."""
        ...

    async def read_station(self, device: Device) -> StationState:
        """Read all that a device's station must know, with its place in the log."""
        ...
