"""Vehicles are sent to an incident, several in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from dispatch.domain.duplicates import find_duplicates
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.domain.order_making import (
    HospitalsUnclear,
    Sending,
    make_order,
    must_be_distinct,
    must_be_placed,
)
from dispatch.domain.order_reasons import OverrideReason
from dispatch.domain.recommendation import Basis, ways_of
from dispatch.domain.site import SiteSettings
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.transaction import Transaction
from dispatch.services.find_plan import find_plan
from dispatch.services.keep_recommendation import keep_recommendation
from dispatch.services.note_activity import note_activity
from dispatch.services.send_out import send_out


@dataclass(frozen=True, slots=True)
class SendOrders:
    """Which vehicles go to which incident.

    Args:
        hospital_id: Of all of them, where each does not have its own.
        despite_duplicates: Incidents that the call-taker saw and says are others.
        basis: What the list was made from, as it was known before this act.
        by: Staff number.
        hospital_ids: Of each vehicle, in their order; empty when all go to one.
    """

    incident_id: UUID
    vehicle_ids: Sequence[UUID]
    hospital_id: UUID | None
    despite_duplicates: frozenset[UUID]
    override_reason: OverrideReason | None
    basis: Basis | None
    by: str
    hospital_ids: Sequence[UUID | None] = ()


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
    wanted = _hospital_of_each(command)
    vehicles = await _locked(tuple(wanted), tx)
    before = await tx.orders.count_of_incident(incident.id)
    ways = ways_of(command.basis, tuple(wanted)) if command.basis else {}
    orders = []
    for count, (vehicle_id, hospital_id) in enumerate(wanted.items(), before + 1):
        vehicle = vehicles[vehicle_id]
        station = await tx.stations.get(vehicle.station_id)
        hospital = await tx.hospitals.get(hospital_id) if hospital_id else None
        own = replace(sending, hospital=hospital)
        way = ways.get(vehicle.id)
        order = make_order(tx.new_id(), vehicle, station, own, count=count, way=way)
        await send_out(order, tx, acknowledge_s=site.order_acknowledge_s)
        orders.append(order)
    await keep_recommendation(command.basis, orders, tx)
    await note_activity(incident, tx)
    return orders


def _hospital_of_each(command: SendOrders) -> Mapping[UUID, UUID | None]:
    """Give each vehicle once with its hospital."""
    each = command.hospital_ids or [command.hospital_id] * len(command.vehicle_ids)
    if len(each) != len(command.vehicle_ids):
        raise HospitalsUnclear(vehicles=len(command.vehicle_ids), hospitals=len(each))
    return dict(zip(command.vehicle_ids, each, strict=True))


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
        hospital=None,
        sent_by=command.by,
        at=tx.now,
        override_reason=command.override_reason,
        plan=await find_plan(incident, tx),
    )


async def _locked(wanted: Sequence[UUID], tx: Transaction) -> Mapping[UUID, ShownVehicle]:
    """Lock vehicles in the order of their ids, so that two desks never wait for each other."""
    vehicles = [await tx.vehicles.get(one) for one in sorted(wanted)]
    return {one.id: shown(one, await tx.orders.list_active_of_vehicle(one.id)) for one in vehicles}
