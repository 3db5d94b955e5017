"""When a story is over: nobody calls, drives or waits any more."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dispatch.simulator.crews.steps import OVER as ORDER_OVER

Shown = Mapping[str, Any]
CALL_OVER = frozenset({"ended", "abandoned"})
WORKED = frozenset({"received", "open"})
DRIVING = frozenset({"departed", "arrived"})


class Seen(Protocol):
    """A board."""

    def list_(self, name: str) -> Sequence[Shown]:
        """Give everything of one kind."""
        ...


def is_over(board: Seen) -> bool | None:
    """Tell whether all that the board shows has ended; None while it has not."""
    open_ = (
        *(one for one in board.list_("call") if one["state"] not in CALL_OVER),
        *(one for one in board.list_("incident") if one["state"] in WORKED),
        *(one for one in board.list_("order") if one["state"] not in ORDER_OVER),
        *(one for one in board.list_("vehicle") if one["duty"] != "in_service"),
        *(one for one in board.list_("task") if one["state"] != "done"),
    )
    return None if any(open_) else True


def drives_for(board: Seen, complaint: str) -> bool | None:
    """Tell whether a vehicle drives to a patient with a complaint; None while none does."""
    driving = (one for one in board.list_("order") if one["state"] in DRIVING)
    return True if any(one["sheet"]["complaint"] == complaint for one in driving) else None
