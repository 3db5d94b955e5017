"""Vehicles on their way to a less urgent incident: a group of their own, and what it costs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dispatch.domain.dispatch_rules import DispatchRules, Policy
from dispatch.domain.divert import list_divertible, may_divert
from dispatch.domain.incident import Incident
from dispatch.domain.incident_form import Priority
from dispatch.domain.order import Order, OrderState
from dispatch.domain.recommend import Candidate, Wanted, rank_vehicles
from dispatch.domain.travel import Conditions, Leg, Route, Travel, TravelMode
from dispatch.domain.vehicle_status import shown
from dispatch.ports.basis_queries import Known
from dispatch.ports.order_queries import Resources
from dispatch.ports.roads import USUAL
from dispatch.services.weigh_driving import Asks, weigh_driving
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import STATION, order_in, scene, vehicle
from tests.unit.orders.test_recommend import fix

CRITICAL, OTHER = scene(1, priority=Priority.CRITICAL), scene(2, priority=Priority.NOT_URGENT)
SHOWN = Policy(divert=True)


class OneRoad:
    """The other scene is 300 s from the one that drives there, and 480 s from everybody else."""

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        _, *others = starts
        return Travel(TravelMode.ROAD, [Leg(300.0, 3000.0), *(Leg(480.0, 4800.0) for _ in others)])

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        raise AssertionError

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        raise AssertionError


def driving(state: OrderState = OrderState.DEPARTED) -> Order:
    return order_in(state, vehicle_id=vehicle(2).id, incident_id=OTHER.id)


def known(policy: Policy, other: Incident = OTHER, order: Order | None = None) -> Known:
    return Known(
        resources=Resources(NOON, (), (), ()),
        orders=[order or driving()],
        complaints=(),
        rules=DispatchRules(policy=policy),
        heard=frozenset(),
        others={OTHER.id: other},
    )


def asks(age_s: float = 5, order: Order | None = None) -> Asks:
    free = Candidate(shown(vehicle(1), ()), STATION, fix(5))
    bound = Candidate(shown(vehicle(2), [order or driving()]), STATION, fix(age_s))
    there = Travel(TravelMode.ROAD, [Leg(600.0, 6000.0), Leg(120.0, 1200.0)])
    return Asks(CRITICAL, [free, bound], there, NOON)


@pytest.mark.mission("A48")
async def test_a_vehicle_bound_for_a_less_urgent_incident_is_shown_with_what_it_costs_there():
    (one,) = await weigh_driving(known(SHOWN), asks(), OneRoad())
    ranking = rank_vehicles(asks().candidates, asks().there, Wanted(infectious=False), NOON)
    (shown_one,) = list_divertible([one], ranking, SHOWN)
    assert shown_one.driving.candidate.vehicle.name == "120A2"
    assert (shown_one.gains_s, shown_one.costs_s) == (480, 180)
    assert shown_one.replacement.name == "120A1"
    assert [one.vehicle.name for one in ranking.ranked] == ["120A1"]


@pytest.mark.parametrize(
    ("policy", "priority", "state", "age_s"),
    [
        (Policy(divert=False), Priority.NOT_URGENT, OrderState.DEPARTED, 5),
        (SHOWN, Priority.CRITICAL, OrderState.DEPARTED, 5),
        (SHOWN, None, OrderState.DEPARTED, 5),
        (SHOWN, Priority.NOT_URGENT, OrderState.ARRIVED, 5),
        (SHOWN, Priority.NOT_URGENT, OrderState.DEPARTED, 999),
    ],
    ids=["the policy hides them", "as urgent", "nobody said how urgent", "at the scene", "unheard"],
)
async def test_nobody_else_is_diverted(
    policy: Policy, priority: Priority | None, state: OrderState, age_s: float
):
    other = replace(OTHER, form=replace(OTHER.form, priority=priority))
    found = known(policy, other, driving(state))
    assert await weigh_driving(found, asks(age_s, driving(state)), OneRoad()) == ()


async def test_without_a_replacement_or_a_gain_nothing_is_offered():
    (one,) = await weigh_driving(known(SHOWN), asks(), OneRoad())
    ranking = rank_vehicles(asks().candidates, asks().there, Wanted(infectious=False), NOON)
    assert list_divertible([replace(one, replacement=None)], ranking, SHOWN) == []
    assert list_divertible([replace(one, here=Leg(700.0, 1.0))], ranking, SHOWN) == []


def test_only_a_more_urgent_incident_asks():
    assert may_divert(Priority.CRITICAL, Priority.URGENT)
    assert not may_divert(Priority.URGENT, Priority.URGENT)
    assert not may_divert(None, Priority.NOT_URGENT)
