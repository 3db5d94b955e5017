"""A person takes the advice: the vehicle shall stand by at that station. No order is made."""

from dispatch.domain.stand_by import StandBy, StandByAdvice, StandByGone
from dispatch.domain.stand_by_event import stand_by_event
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction


async def take_stand_by(advice: StandByAdvice, by: str, tx: Transaction) -> StandBy:
    """Keep who took it and why, and tell it; StandByGone when the vehicle is no longer free.

    Args:
        advice: As it stands now.
        by: Staff number.
        tx: The transaction.
    """
    vehicle = await tx.vehicles.get(advice.vehicle_id)
    orders = await tx.orders.list_active_of_vehicle(vehicle.id)
    if not shown(vehicle, orders).available:
        raise StandByGone
    own, there = await tx.stations.get(vehicle.station_id), await tx.stations.get(advice.station_id)
    taken = StandBy(
        id=tx.new_id(),
        vehicle_id=vehicle.id,
        station_id=there.id,
        gain_percent=round(advice.gain_share * 100, 1),
        drive_min=round(advice.drive_s / 60, 1),
        taken_by=by,
        taken_at=tx.now,
    )
    await tx.stand_bys.add(taken)
    tx.events.append(stand_by_event(taken, own.code, there.code))
    return taken
