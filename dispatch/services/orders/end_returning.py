"""A vehicle left for another scene: the run that it was coming back from is over."""

from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.order import OrderMove, OrderState, Stamp
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.note_activity import note_activity


async def end_returning(vehicle_id: UUID, departed: UUID, tx: Transaction) -> None:
    """Complete every order from which a vehicle still returns, but the one it departed for."""
    for one in await tx.orders.list_active_of_vehicle(vehicle_id):
        if one.id == departed or one.state is not OrderState.RETURNING:
            continue
        incident = await tx.incidents.get(one.incident_id)
        order = await tx.orders.get(one.id)
        if order.state is OrderState.RETURNING:
            stamp = Stamp(tx.now, tx.origin.actor, tx.origin.wire)
            done = order.stamped(OrderMove.COMPLETED, stamp)
            await end_order(done, Kind.ORDER_COMPLETED, tx)
            await note_activity(incident, tx, served=True)
