"""Who is asked where a caller is: a peer, a carrier."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place_source_plan import SourcePlan
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class Area:
    """The bounds of the centre's map."""

    south_west: Wgs84
    north_east: Wgs84

    def holds(self, point: Wgs84) -> bool:
        """Whether a point lies within."""
        west, south = self.south_west.lon, self.south_west.lat
        east, north = self.north_east.lon, self.north_east.lat
        return west <= point.lon <= east and south <= point.lat <= north


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What a provider said, checked, its point on WGS-84; see `CallerPlace` for the fields."""

    text: str = ""
    point: Wgs84 | None = None
    radius_m: float | None = None
    district: str | None = None
    owner: str | None = None
    observed_at: datetime | None = None
    confidence: float | None = None
    doubts: tuple[SourceDoubt, ...] = ()


class PlaceProvider(Protocol):
    """Answers within its limit, whatever the other side does; a fault is a doubt of the answer."""

    async def ask(
        self, number: str, plan: SourcePlan, area: Area | None, *, anew: bool = False
    ) -> ProviderAnswer:
        """Ask about a number in its stored form.

        Args:
            number: In its stored form.
            plan: Address, and the datum that a person declared.
            area: Of the centre; None where no map is in force.
            anew: Ask the other side, whatever it answered a short while ago.
        """
        ...
