"""Shared by the verbs that recommend and send: vehicles on their way elsewhere are weighed."""

from asyncio import gather
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.divert import ON_THE_WAY, Driving, Replacement, may_divert
from dispatch.domain.incident import Incident
from dispatch.domain.incident_form import Priority
from dispatch.domain.order import Order
from dispatch.domain.recommend import Candidate, PositionSource, start_of
from dispatch.domain.recommendation import goal_of
from dispatch.domain.travel import Conditions, Leg, Travel
from dispatch.ports.basis_queries import Known
from dispatch.ports.roads import USUAL, Roads

MOST_WEIGHED = 5
"""So many vehicles of other incidents are weighed, the nearest ones."""


@dataclass(frozen=True, slots=True)
class Asks:
    """The incident that asks, and the way of every vehicle to it."""

    incident: Incident
    candidates: Sequence[Candidate]
    there: Travel | None
    now: datetime
    conditions: Conditions = USUAL


@dataclass(frozen=True, slots=True)
class _Other:
    order: Order
    candidate: Candidate
    incident: Incident
    priority: Priority
    here: Leg


async def weigh_driving(known: Known, asks: Asks, roads: Roads) -> tuple[Driving, ...]:
    """Weigh those on their way to a less urgent incident; none where the policy hides them."""
    if not known.rules.policy.divert or asks.there is None:
        return ()
    nearest = sorted(_others(known, asks), key=lambda one: (one.here.seconds, one.order.number))
    weighed = await gather(*(_weighed(one, asks, roads) for one in nearest[:MOST_WEIGHED]))
    return tuple(one for one in weighed if one is not None)


def _others(known: Known, asks: Asks) -> Iterator[_Other]:
    legs = asks.there.legs if asks.there else ()
    ways = {
        one.vehicle.id: (one, leg)
        for one, leg in zip(asks.candidates, legs, strict=True)
        if leg is not None and start_of(one, asks.now).source is PositionSource.FIX
    }
    for order in known.orders:
        other, way = known.others.get(order.incident_id), ways.get(order.vehicle_id)
        if other is None or way is None or order.state not in ON_THE_WAY:
            continue
        candidate, here = way
        priority, alone = other.form.priority, candidate.vehicle.order_ids == (order.id,)
        if priority is not None and alone and may_divert(asks.incident.form.priority, priority):
            yield _Other(order, candidate, other, priority, here)


async def _weighed(one: _Other, asks: Asks, roads: Roads) -> Driving | None:
    goal = goal_of(one.incident)
    if goal is None or asks.there is None:
        return None
    free = [free for free in asks.candidates if free.vehicle.available]
    starts = [start_of(free, asks.now).point for free in (one.candidate, *free)]
    travel = await roads.travel_to(goal, starts, asks.conditions)
    own, *others = travel.legs
    if own is None or travel.mode is not asks.there.mode:
        return None
    return Driving(
        candidate=one.candidate,
        order_id=one.order.id,
        incident_number=one.incident.number,
        priority=one.priority,
        mode=travel.mode,
        here=one.here,
        there=own,
        fix_age_s=start_of(one.candidate, asks.now).fix_age_s or 0,
        replacement=_best(free, others),
    )


def _best(free: Sequence[Candidate], legs: Sequence[Leg | None]) -> Replacement | None:
    reached = [
        Replacement(one.vehicle.id, one.vehicle.name, leg)
        for one, leg in zip(free, legs, strict=True)
        if leg is not None
    ]
    return min(reached, key=lambda one: (one.leg.seconds, one.name), default=None)
