"""Where vehicles are kept."""

from typing import Protocol
from uuid import UUID

from dispatch.domain.vehicle import Vehicle


class VehicleRepository(Protocol):
    """Vehicles, each locked until the transaction ends once it was read."""

    async def get(self, vehicle_id: UUID) -> Vehicle:
        """Give a vehicle; VehicleNotFound."""
        ...

    async def find(self, vehicle_id: UUID) -> Vehicle | None:
        """Find a vehicle."""
        ...

    async def find_named(self, name: str) -> Vehicle | None:
        """Find a vehicle by its name."""
        ...

    async def find_tracked(self, tracker: str) -> Vehicle | None:
        """Find a vehicle by its terminal."""
        ...

    async def save(self, vehicle: Vehicle) -> None:
        """Store what changed, or a new vehicle.

        Raises:
            NameTaken: Another has this name or terminal.
            StationNotFound: Its station is not known.
        """
        ...
