"""A vehicle is put in service, aside or out of service, in any state of its orders."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, vehicle_event
from dispatch.domain.vehicle import Duty, DutyReason
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChangeDuty:
    """Which vehicle, its duty, and why."""

    vehicle_id: UUID
    duty: Duty
    reason: DutyReason | None


async def change_duty(command: ChangeDuty, tx: Transaction) -> ShownVehicle:
    """Change it; orders of a broken-down vehicle are then shown as 待改派, none goes by itself."""
    vehicle = await tx.vehicles.get(command.vehicle_id)
    changed = vehicle.on_duty(command.duty, command.reason, tx.now)
    now = shown(changed, await tx.orders.list_active_of_vehicle(vehicle.id))
    if (vehicle.duty, vehicle.duty_reason) == (changed.duty, changed.duty_reason):
        return now
    await tx.vehicles.save(changed)
    station = await tx.stations.get(vehicle.station_id)
    tx.events.append(vehicle_event(Kind.VEHICLE_DUTY_CHANGED, now, station.code))
    return now
