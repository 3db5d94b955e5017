"""What is left to do for the incidents of a seat: a pure look at its board."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WORKED = frozenset({"received", "open"})
OVER = frozenset({"completed", "refused", "cancelled", "reassigned", "empty_return", "expired"})
DRIVEN = frozenset({"completed", "empty_return"})
REASSIGNABLE = frozenset(
    {"sent", "delivered", "acknowledged", "departed", "arrived", "patient_contact"}
    | {"patient_aboard", "left_scene"}
)

Shown = Mapping[str, Any]


class Duty(StrEnum):
    """What can be left to do."""

    SEND = "send"
    CLOSE = "close"
    TELEPHONE = "telephone"
    REASSIGN = "reassign"


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do for an incident.

    Args:
        order_id: The order it is about, if it is about one.
        reason: Why the incident is closed.
    """

    duty: Duty
    incident_id: str
    order_id: str | None = None
    reason: str | None = None


def list_chores(
    seat: int,
    incidents: Iterable[Shown],
    orders: Sequence[Shown],
    vehicles: Iterable[Shown],
    *,
    on_the_line: Set[str],
) -> Sequence[Chore]:
    """List what is left to do, oldest incident first.

    Args:
        seat: Only incidents that this seat took.
        incidents: Of the board, as are orders and vehicles.
        orders: Those that ended lately included.
        vehicles: All of them.
        on_the_line: Calls that are not over: their incidents are left to the talk.
    """
    broken = {one["id"] for one in vehicles if one["duty_reason"] == "breakdown"}
    own = [
        one
        for one in incidents
        if one["taker_seat"] == seat
        and one["state"] in WORKED
        and not on_the_line & {*one["calls"]}
    ]
    own.sort(key=lambda one: (one["form"]["priority"] or 2, one["opened_at"]))
    return [chore for incident in own for chore in _chores_of(incident, orders, broken)]


def _chores_of(incident: Shown, orders: Sequence[Shown], broken: Set[str]) -> list[Chore]:
    mine = [one for one in orders if one["incident_id"] == incident["id"]]
    active = [one for one in mine if one["state"] not in OVER]
    if not active:
        return [_without_vehicle(incident, mine)]
    about = ((_about_order(one, broken), one["id"]) for one in active)
    return [Chore(duty, incident["id"], order_id) for duty, order_id in about if duty]


def _without_vehicle(incident: Shown, orders: Sequence[Shown]) -> Chore:
    ends = {one["state"] for one in orders}
    if ends & DRIVEN:
        reason = "served" if "completed" in ends else "other"
        return Chore(Duty.CLOSE, incident["id"], None, reason)
    if incident["waiting_since"]:
        return Chore(Duty.SEND, incident["id"])
    return Chore(Duty.CLOSE, incident["id"], None, "other")


def _about_order(order: Shown, broken: Set[str]) -> Duty | None:
    if order["vehicle_id"] in broken and order["state"] in REASSIGNABLE:
        return Duty.REASSIGN
    return Duty.TELEPHONE if order["overdue_at"] else None
