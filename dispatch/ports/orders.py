"""Where orders are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from dispatch.domain.order import Order


class OrderRepository(Protocol):
    """Orders. `get` and `list_active_of_incident` lock; the other reads do not.

    Whoever changes an order locks its vehicle afterwards, so that what a vehicle's holder reads
    of its orders is what is stored.
    """

    async def get(self, order_id: UUID) -> Order:
        """Give an order; OrderNotFound."""
        ...

    async def incident_of(self, order_id: UUID) -> UUID:
        """Give the incident of an order, to be locked before it; OrderNotFound."""
        ...

    async def list_active_of_incident(self, incident_id: UUID) -> Sequence[Order]:
        """Give an incident's orders that are not over, in the order of sending."""
        ...

    async def list_active_of_vehicle(self, vehicle_id: UUID) -> Sequence[Order]:
        """Give a vehicle's orders that are not over, in the order of sending."""
        ...

    async def list_unacknowledged(self) -> Sequence[Order]:
        """Give the orders whose newest revision nobody took, in the order of sending."""
        ...

    async def count_active_of_incident(self, incident_id: UUID) -> int:
        """Count an incident's orders that are not over; who begins or ends one holds its lock."""
        ...

    async def count_of_incident(self, incident_id: UUID) -> int:
        """Count the orders that an incident ever had."""
        ...

    async def save(self, order: Order) -> None:
        """Store what changed, or a new order."""
        ...
