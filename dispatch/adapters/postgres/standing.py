"""What commands alone change is read once, and again when an event may have changed it.

A recommendation is made from some three hundred rows that mostly stand as they stood. Every command
that changes a vehicle, an order, a station, a hospital, a device or a calibration tells an event,
in the same transaction and numbered in the order of the commits. So what was read at one number is
still true at a later one if no event between them concerns it. Kinds that concern nothing here are
named; any other kind, a new one too, has all of it read again. What a hand changes in the database
without an event is seen within `OLDEST_S`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.outbox import head_query
from dispatch.adapters.postgres.tables.log import event

OLDEST_S = 10.0
MOST_EVENTS = 200
UNCONCERNED = frozenset(
    {
        "call_answered",
        "call_claimed",
        "call_disposed",
        "call_ended",
        "call_held",
        "call_offered",
        "call_queued",
        "call_retrieved",
        "call_ringing",
        "incident_changed",
        "incident_opened",
        "incident_pick_up_changed",
        "incident_read_back",
        "incident_scene_confirmed",
        "incident_viewed",
        "place_source_chosen",
        "place_source_given",
        "seat_ready",
        "seat_ringing",
        "seat_talking",
        "seat_wrapping_up",
        "selection_changed",
        "session_ended",
        "session_started",
        "subscriber_looked_up",
    }
)
T = TypeVar("T")


@dataclass(slots=True)
class Standing:
    """What was read, true from one number of the log to another.

    Args:
        epoch: Of the log; after a restore numbers begin anew in another one.
        since: The number at which the first of it was read.
        until: The last number up to which nothing that concerns it was told.
        read_s: When it was begun, on this process's monotonic clock.
    """

    epoch: str
    since: int
    until: int
    read_s: float
    _values: dict[str, object] = field(default_factory=dict)

    async def once(self, name: str, read: Callable[[], Awaitable[T]]) -> T:
        """Give what was read under a name; it is read where it was not."""
        if name not in self._values:
            self._values[name] = await read()
        return cast("T", self._values[name])


class StandingReads:
    """Keeps the last of them for all pictures of one server."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: Standing | None = None

    async def seen_by(self, connection: AsyncConnection) -> tuple[Standing, Any]:
        """Give what is true in a connection's picture, and its clock; an older picture's is new."""
        query = head_query().add_columns(func.clock_timestamp().label("now"))
        head = (await connection.execute(query)).one()
        kept = self._kept
        if kept is not None and await self._still_true(kept, head, connection):
            return kept, head.now
        new = Standing(head.epoch, head.last, head.last, self._clock())
        if kept is None or kept.epoch != head.epoch or kept.until <= head.last:
            self._kept = new
        return new, head.now

    async def _still_true(self, kept: Standing, head: Any, connection: AsyncConnection) -> bool:  # noqa: ANN401 - a row
        if head.epoch != kept.epoch or self._clock() - kept.read_s > OLDEST_S:
            return False
        if kept.since <= head.last <= kept.until:
            return True
        if head.last < kept.since:
            return False
        told = select(event.c.kind).where(event.c.n > kept.until, event.c.n <= head.last)
        kinds = (await connection.execute(told.limit(MOST_EVENTS + 1))).scalars().all()
        if len(kinds) > MOST_EVENTS or not UNCONCERNED.issuperset(kinds):
            return False
        kept.until = max(kept.until, head.last)
        return True
