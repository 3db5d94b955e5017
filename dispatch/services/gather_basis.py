"""Shared by the verbs that recommend and send: what a recommendation is made from is read.

The roads are asked while the database is still read: a desk waits for the whole.
"""

from asyncio import gather
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from dispatch.domain.complaint import Complaint, Department
from dispatch.domain.divert import ON_THE_WAY
from dispatch.domain.fix import Fix
from dispatch.domain.hour_factor import calibrated, measured
from dispatch.domain.incident import Incident
from dispatch.domain.incident_form import Priority
from dispatch.domain.order import Order, OrderState
from dispatch.domain.recommend import Wanted, is_fresh, start_of
from dispatch.domain.recommend_hospitals import Needed
from dispatch.domain.recommendation import Basis, candidates_of, goal_of, needs_of
from dispatch.domain.travel import Conditions, Travel
from dispatch.domain.vehicle_needs import needed_skills
from dispatch.ports.basis_queries import Known, Places
from dispatch.ports.roads import RoadsThrough
from dispatch.ports.world import World
from dispatch.services.calibrate_roads import calibrate_roads
from dispatch.services.weigh_driving import Asks, weigh_driving
from gis.datum import Wgs84

NOT_YET_THERE = ON_THE_WAY | {
    OrderState.ARRIVED,
    OrderState.PATIENT_CONTACT,
    OrderState.PATIENT_ABOARD,
    OrderState.LEFT_SCENE,
}
"""States of an order whose patient has yet to reach its hospital."""


async def gather_basis(incident_id: UUID, world: World) -> Basis | None:
    """Read all of it for an incident; None when there is none."""
    fixes = world.fleet.latest()
    async with world.basis.picture(incident_id) as picture:
        places = await picture.read_places()
        if places is None:
            return None
        goal, starts = goal_of(places.incident), _starts(places, fixes)
        conditions = Conditions(closures=tuple(places.closures))
        (asked, onward), known = await gather(
            _through(goal, starts, places, world.roads), picture.read_known(places)
        )
    incident, resources, now = places.incident, known.resources, places.read_at
    candidates = candidates_of(resources.vehicles, resources.stations, fixes, known.heard)
    there = _of_candidates(asked, starts, [start_of(one, now).point for one in candidates])
    asks = Asks(incident, candidates, there, now, conditions)
    roads = calibrate_roads(world.roads, places.calibration, now)
    driving = await weigh_driving(known, asks, roads) if there else ()
    return Basis(
        incident_id=incident_id,
        made_at=now,
        candidates=tuple(candidates),
        there=there,
        wanted=_wanted(known, incident),
        hospitals=tuple(resources.hospitals),
        onward=onward,
        needed=_needed(known, incident),
        inbound=_inbound(known.orders),
        policy=measured(known.rules.policy, places.calibration),
        driving=driving,
    )


def _starts(places: Places, fixes: Mapping[str, Fix]) -> Sequence[Wgs84]:
    """List where a vehicle may start from: every station and every fresh fix, each once."""
    known = (fixes[one] for one in places.trackers if one in fixes)
    fresh = (fix.point for fix in known if is_fresh(fix, places.read_at))
    return tuple(dict.fromkeys((*(one.point for one in places.stations), *fresh)))


def _of_candidates(
    asked: Travel | None, starts: Sequence[Wgs84], wanted: Sequence[Wgs84]
) -> Travel | None:
    if asked is None:
        return None
    place = {point: number for number, point in enumerate(starts)}
    chosen = [place[point] for point in wanted]
    open_s = tuple(asked.open_s[number] for number in chosen) if asked.open_s else ()
    return replace(asked, legs=tuple(asked.legs[number] for number in chosen), open_s=open_s)


def _wanted(known: Known, incident: Incident) -> Wanted:
    own = frozenset(one.id for one in known.orders if one.incident_id == incident.id)
    skills = needed_skills(incident.form, known.rules.needs)
    return Wanted(incident.form.infectious is True, own, skills)


def _needed(known: Known, incident: Incident) -> Needed:
    needs = _needed_by(incident.form.complaint, known.complaints)
    return Needed(tuple(needs_of(incident, needs)), incident.form.wanted_hospital)


def _needed_by(code: str | None, table: Sequence[Complaint]) -> Sequence[Department]:
    return next((one.needs for one in table if one.code == code), ())


def _inbound(orders: Sequence[Order]) -> Counter[UUID]:
    return Counter(
        one.hospital_id
        for one in orders
        if one.hospital_id is not None and one.state in NOT_YET_THERE
    )


def _with_patient(incident: Incident, conditions: Conditions) -> Conditions:
    """Drive a critical patient with blue light, and every other like any vehicle."""
    return replace(conditions, blue_light=incident.form.priority is Priority.CRITICAL)


async def _through(
    goal: Wgs84 | None, starts: Sequence[Wgs84], places: Places, roads: RoadsThrough
) -> tuple[Travel | None, Travel | None]:
    if goal is None:
        return None, None
    hospitals = [one.point for one in places.hospitals]
    there = Conditions(closures=tuple(places.closures))
    both = there, _with_patient(places.incident, there)
    asked, onward = await roads.travel_through(goal, starts, hospitals, both)
    hour = places.calibration, places.read_at
    return calibrated(asked, *hour), calibrated(onward, *hour)
