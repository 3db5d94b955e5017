"""Kept things as contents: what a person writes of them, without ids and live state."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.first_aid_plan import FirstAidPlan, PlanLine
from dispatch.domain.hospital import Capability, Hospital
from dispatch.domain.incident_form import Sex
from dispatch.domain.related_unit import DutyTelephone, RelatedUnit, UnitKind
from dispatch.domain.station import Station
from dispatch.domain.vehicle import Crew, Duty, Skill, Vehicle, VehicleKind
from gis.datum import Wgs84

Content = Mapping[str, Any]


def content_of_station(station: Station) -> Content:
    """Give what is written of a station."""
    return {
        "code": station.code,
        "name": station.name,
        "point": asdict(station.point),
        "address": station.address,
        "telephone": station.telephone,
    }


def station_of(station_id: UUID, content: Content) -> Station:
    """Make a station of what was written."""
    point = _point(content["point"])
    told = (content["address"], content["telephone"])
    return Station(station_id, content["code"], content["name"], point, *told)


def content_of_vehicle(vehicle: Vehicle, station: str) -> Content:
    """Give what is written of a vehicle; crew and duty are live, and not of it."""
    return {
        "name": vehicle.name,
        "plate": vehicle.plate,
        "kind": vehicle.kind.value,
        "station": station,
        "tracker": vehicle.tracker,
        "equipment": sorted(vehicle.equipment),
    }


def vehicle_of(
    vehicle_id: UUID, content: Content, station: Station, known: Vehicle | None, now: datetime
) -> Vehicle:
    """Make a vehicle of what was written; crew and duty stay as they are known."""
    return Vehicle(
        id=vehicle_id,
        name=content["name"],
        plate=content["plate"],
        kind=VehicleKind(content["kind"]),
        station_id=station.id,
        tracker=content["tracker"],
        crew=known.crew if known else Crew(),
        duty_since=known.duty_since if known else now,
        duty=known.duty if known else Duty.IN_SERVICE,
        duty_reason=known.duty_reason if known else None,
        equipment=frozenset(map(Skill, content["equipment"])),
    )


def content_of_hospital(hospital: Hospital) -> Content:
    """Give what is written of a hospital; its free beds are live, and not of it."""
    return {
        "name": hospital.name,
        "point": asdict(hospital.point),
        "address": hospital.address,
        "telephone": hospital.telephone,
        "departments": sorted(hospital.departments),
        "capabilities": sorted(hospital.capabilities),
        "beds_total": hospital.beds_total,
        "staff": [asdict(one) for one in hospital.staff],
        "equipment": sorted(hospital.equipment),
    }


def hospital_of(hospital_id: UUID, content: Content, known: Hospital | None) -> Hospital:
    """Make a hospital of what was written; its free beds stay as they were told."""
    return Hospital(
        id=hospital_id,
        name=content["name"],
        point=_point(content["point"]),
        address=content["address"],
        telephone=content["telephone"],
        departments=frozenset(map(Department, content["departments"])),
        capabilities=frozenset(map(Capability, content["capabilities"])),
        beds=known.beds if known else None,
        beds_total=content["beds_total"],
        staff=_telephones(content["staff"]),
        equipment=frozenset(content["equipment"]),
    )


def content_of_unit(unit: RelatedUnit) -> Content:
    """Give what is written of a related unit."""
    return {
        "name": unit.name,
        "kind": unit.kind.value,
        "district": unit.district,
        "point": asdict(unit.point) if unit.point else None,
        "address": unit.address,
        "telephones": [asdict(one) for one in unit.telephones],
        "note": unit.note,
    }


def unit_of(unit_id: UUID, content: Content) -> RelatedUnit:
    """Make a related unit of what was written."""
    point = content["point"]
    return RelatedUnit(
        id=unit_id,
        name=content["name"],
        kind=UnitKind(content["kind"]),
        district=content["district"],
        point=_point(point) if point else None,
        address=content["address"],
        telephones=_telephones(content["telephones"]),
        note=content["note"],
    )


def plan_of(plan_id: UUID, content: Content) -> FirstAidPlan:
    """Make a first-aid plan of what was written."""
    return FirstAidPlan(
        id=plan_id,
        name=content["name"],
        english=content["english"],
        complaints=tuple(content["complaints"]),
        sex=Sex(content["sex"]) if content["sex"] else None,
        age_from_years=content["age_from_years"],
        age_to_years=content["age_to_years"],
        questions=_lines(content["questions"]),
        steps=_lines(content["steps"]),
        equipment=tuple(content["equipment"]),
        skills=tuple(map(Skill, content["skills"])),
        order_lines=tuple(content["order_lines"]),
        approved_by=content["approved_by"],
    )


def _lines(told: list[Mapping[str, str]]) -> tuple[PlanLine, ...]:
    return tuple(PlanLine(**one) for one in told)


def _telephones(told: list[Mapping[str, str]]) -> tuple[DutyTelephone, ...]:
    return tuple(DutyTelephone(**one) for one in told)


def _point(told: Mapping[str, float]) -> Wgs84:
    return Wgs84(told["lon"], told["lat"])
