"""How far each vehicle is from an incident, asked before it is sent."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from dispatch.domain.order_making import Way
from dispatch.domain.recommend import start_of
from dispatch.domain.recommendation import candidates_of, goal_of
from dispatch.ports.world import World


async def find_ways(
    incident_id: UUID, vehicle_ids: Sequence[UUID], world: World
) -> Mapping[UUID, Way]:
    """Give the way of each vehicle; none for a scene that is text only or not known."""
    incident = await world.incidents.find_incident(incident_id)
    goal = goal_of(incident) if incident else None
    if goal is None:
        return {}
    resources = await world.orders.read_resources()
    wanted = [one for one in resources.vehicles if one.id in vehicle_ids]
    candidates = candidates_of(wanted, resources.stations, world.fleet.latest())
    starts = [start_of(one, resources.read_at).point for one in candidates]
    travel = await world.roads.travel_to(goal, starts)
    pairs = zip(wanted, travel.legs, strict=True)
    return {one.id: Way(travel.mode, leg, travel.map_version) for one, leg in pairs}
