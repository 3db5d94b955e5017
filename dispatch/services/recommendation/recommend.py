"""Which vehicle goes, and where to: everything is read, nothing is changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import Incident, IncidentNotFound
from dispatch.domain.recommend import Candidate, Wanted, rank_vehicles, start_of
from dispatch.domain.recommend_hospitals import rank_hospitals
from dispatch.domain.recommendation import Recommendation, candidates_of, goal_of, needs_of
from dispatch.domain.travel import Travel, TravelMode
from dispatch.ports.world import World
from gis.datum import Wgs84


async def recommend(incident_id: UUID, asked_by: str, world: World) -> Recommendation:
    """Rank every vehicle and every hospital; IncidentNotFound.

    Args:
        incident_id: For which incident.
        asked_by: Staff number.
        world: Where to look.
    """
    incident = await world.incidents.find_incident(incident_id)
    if incident is None:
        raise IncidentNotFound
    resources = await world.orders.read_resources()
    now, goal = resources.read_at, goal_of(incident)
    candidates = candidates_of(resources.vehicles, resources.stations, world.fleet.latest())
    there = await _there(goal, candidates, now, world)
    onward = await _onward(goal, resources.hospitals, world)
    orders = await world.orders.list_orders(incident_id)
    wanted = Wanted(incident.form.infectious is True, frozenset(one.id for one in orders))
    needs = await _needs(incident, asked_by, world)
    return Recommendation(
        incident_id=incident_id,
        mode=there.mode if there else TravelMode.STRAIGHT_LINE,
        made_at=now,
        vehicles=rank_vehicles(candidates, there, wanted, now),
        hospitals=rank_hospitals(resources.hospitals, onward, needs, incident.form.wanted_hospital),
    )


async def _there(
    goal: Wgs84 | None, candidates: Sequence[Candidate], now: datetime, world: World
) -> Travel | None:
    if goal is None:
        return None
    return await world.roads.travel_to(goal, [start_of(one, now).point for one in candidates])


async def _onward(goal: Wgs84 | None, hospitals: Sequence[Hospital], world: World) -> Travel | None:
    if goal is None:
        return None
    return await world.roads.travel_from(goal, [one.point for one in hospitals])


async def _needs(incident: Incident, asked_by: str, world: World) -> Sequence[Department]:
    table = await world.incidents.list_complaints(asked_by)
    own = [one.complaint.needs for one in table if one.complaint.code == incident.form.complaint]
    return needs_of(incident, own[0] if own else ())
