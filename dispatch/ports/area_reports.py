"""Reports with a map, for directors: one file each that needs no network to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from dispatch.domain.area_report import AreaReportKind, PlacedIncident
from dispatch.domain.period import Period


@dataclass(frozen=True, slots=True)
class AreaReportHead:
    """What stands over a report.

    Args:
        zone: Of the centre: instants are written in it.
        demo: Whether the centre is invented; the page says so.
    """

    kind: AreaReportKind
    centre_name: str
    period: Period
    made_at: datetime
    zone: str
    language: Literal["zh", "en"]
    demo: bool


class AreaReports(Protocol):
    """Draws them; raises MapAway when no map is in force or it cannot be read."""

    async def draw(self, head: AreaReportHead, incidents: Sequence[PlacedIncident]) -> str:
        """Write a report, HTML; a point is told to about 100 m: the file may leave the house."""
        ...
