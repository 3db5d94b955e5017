"""Vehicles on their way to a less urgent incident that could be diverted, and what that costs.

They stand in a group of their own, never in the list: a person diverts one, by reassigning its
order first, so that the other incident is never left without a vehicle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.dispatch_rules import Policy
from dispatch.domain.eta import Eta, expected
from dispatch.domain.incident_form import Priority
from dispatch.domain.order import OrderState
from dispatch.domain.recommend import Candidate, VehicleRanking
from dispatch.domain.travel import Leg, TravelMode

MOST_SHOWN = 3
ON_THE_WAY = frozenset(
    {OrderState.SENT, OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.DEPARTED}
)
"""States of an order whose vehicle has not reached its scene."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """The vehicle that would go to the other incident instead, and its way there."""

    vehicle_id: UUID
    name: str
    leg: Leg


@dataclass(frozen=True, slots=True)
class Driving:
    """A vehicle on its way to another incident.

    Args:
        candidate: The vehicle, with a fresh fix.
        order_id: Of its order there.
        here: Its way to this incident; there: to the other one.
        mode: How both were found.
        replacement: None when no other vehicle is free.
    """

    candidate: Candidate
    order_id: UUID
    incident_number: str
    priority: Priority
    mode: TravelMode
    here: Leg
    there: Leg
    fix_age_s: int
    replacement: Replacement | None


@dataclass(frozen=True, slots=True)
class DivertibleVehicle:
    """What diverting it gains here and costs there, seconds."""

    driving: Driving
    replacement: Replacement
    eta: Eta
    gains_s: int
    costs_s: int


def may_divert(own: Priority | None, other: Priority | None) -> bool:
    """Whether an incident may ask for another one's vehicle: only a more urgent one may."""
    return own is not None and other is not None and own < other


def list_divertible(
    driving: Sequence[Driving], vehicles: VehicleRanking, policy: Policy
) -> Sequence[DivertibleVehicle]:
    """Give those that would be here before the first of the list, the cheapest one first."""
    first = vehicles.ranked[0].leg if vehicles.ranked else None
    shown = [
        DivertibleVehicle(
            driving=one,
            replacement=one.replacement,
            eta=expected(
                one.here,
                one.mode,
                fix_age_s=one.fix_age_s,
                error_share_percent=policy.error_share_percent,
            ),
            gains_s=round(first.seconds - one.here.seconds) if first else 0,
            costs_s=max(0, round(one.replacement.leg.seconds - one.there.seconds)),
        )
        for one in driving
        if one.replacement is not None and (first is None or one.here.seconds < first.seconds)
    ]
    return sorted(shown, key=_cheapest)[:MOST_SHOWN]


def _cheapest(one: DivertibleVehicle) -> tuple[int, float, str]:
    return one.costs_s, one.driving.here.seconds, one.driving.candidate.vehicle.name
