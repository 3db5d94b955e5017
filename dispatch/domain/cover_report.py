"""How much of what happened was reached in time, district by district and hour by hour.

What was reached, not what could have been: an emergency counts when its first vehicle was at the
scene within GOAL_S of its opening. One that nobody reached counts as not reached in time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dispatch.domain.area_report import FEW, GOAL_S, PlacedIncident

HOURS = 24


@dataclass(frozen=True, slots=True)
class CoverCell:
    """Emergencies of one hour of the day, or of all of it, and how many were reached in time."""

    incidents: int = 0
    in_time: int = 0

    @property
    def share(self) -> float | None:
        """Share that was reached in time; None without any."""
        return self.in_time / self.incidents if self.incidents else None

    @property
    def few(self) -> bool:
        """Whether there are so few that the share says little."""
        return self.incidents < FEW


@dataclass(frozen=True, slots=True)
class DistrictCover:
    """One district; hours are by the centre's clock, 0 to 23."""

    district: str
    whole: CoverCell
    hours: Sequence[CoverCell]


def cover_by_district(
    named: Iterable[tuple[str, PlacedIncident]], zone: ZoneInfo
) -> Sequence[DistrictCover]:
    """Make each district's figures, the worst first, those with few emergencies last."""
    of: dict[str, list[PlacedIncident]] = {}
    for district, incident in named:
        of.setdefault(district, []).append(incident)
    made = [_cover(district, incidents, zone) for district, incidents in of.items()]
    return sorted(made, key=lambda one: (one.whole.few, one.whole.share or 0.0, one.district))


def _cover(district: str, incidents: Sequence[PlacedIncident], zone: ZoneInfo) -> DistrictCover:
    by_hour: list[list[PlacedIncident]] = [[] for _ in range(HOURS)]
    for one in incidents:
        by_hour[one.opened_at.astimezone(zone).hour].append(one)
    return DistrictCover(district, _cell(incidents), tuple(map(_cell, by_hour)))


def _cell(incidents: Sequence[PlacedIncident]) -> CoverCell:
    reached = (one.response_s for one in incidents if one.response_s is not None)
    return CoverCell(len(incidents), sum(seconds <= GOAL_S for seconds in reached))
