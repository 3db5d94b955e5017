"""The whole answer to the question which vehicle goes, and where to, and what it is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.dispatch_rules import USUAL_POLICY, Policy
from dispatch.domain.divert import DivertibleVehicle, Driving, list_divertible
from dispatch.domain.fix import Fix
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident
from dispatch.domain.order_making import Way
from dispatch.domain.recommend import Candidate, VehicleRanking, Wanted, rank_vehicles
from dispatch.domain.recommend_hospitals import (
    Needed,
    RankedHospital,
    rank_hospitals,
    split_patients,
)
from dispatch.domain.station import Station
from dispatch.domain.travel import Travel, TravelMode
from dispatch.domain.vehicle import Crew
from dispatch.domain.vehicle_status import ShownVehicle
from gis.datum import Wgs84

MOST_PATIENTS = 10
MOST_VEHICLES_KEPT = 60
MOST_HOSPITALS_KEPT = 40
ABOARD = "aboard"
"""Stands for a name in what is kept."""


@dataclass(frozen=True, slots=True)
class Basis:
    """All that one recommendation is made from: the same basis gives the same answer.

    Args:
        made_at: By the database's clock.
        there: From each candidate's start to the scene; None for a scene that is text only.
        onward: From the scene to each hospital.
        inbound: Patients on their way to each hospital.
        driving: Vehicles that could be diverted, where the policy shows them.
    """

    incident_id: UUID
    made_at: datetime
    candidates: tuple[Candidate, ...]
    there: Travel | None
    wanted: Wanted
    hospitals: tuple[Hospital, ...]
    onward: Travel | None
    needed: Needed
    inbound: Mapping[UUID, int] = field(default_factory=dict)
    policy: Policy = USUAL_POLICY
    driving: tuple[Driving, ...] = ()

    @property
    def map_version(self) -> str:
        """Version of the map whose roads the times are of; empty without roads."""
        return self.there.map_version if self.there else ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Vehicles and hospitals for one incident, at one moment.

    Args:
        mode: How the times were found; straight_line also where there are none.
        map_version: Of the map that they were found on; empty without roads.
        split: The hospital of each of up to MOST_PATIENTS patients.
    """

    incident_id: UUID
    mode: TravelMode
    map_version: str
    made_at: datetime
    vehicles: VehicleRanking
    hospitals: Sequence[RankedHospital]
    split: Sequence[UUID]
    divertible: Sequence[DivertibleVehicle]


def weigh(basis: Basis) -> Recommendation:
    """Make the recommendation: nothing but the basis is looked at."""
    vehicles = rank_vehicles(
        basis.candidates, basis.there, basis.wanted, basis.made_at, basis.policy
    )
    hospitals = rank_hospitals(
        basis.hospitals,
        basis.onward,
        basis.needed,
        basis.made_at,
        inbound=basis.inbound,
        policy=basis.policy,
    )
    return Recommendation(
        incident_id=basis.incident_id,
        mode=basis.there.mode if basis.there else TravelMode.STRAIGHT_LINE,
        map_version=basis.map_version,
        made_at=basis.made_at,
        vehicles=vehicles,
        hospitals=hospitals,
        split=split_patients(hospitals, MOST_PATIENTS, basis.policy),
        divertible=list_divertible(basis.driving, vehicles, basis.policy),
    )


def ways_of(basis: Basis, vehicle_ids: Sequence[UUID]) -> Mapping[UUID, Way]:
    """Give the way of each vehicle; none for a scene that is text only."""
    if basis.there is None:
        return {}
    legs = zip(basis.candidates, basis.there.legs, strict=True)
    mode, version = basis.there.mode, basis.map_version
    return {
        one.vehicle.id: Way(mode, leg, version)
        for one, leg in legs
        if one.vehicle.id in vehicle_ids
    }


def to_keep(basis: Basis, sent: Sequence[UUID]) -> tuple[Basis, int]:
    """Give what is kept of a basis, and how many vehicles that leaves out.

    The best of the list and those that were sent stay; names of crews and addresses, which nothing
    is made from, do not.

    Args:
        basis: The whole.
        sent: Vehicles that were sent.
    """
    found = weigh(basis)
    ranked = [one.vehicle.id for one in found.vehicles.ranked]
    others = [one.vehicle.id for one in found.vehicles.excluded]
    order = dict.fromkeys([*sent, *ranked, *others])
    vehicles = set(list(order)[:MOST_VEHICLES_KEPT])
    nearest = {one.hospital.id for one in found.hospitals[:MOST_HOSPITALS_KEPT]}
    kept_v = [n for n, one in enumerate(basis.candidates) if one.vehicle.id in vehicles]
    kept_h = [n for n, one in enumerate(basis.hospitals) if one.id in nearest]
    kept = replace(
        basis,
        candidates=tuple(_nameless(basis.candidates[n]) for n in kept_v),
        there=_only(basis.there, kept_v),
        hospitals=tuple(replace(basis.hospitals[n], address="") for n in kept_h),
        onward=_only(basis.onward, kept_h),
        driving=tuple(replace(one, candidate=_nameless(one.candidate)) for one in basis.driving),
    )
    return kept, len(basis.candidates) - len(kept_v)


def _only(travel: Travel | None, places: Sequence[int]) -> Travel | None:
    if travel is None:
        return None
    open_s = tuple(travel.open_s[n] for n in places) if travel.open_s else ()
    return replace(travel, legs=tuple(travel.legs[n] for n in places), open_s=open_s)


def _nameless(one: Candidate) -> Candidate:
    crew = one.vehicle.crew
    names = (crew.doctor, crew.nurse, crew.driver)
    rides = Crew(*(None if name is None else ABOARD for name in names))
    vehicle, station = replace(one.vehicle, crew=rides), replace(one.station, address="")
    return replace(one, vehicle=vehicle, station=station)


def goal_of(incident: Incident) -> Wgs84 | None:
    """Give where a vehicle drives to: the pick-up point if it is on the map, else the scene."""
    for place in (incident.pick_up_point, incident.scene):
        if place is not None and place.point is not None:
            return place.point
    return None


def candidates_of(
    vehicles: Sequence[ShownVehicle],
    stations: Sequence[Station],
    fixes: Mapping[str, Fix],
    heard: frozenset[UUID] | None = None,
) -> Sequence[Candidate]:
    """Put each vehicle together with its station and the newest fix of its terminal.

    Args:
        vehicles: In any order.
        stations: All of them.
        fixes: By terminal.
        heard: Stations of which a device is heard; None where it does not matter.
    """
    by_id = {one.id: one for one in stations}
    return [
        Candidate(
            one,
            by_id[one.station_id],
            fixes.get(one.tracker) if one.tracker else None,
            by_telephone=heard is not None and one.station_id not in heard,
        )
        for one in vehicles
    ]


def needs_of(incident: Incident, needs: Sequence[Department]) -> Sequence[Department]:
    """Give the departments that a hospital should have: the complaint's, and what is infectious."""
    extra = (Department.INFECTIOUS,) if incident.form.infectious else ()
    return tuple(dict.fromkeys((*needs, *extra)))
