"""Which vehicle goes, and where to: everything is read, nothing is changed.

What does not wait for another answer is asked at once: a desk waits for the whole.
"""

from asyncio import gather
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.domain.complaint import Department, UsedComplaint
from dispatch.domain.hospital import Hospital
from dispatch.domain.incident import IncidentNotFound
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
    incident, resources = await gather(
        world.incidents.find_incident(incident_id), world.orders.read_resources()
    )
    if incident is None:
        raise IncidentNotFound
    now, goal = resources.read_at, goal_of(incident)
    candidates = candidates_of(resources.vehicles, resources.stations, world.fleet.latest())
    there, onward, orders, table = await gather(
        _there(goal, candidates, now, world),
        _onward(goal, resources.hospitals, world),
        world.orders.list_orders(incident_id),
        world.incidents.list_complaints(asked_by),
    )
    wanted = Wanted(incident.form.infectious is True, frozenset(one.id for one in orders))
    needs = needs_of(incident, _needed_by(incident.form.complaint, table))
    return Recommendation(
        incident_id=incident_id,
        mode=there.mode if there else TravelMode.STRAIGHT_LINE,
        map_version=there.map_version if there else "",
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


def _needed_by(code: str | None, table: Sequence[UsedComplaint]) -> Sequence[Department]:
    return next((one.complaint.needs for one in table if one.complaint.code == code), ())
