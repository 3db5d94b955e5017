"""Told by every verb that changes what a vehicle is shown as."""

from uuid import UUID

from dispatch.domain.events import Kind, vehicle_event
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction


async def show_vehicle(vehicle_id: UUID, tx: Transaction) -> None:
    """Lock a vehicle and tell what follows from its duty and its open orders now.

    The orders that changed are stored before; their vehicles are locked after them.
    """
    vehicle = await tx.vehicles.get(vehicle_id)
    station = await tx.stations.get(vehicle.station_id)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle_id))
    tx.events.append(vehicle_event(Kind.VEHICLE_CHANGED, now, station.code))
