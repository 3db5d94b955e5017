"""Another vehicle goes in the place of one 改派."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order, OrderMove
from dispatch.domain.order_making import Sending, make_order, must_be_placed
from dispatch.domain.order_reasons import ReassignReason
from dispatch.domain.recommendation import Basis, ways_of
from dispatch.domain.site import SiteSettings
from dispatch.domain.vehicle_status import shown
from dispatch.ports.transaction import Transaction
from dispatch.services.end_order import end_order
from dispatch.services.find_plan import find_plan
from dispatch.services.keep_recommendation import keep_recommendation
from dispatch.services.note_activity import note_activity
from dispatch.services.send_out import send_out


@dataclass(frozen=True, slots=True)
class ReassignOrder:
    """Which order ends, which vehicle goes instead, and why.

    Args:
        basis: What the list was made from, as it was known before this act.
        by: Staff number.
    """

    order_id: UUID
    vehicle_id: UUID
    reason: ReassignReason
    basis: Basis | None
    by: str


async def reassign_order(command: ReassignOrder, tx: Transaction) -> Sequence[Order]:
    """End the one order and send the other, or neither; the hospital stays.

    Raises:
        VehicleNotAvailable: The other vehicle cannot be sent.
        IllegalMove: The order is too far, or over.
    """
    incident = await tx.incidents.get(await tx.orders.incident_of(command.order_id))
    must_be_placed(incident)
    order = await tx.orders.get(command.order_id)
    reassigned = order.ended(OrderMove.REASSIGN, command.reason, tx.now)
    site = await tx.site.current()
    for vehicle_id in sorted({order.vehicle_id, command.vehicle_id}):
        await tx.vehicles.get(vehicle_id)
    other = await _make(command, incident, order, site, tx)
    await end_order(reassigned, Kind.ORDER_REASSIGNED, tx)
    await send_out(other, tx, acknowledge_s=site.order_acknowledge_s)
    await keep_recommendation(command.basis, [other], tx)
    await note_activity(incident, tx)
    return reassigned, other


async def _make(
    command: ReassignOrder, incident: Incident, order: Order, site: SiteSettings, tx: Transaction
) -> Order:
    vehicle = await tx.vehicles.get(command.vehicle_id)
    now = shown(vehicle, await tx.orders.list_active_of_vehicle(vehicle.id))
    table = {one.code: one for one in await tx.complaints.list_all()}
    sending = Sending(
        centre_name=site.centre_name,
        incident=incident,
        complaint=table.get(incident.form.complaint or ""),
        hospital=await tx.hospitals.get(order.hospital_id) if order.hospital_id else None,
        sent_by=command.by,
        at=tx.now,
        replaces=order.id,
        plan=await find_plan(incident, tx),
    )
    count = await tx.orders.count_of_incident(incident.id) + 1
    station = await tx.stations.get(vehicle.station_id)
    ways = ways_of(command.basis, (vehicle.id,)) if command.basis else {}
    way = ways.get(vehicle.id)
    return make_order(tx.new_id(), now, station, sending, count=count, way=way)
