"""Writes order sheets: from an incident and its vehicle, and again when the incident changes."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dispatch.domain.complaint import Complaint
from dispatch.domain.first_aid_plan import PlanVersion, order_lines_of
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.order_sheet import OrderSheet, SheetHospital
from dispatch.domain.station import Station
from dispatch.domain.travel import Leg
from dispatch.domain.vehicle import Vehicle

_ANSWERS = (
    "contact_number",
    "caller_relation",
    "patient_name",
    "sex",
    "age",
    "patient_count",
    "complaint",
    "complaint_text",
    "conscious",
    "breathing",
    "onset",
    "history",
    "diagnosis",
    "priority",
    "infectious",
    "stretcher",
    "floor",
    "elevator",
    "unaccompanied",
    "gestation_weeks",
    "language",
    "hazards",
    "notes",
    "nature",
)


@dataclass(frozen=True, slots=True)
class SheetParts:
    """Whom an order sends, from where, whereto and by which plan.

    Args:
        leg: From the vehicle to the scene, as it was known at sending; None when not known.
    """

    centre_name: str
    sent_by: str
    vehicle: Vehicle
    station: Station
    hospital: Hospital | None
    leg: Leg | None
    plan: PlanVersion | None = None


def write_sheet(
    number: str,
    incident: Incident,
    complaint: Complaint | None,
    parts: SheetParts,
    at: datetime,
) -> OrderSheet:
    """Write the first revision."""
    return OrderSheet(
        centre_name=parts.centre_name,
        number=number,
        incident_number=incident.number,
        revision=1,
        made_at=at,
        reported_at=incident.opened_at,
        sent_by=parts.sent_by,
        vehicle_name=parts.vehicle.name,
        vehicle_plate=parts.vehicle.plate,
        crew=parts.vehicle.crew,
        station_name=parts.station.name,
        hospital=_hospital(parts.hospital),
        travel_s=round(parts.leg.seconds) if parts.leg else None,
        distance_m=round(parts.leg.metres) if parts.leg else None,
        **_of_incident(incident, complaint),
        **_of_plan(parts.plan),
    )


def rewrite_sheet(
    sheet: OrderSheet,
    incident: Incident,
    complaint: Complaint | None,
    plan: PlanVersion | None,
    at: datetime,
) -> OrderSheet:
    """Write the next revision: what the incident says now; vehicle and hospital stay."""
    told = _of_incident(incident, complaint) | _of_plan(plan)
    return replace(sheet, revision=sheet.revision + 1, made_at=at, **told)


def _of_incident(incident: Incident, complaint: Complaint | None) -> dict[str, Any]:
    scene, pick_up = incident.scene, incident.pick_up_point
    return {name: getattr(incident.form, name) for name in _ANSWERS} | {
        "place": scene.text if scene else "",
        "place_point": scene.point if scene else None,
        "pick_up": pick_up.text if pick_up else None,
        "pick_up_point": pick_up.point if pick_up else None,
        "complaint_name": complaint.name if complaint else None,
    }


def _of_plan(known: PlanVersion | None) -> dict[str, Any]:
    return {
        "pre_plan": order_lines_of(known.plan) if known else (),
        "pre_plan_sample": known is not None and known.plan.is_sample,
        "pre_plan_name": known.plan.name if known else None,
        "pre_plan_version": known.version if known else None,
    }


def _hospital(one: Hospital | None) -> SheetHospital | None:
    if one is None:
        return None
    return SheetHospital(one.id, one.name, one.address, one.telephone, one.point)
