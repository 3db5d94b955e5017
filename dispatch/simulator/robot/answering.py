"""When the robot answers: it leaves every call to people for a while, and is quick without them."""

from collections.abc import Mapping, Sequence
from typing import Any

ALONE_AFTER_S = 2.5
PEOPLE_FIRST_S = 8.5
WAITING = frozenset({"offered", "queued", "ringing"})

Shown = Mapping[str, Any]


def answers_after_s(
    call: Shown, seats: Sequence[Shown], own_seat: int, *, alone_after_s: float = ALONE_AFTER_S
) -> float | None:
    """Give how long a call must have rung here before the robot takes it; None is not at all.

    Args:
        call: As the board shows it, and so all seats.
        seats: A manned one at which the call rings, too, has precedence.
        own_seat: The robot's.
        alone_after_s: Where nobody else could answer.
    """
    if call["state"] not in WAITING or own_seat not in call["ringing_seats"]:
        return None
    manned = {seat["number"] for seat in seats if seat["staff_number"]} - {own_seat}
    with_people = manned & set(call["ringing_seats"])
    return PEOPLE_FIRST_S if with_people else alone_after_s
