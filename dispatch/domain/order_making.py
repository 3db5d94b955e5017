"""Makes an order of an incident and a vehicle; refuses what must not be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.complaint import Complaint
from dispatch.domain.duplicates import Duplicate, Why
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.first_aid_plan import PlanVersion
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.order import Order
from dispatch.domain.order_reasons import OverrideReason
from dispatch.domain.sheet_writing import SheetParts, write_sheet
from dispatch.domain.station import Station
from dispatch.domain.travel import Leg, TravelMode
from dispatch.domain.vehicle import VehicleNotAvailable
from dispatch.domain.vehicle_status import ShownVehicle


class SceneUnconfirmed(DomainError):
    """No person has confirmed a place as the scene, neither a point nor a text."""

    code = "scene_unconfirmed"


class NearDuplicate(DomainError):
    """Incidents that may be the same were not named; parameters hold their ids and numbers."""

    code = "near_duplicate"


class HospitalsUnclear(DomainError):
    """There are not as many hospitals as vehicles."""

    code = "hospitals_unclear"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one vehicle to the scene, as it was known at sending; None when unknown."""

    mode: TravelMode
    leg: Leg | None
    map_version: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """What the orders of one act share."""

    centre_name: str
    incident: Incident
    complaint: Complaint | None
    hospital: Hospital | None
    sent_by: str
    at: datetime
    override_reason: OverrideReason | None = None
    replaces: UUID | None = None
    plan: PlanVersion | None = None


def must_be_placed(incident: Incident) -> None:
    """Refuse an incident without a confirmed place, or one that is over."""
    incident.must_be_worked()
    if incident.scene is None or incident.scene_confirmed_at is None:
        raise SceneUnconfirmed
    if incident.state is not IncidentState.OPEN:
        raise IllegalMove(state=incident.state, move="order")


def must_be_distinct(found: Sequence[Duplicate], despite: frozenset[UUID]) -> None:
    """Refuse to send beside a near incident that the call-taker did not name.

    Those that are known to be farther away do not ask for a digit.
    """
    near = [one for one in found if one.why is Why.NEAR or one.distance_m is None]
    unnamed = [one.incident for one in near if one.incident.id not in despite]
    if unnamed:
        raise NearDuplicate(
            count=len(unnamed),
            incidents=",".join(str(one.id) for one in unnamed),
            numbers=",".join(one.number for one in unnamed),
        )


def make_order(
    order_id: UUID,
    vehicle: ShownVehicle,
    station: Station,
    sending: Sending,
    *,
    count: int,
    way: Way | None,
) -> Order:
    """Make the order that sends a vehicle, the count-th of its incident; VehicleNotAvailable."""
    _must_be_available(vehicle)
    incident, hospital = sending.incident, sending.hospital
    leg = way.leg if way else None
    number = f"{incident.number}-{count}"
    told = (vehicle, station, hospital, leg, sending.plan)
    parts = SheetParts(sending.centre_name, sending.sent_by, *told)
    return Order(
        id=order_id,
        number=number,
        incident_id=incident.id,
        vehicle_id=vehicle.id,
        vehicle_name=vehicle.name,
        station_id=station.id,
        station_code=station.code,
        hospital_id=hospital.id if hospital else None,
        sent_at=sending.at,
        sent_by=sending.sent_by,
        sheet=write_sheet(number, incident, sending.complaint, parts, sending.at),
        travel_s=round(leg.seconds) if leg else None,
        distance_m=round(leg.metres) if leg else None,
        mode=way.mode if way and leg else None,
        map_version=(way.map_version or None) if way and leg else None,
        override_reason=sending.override_reason,
        replaces=sending.replaces,
    )


def _must_be_available(vehicle: ShownVehicle) -> None:
    if not vehicle.available:
        raise VehicleNotAvailable(
            vehicle=vehicle.name, vehicle_id=str(vehicle.id), status=vehicle.status
        )


def bounded(at: datetime | None, order: Order, now: datetime) -> datetime:
    """Give the instant of a milestone: never before the order, never in the future."""
    return max(order.sent_at, min(at or now, now))
