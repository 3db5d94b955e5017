"""What a point on the map is and what lies around it, for a person who points there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.incident import Incident, IncidentState
from dispatch.domain.incident_form import Priority
from dispatch.domain.place import FoundPlace, short_distance_m
from gis.datum import Wgs84

INCIDENTS_WITHIN_M = 500.0
INCIDENTS_FOR = timedelta(hours=24)


class AroundKind(StrEnum):
    """Kinds of places that help on the way: 学校 药店 自动除颤器 公安 消防."""

    SCHOOL = "school"
    PHARMACY = "pharmacy"
    AED = "aed"
    POLICE = "police"
    FIRE_STATION = "fire_station"


CLASSES: Mapping[AroundKind, tuple[str, ...]] = {
    AroundKind.SCHOOL: ("school", "kindergarten", "college", "university"),
    AroundKind.PHARMACY: ("pharmacy", "chemist"),
    AroundKind.AED: ("defibrillator", "aed"),
    AroundKind.POLICE: ("police",),
    AroundKind.FIRE_STATION: ("fire_station",),
}
"""By the classes that a map gives places, and by a landmark of one's own (aed).

Source: the tags' pages in the OSM wiki.
"""


@dataclass(frozen=True, slots=True)
class RoadHere:
    """The road beside a point; oneway: traffic runs one way only."""

    name: str
    road_class: str
    oneway: bool
    away_m: int


@dataclass(frozen=True, slots=True)
class CrossingHere:
    """The nearest crossing of two named roads, and where the point lies from it."""

    name: str
    away_m: int
    toward: str | None


@dataclass(frozen=True, slots=True)
class Here:
    """What the map knows of a point.

    Args:
        gcj02: The same point as Chinese map services write it, degrees; None where no such shift
            is defined.
    """

    place: FoundPlace | None
    district: str
    road: RoadHere | None
    crossing: CrossingHere | None
    gcj02: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PlaceAround:
    """A place around a point; detail says where it is, and of an AED how one gets at it."""

    id: str
    name: str
    kind: AroundKind
    district: str
    point: Wgs84
    away_m: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class IncidentNear:
    """An incident that was near, without anything of a person in it."""

    id: UUID
    number: str
    state: IncidentState
    priority: Priority | None
    opened_at: datetime
    away_m: int


def incidents_near(point: Wgs84, incidents: Sequence[Incident]) -> tuple[IncidentNear, ...]:
    """Give the incidents within INCIDENTS_WITHIN_M of a point, nearest first; no merged one."""
    found = [
        IncidentNear(
            id=one.id,
            number=one.number,
            state=one.state,
            priority=one.form.priority,
            opened_at=one.opened_at,
            away_m=round(short_distance_m(point, one.scene.point)),
        )
        for one in incidents
        if one.scene is not None
        and one.scene.point is not None
        and one.state is not IncidentState.MERGED
        and short_distance_m(point, one.scene.point) <= INCIDENTS_WITHIN_M
    ]
    return tuple(sorted(found, key=lambda one: (one.away_m, one.number)))
