"""Where incidents happen and how long help takes there, district by district.

A response lasts from the incident's opening to the first vehicle at the scene (急救反应时间).
Tests, drills and what was no emergency are not counted, nor is a merged incident.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from dispatch.domain.incident_form import Nature
from gis.datum import Wgs84

COUNTED_NATURES = (Nature.EMERGENCY.value, Nature.TRANSFER.value, Nature.REINFORCE.value)
FEW = 5
GOAL_S = 600


class AreaReportKind(StrEnum):
    """What a report's map shows."""

    INCIDENTS = "incidents"
    RESPONSE = "response"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class PlacedIncident:
    """An incident with its scene on the map.

    Args:
        first_arrival_at: Of its first vehicle at the scene; None when none came.
    """

    point: Wgs84
    opened_at: datetime
    first_arrival_at: datetime | None = None

    @property
    def response_s(self) -> float | None:
        """How long help took; None when none came, or a corrected time lies before the call."""
        if self.first_arrival_at is None or self.first_arrival_at < self.opened_at:
            return None
        return (self.first_arrival_at - self.opened_at).total_seconds()


@dataclass(frozen=True, slots=True)
class DistrictTimes:
    """What one district had to wait.

    Args:
        district: Its name; empty for what lies in none.
        reached: Incidents that a vehicle reached; the times are theirs.
        median_s: None when none was reached; so are p90_s and within_goal.
        within_goal: Share that was reached within GOAL_S.
    """

    district: str
    incidents: int
    reached: int
    median_s: float | None
    p90_s: float | None
    within_goal: float | None

    @property
    def few(self) -> bool:
        """Whether so few were reached that the figures say little."""
        return self.reached < FEW


def times_by_district(named: Iterable[tuple[str, PlacedIncident]]) -> Sequence[DistrictTimes]:
    """Make each district's figures, the slowest first; percentiles by the nearest rank."""
    of: dict[str, list[PlacedIncident]] = {}
    for district, incident in named:
        of.setdefault(district, []).append(incident)
    made = [_times(district, incidents) for district, incidents in of.items()]
    return sorted(made, key=lambda one: (one.few, -(one.median_s or 0), one.district))


def _times(district: str, incidents: Sequence[PlacedIncident]) -> DistrictTimes:
    times_s = sorted(one.response_s for one in incidents if one.response_s is not None)
    if not times_s:
        return DistrictTimes(district, len(incidents), 0, None, None, None)
    median_s, p90_s = (times_s[ceil(share * len(times_s)) - 1] for share in (0.5, 0.9))
    within = sum(one <= GOAL_S for one in times_s) / len(times_s)
    return DistrictTimes(district, len(incidents), len(times_s), median_s, p90_s, within)
