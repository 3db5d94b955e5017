"""Writes order sheets: from an incident and its vehicle, and again when the incident changes."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dispatch.domain.complaint import Complaint
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.order_sheet import OrderSheet, SheetHospital
from dispatch.domain.pre_plan import pre_plan_of
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
    """Whom an order sends, from where, and whereto.

    Args:
        leg: From the vehicle to the scene, as it was known at sending; None when not known.
    """

    centre_name: str
    sent_by: str
    vehicle: Vehicle
    station: Station
    hospital: Hospital | None
    leg: Leg | None


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
    )


def rewrite_sheet(
    sheet: OrderSheet, incident: Incident, complaint: Complaint | None, at: datetime
) -> OrderSheet:
    """Write the next revision: what the incident says now; vehicle and hospital stay."""
    told = _of_incident(incident, complaint)
    return replace(sheet, revision=sheet.revision + 1, made_at=at, **told)


def _of_incident(incident: Incident, complaint: Complaint | None) -> dict[str, Any]:
    scene, pick_up = incident.scene, incident.pick_up_point
    return {name: getattr(incident.form, name) for name in _ANSWERS} | {
        "place": scene.text if scene else "",
        "place_point": scene.point if scene else None,
        "pick_up": pick_up.text if pick_up else None,
        "pick_up_point": pick_up.point if pick_up else None,
        "complaint_name": complaint.name if complaint else None,
        "pre_plan": pre_plan_of(incident.form.complaint),
        "pre_plan_sample": True,
    }


def _hospital(one: Hospital | None) -> SheetHospital | None:
    if one is None:
        return None
    return SheetHospital(one.id, one.name, one.address, one.telephone, one.point)
