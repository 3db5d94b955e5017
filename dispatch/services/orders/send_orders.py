"""Vehicles are sent to an incident, several in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.duplicates import find_duplicates
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.domain.order_making import (
    Sending,
    Way,
    make_order,
    must_be_distinct,
    must_be_placed,
)
from dispatch.domain.order_reasons import OverrideReason
from dispatch.domain.site import SiteSettings
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.transaction import Transaction
from dispatch.services.note_activity import note_activity
from dispatch.services.send_out import send_out


@dataclass(frozen=True, slots=True)
class SendOrders:
    """Which vehicles go to which incident.

    Args:
        despite_duplicates: Incidents that the call-taker saw and says are others.
        ways: Each vehicle's way to the scene, as it was known before this act.
        by: Staff number.
    """

    incident_id: UUID
    vehicle_ids: Sequence[UUID]
    hospital_id: UUID | None
    despite_duplicates: frozenset[UUID]
    override_reason: OverrideReason | None
    ways: Mapping[UUID, Way]
    by: str


async def send_orders(command: SendOrders, tx: Transaction) -> Sequence[Order]:
    """Send all of them or none.

    Raises:
        SceneUnconfirmed: Nobody confirmed a place.
        NearDuplicate: Another incident may be the same, and was not named.
        VehicleNotAvailable: One of them cannot be sent, such as when another desk was first.
    """
    incident = await tx.incidents.get(command.incident_id)
    must_be_placed(incident)
    site = await tx.site.current()
    await _must_be_distinct(incident, command.despite_duplicates, site, tx)
    sending = await _sending(command, incident, site, tx)
    wanted = tuple(dict.fromkeys(command.vehicle_ids))
    vehicles = await _locked(wanted, tx)
    before = await tx.orders.count_of_incident(incident.id)
    orders = []
    for count, vehicle in enumerate((vehicles[one] for one in wanted), before + 1):
        station = await tx.stations.get(vehicle.station_id)
        way = command.ways.get(vehicle.id)
        order = make_order(tx.new_id(), vehicle, station, sending, count=count, way=way)
        await send_out(order, tx, acknowledge_s=site.order_acknowledge_s)
        orders.append(order)
    await note_activity(incident, tx)
    return orders


async def _must_be_distinct(
    incident: Incident, despite: frozenset[UUID], site: SiteSettings, tx: Transaction
) -> None:
    others = await tx.incidents.list_worked()
    found = find_duplicates(incident, others, at=tx.now, area_code=site.area_code)
    must_be_distinct(found, despite)


async def _sending(
    command: SendOrders, incident: Incident, site: SiteSettings, tx: Transaction
) -> Sending:
    table = {one.code: one for one in await tx.complaints.list_all()}
    return Sending(
        centre_name=site.centre_name,
        incident=incident,
        complaint=table.get(incident.form.complaint or ""),
        hospital=await tx.hospitals.get(command.hospital_id) if command.hospital_id else None,
        sent_by=command.by,
        at=tx.now,
        override_reason=command.override_reason,
    )


async def _locked(wanted: Sequence[UUID], tx: Transaction) -> Mapping[UUID, ShownVehicle]:
    """Lock vehicles in the order of their ids, so that two desks never wait for each other."""
    vehicles = [await tx.vehicles.get(one) for one in sorted(wanted)]
    return {one.id: shown(one, await tx.orders.list_active_of_vehicle(one.id)) for one in vehicles}
