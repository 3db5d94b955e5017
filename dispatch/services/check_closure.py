"""Shared by the verbs that close roads: what a closure touches and cuts off is known before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dispatch.domain.closure import (
    Closure,
    ClosureCutsOff,
    ClosureShape,
    ClosureSwapped,
    ClosureTouchesNoRoad,
    Spot,
    check_times,
    read_points,
)
from dispatch.ports.closures import ClosureCheck
from gis.datum import Wgs84

NOT_YET = UUID(int=0)


@dataclass(frozen=True, slots=True)
class DraftClosure:
    """What a person drew.

    Args:
        begins_at: None: at once.
    """

    shape: ClosureShape
    speed_percent: int
    spots: tuple[Spot, ...]
    reason: str
    begins_at: datetime | None
    ends_at: datetime
    by: str

    def closure(self, now: datetime) -> Closure:
        """Read it; it has no id and number yet.

        Raises:
            ClosureEndsTooEarly, ClosureTooLong: The times are wrong.
            ClosureSwapped, ClosureTooSmall, ClosureTooLarge, ClosureCrossesItself: The points are.
        """
        begins_at = self.begins_at or now
        check_times(begins_at, self.ends_at, now)
        return Closure(
            id=NOT_YET,
            number=0,
            shape=self.shape,
            speed_percent=self.speed_percent,
            points=read_points(self.shape, self.spots),
            reason=self.reason,
            begins_at=begins_at,
            ends_at=self.ends_at,
            drawn_by=self.by,
            drawn_at=now,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A hospital or station that must be reached."""

    name: str
    point: Wgs84


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a closure is checked against.

    Args:
        known: Closures that are not over.
        places: Hospitals and stations.
        roads: Who knows.
    """

    known: Sequence[Closure]
    places: Sequence[Place]
    roads: ClosureCheck


async def check_closure(
    closure: Closure, around: Surroundings, accepts: Collection[str]
) -> Closure:
    """Give the closure with the streets it touches and the places it cuts off.

    Args:
        closure: As it shall be in force.
        around: What is there besides.
        accepts: Names of places that may be cut off: whoever acts was told them.

    Raises:
        ClosureCutsOff: It cuts places off that were not accepted.
        ClosureTouchesNoRoad, ClosureSwapped: It lies off every road.
        ClosureUnchecked: The roads give no answer.
    """
    beside = [
        one
        for one in around.known
        if one.id != closure.id and one.overlaps(closure.begins_at, closure.ends_at)
    ]
    points = [place.point for place in around.places]
    found = await around.roads.check_closure(beside, closure, points)
    if not found.streets:
        raise ClosureSwapped if found.swapped else ClosureTouchesNoRoad
    cuts_off = tuple(around.places[number].name for number in found.cut_off)
    if not set(accepts).issuperset(cuts_off):
        raise ClosureCutsOff(places="、".join(cuts_off))
    return replace(closure, streets=found.streets, cuts_off=cuts_off)
