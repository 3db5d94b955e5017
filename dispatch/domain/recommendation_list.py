"""The recommendation as every desk sees it, in plain values.

The texts of two lists tell whether they are the same, bit for bit.
"""

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from dispatch.domain.divert import DivertibleVehicle
from dispatch.domain.reason import Reason
from dispatch.domain.recommend import ExcludedVehicle, RankedVehicle
from dispatch.domain.recommend_hospitals import RankedHospital
from dispatch.domain.recommendation import Recommendation
from dispatch.domain.travel import Leg
from dispatch.domain.vehicle import Crew

ROLES = ("doctor", "nurse", "driver")


def listed(found: Recommendation) -> Mapping[str, Any]:
    """Write a recommendation in plain values, in its own order."""
    return {
        "incident_id": str(found.incident_id),
        "mode": found.mode.value,
        "map_version": found.map_version,
        "positions": found.vehicles.positions.value,
        "made_at": found.made_at.isoformat(),
        "ranked": list(map(_ranked, count(1), found.vehicles.ranked)),
        "excluded": list(map(_excluded, found.vehicles.excluded)),
        "hospitals": list(map(_hospital, count(1), found.hospitals)),
        "split": [str(one) for one in found.split],
        "divertible": list(map(_divertible, found.divertible)),
    }


def text_of(found: Recommendation) -> str:
    """Write it as one text: equal lists are equal texts."""
    return json.dumps(listed(found), ensure_ascii=False, separators=(",", ":"))


def _ranked(rank: int, one: RankedVehicle) -> dict[str, Any]:
    return {
        "rank": rank,
        "vehicle_id": str(one.vehicle.id),
        "name": one.vehicle.name,
        "kind": one.vehicle.kind.value,
        "status": one.vehicle.status.value,
        "station_name": one.station.name,
        "travel_s": _travel_s(one.leg),
        "distance_m": _distance_m(one.leg),
        "eta_low_s": one.eta.low_s if one.eta else None,
        "eta_high_s": one.eta.high_s if one.eta else None,
        "fix_age_s": one.start.fix_age_s,
        "position_source": one.start.source.value,
        "crew": _aboard(one.vehicle.crew),
        "lacks": [skill.value for skill in one.lacks],
        "reasons": list(map(_reason, one.reasons)),
    }


def _excluded(one: ExcludedVehicle) -> dict[str, Any]:
    return {
        "vehicle_id": str(one.vehicle.id),
        "name": one.vehicle.name,
        "status": one.vehicle.status.value,
        "reasons": list(map(_reason, one.reasons)),
    }


def _hospital(rank: int, one: RankedHospital) -> dict[str, Any]:
    return {
        "rank": rank,
        "hospital_id": str(one.hospital.id),
        "name": one.hospital.name,
        "travel_s": _travel_s(one.leg),
        "distance_m": _distance_m(one.leg),
        "departments": [need.value for need in one.departments],
        "centres": [centre.value for centre in one.centres],
        "beds_free": one.beds_free,
        "inbound": one.inbound,
        "reasons": list(map(_reason, one.reasons)),
    }


def _divertible(one: DivertibleVehicle) -> dict[str, Any]:
    return {
        "vehicle_id": str(one.driving.candidate.vehicle.id),
        "name": one.driving.candidate.vehicle.name,
        "order_id": str(one.driving.order_id),
        "incident_number": one.driving.incident_number,
        "priority": int(one.driving.priority),
        "travel_s": round(one.driving.here.seconds),
        "eta_low_s": one.eta.low_s,
        "eta_high_s": one.eta.high_s,
        "gains_s": one.gains_s,
        "costs_s": one.costs_s,
        "replacement_id": str(one.replacement.vehicle_id),
        "replacement_name": one.replacement.name,
    }


def _reason(one: Reason) -> dict[str, Any]:
    return {"code": str(one.code), "parameters": dict(one.parameters)}


def _aboard(crew: Crew) -> list[str]:
    names = zip(ROLES, (crew.doctor, crew.nurse, crew.driver), strict=True)
    return [role for role, name in names if name is not None]


def _travel_s(leg: Leg | None) -> int | None:
    return round(leg.seconds) if leg else None


def _distance_m(leg: Leg | None) -> int | None:
    return round(leg.metres) if leg else None
