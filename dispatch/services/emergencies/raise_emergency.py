"""A terminal's emergency key was pressed: every seat is told, and a person must say he has it."""

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.emergency import ACKNOWLEDGE_WITHIN, Emergency, EmergencyState, Raising
from dispatch.domain.emergency_events import emergency_event
from dispatch.domain.events import Kind
from dispatch.ports.transaction import Transaction


async def raise_emergency(raising: Raising, tx: Transaction) -> Emergency:
    """Raise it, or raise again what is open of this terminal.

    The time within which it must be acknowledged does not begin anew while it already runs.
    """
    known = await tx.emergencies.find_open(raising.device)
    raised = await _new(raising, tx) if known is None else known.raised_again(raising)
    await tx.emergencies.save(raised)
    if known is None or known.state is not EmergencyState.RAISED:
        due_at = tx.now + ACKNOWLEDGE_WITHIN
        await tx.deadlines.set(Deadline(DeadlineKind.EMERGENCY_ACKNOWLEDGE, str(raised.id), due_at))
    tx.events.append(emergency_event(Kind.EMERGENCY_RAISED, raised))
    return raised


async def _new(raising: Raising, tx: Transaction) -> Emergency:
    vehicle = await tx.vehicles.find_tracked(raising.device)
    station = await tx.stations.get(vehicle.station_id) if vehicle else None
    return Emergency(
        id=tx.new_id(),
        device=raising.device,
        vehicle_id=vehicle.id if vehicle else None,
        vehicle_name=vehicle.name if vehicle else None,
        station_code=station.code if station else None,
        feed=raising.feed,
        point=raising.point,
        raised_at=raising.raised_at,
        heard_at=raising.heard_at,
    )
