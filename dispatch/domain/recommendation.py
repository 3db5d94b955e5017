"""The whole answer to the question which vehicle goes, and where to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.fix import Fix
from dispatch.domain.incident import Incident
from dispatch.domain.recommend import Candidate, VehicleRanking
from dispatch.domain.recommend_hospitals import RankedHospital
from dispatch.domain.station import Station
from dispatch.domain.travel import TravelMode
from dispatch.domain.vehicle_status import ShownVehicle
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Vehicles and hospitals for one incident, at one moment.

    Args:
        mode: How the times were found; straight_line also where there are none.
        map_version: Of the map that they were found on; empty without roads.
    """

    incident_id: UUID
    mode: TravelMode
    map_version: str
    made_at: datetime
    vehicles: VehicleRanking
    hospitals: Sequence[RankedHospital]


def goal_of(incident: Incident) -> Wgs84 | None:
    """Give where a vehicle drives to: the pick-up point if it is on the map, else the scene."""
    for place in (incident.pick_up_point, incident.scene):
        if place is not None and place.point is not None:
            return place.point
    return None


def candidates_of(
    vehicles: Sequence[ShownVehicle], stations: Sequence[Station], fixes: Mapping[str, Fix]
) -> Sequence[Candidate]:
    """Put each vehicle together with its station and the newest fix of its terminal."""
    by_id = {one.id: one for one in stations}
    return [
        Candidate(one, by_id[one.station_id], fixes.get(one.tracker) if one.tracker else None)
        for one in vehicles
    ]


def needs_of(incident: Incident, needs: Sequence[Department]) -> Sequence[Department]:
    """Give the departments that a hospital should have: the complaint's, and what is infectious."""
    extra = (Department.INFECTIOUS,) if incident.form.infectious else ()
    return tuple(dict.fromkeys((*needs, *extra)))
