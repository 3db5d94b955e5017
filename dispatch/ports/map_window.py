"""What the map window asks beside the map: what a point is, what was near, where vehicles were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.incident import Incident
from dispatch.domain.order import Order
from dispatch.domain.surroundings import AroundKind, Here, PlaceAround
from dispatch.domain.track import CallTime, DutyChange, Span, Track
from dispatch.domain.vehicle import Vehicle
from gis.datum import Wgs84


class TracksAway(DomainError):
    """The stored fixes cannot be asked."""

    code = "tracks_away"


class Surroundings(Protocol):
    """Reads of the map around a point. PlacesAway when it cannot be asked."""

    async def here(self, point: Wgs84) -> Here:
        """Give what a point is."""
        ...

    async def around(
        self, point: Wgs84, *, radius_m: float, kinds: Sequence[AroundKind]
    ) -> Sequence[PlaceAround]:
        """Give what is of some kinds within a radius, nearest first; bounded."""
        ...


class Tracks(Protocol):
    """Reads of stored fixes. TracksAway when they cannot be asked."""

    gap_s: int

    async def read(self, vehicle: Vehicle, span: Span) -> Track:
        """Give what was heard of a vehicle, thinned; empty where it has no terminal."""
        ...

    async def read_fine(self, vehicle: Vehicle, span: Span) -> Track:
        """Give the same in more detail, for a file or to compute from."""
        ...


class RunQueries(Protocol):
    """Reads of what was done in a span. All raise DatabaseAway."""

    async def incidents_within(
        self, point: Wgs84, radius_m: float, since: datetime
    ) -> Sequence[Incident]:
        """Give incidents since an instant whose scene lies in a box around a point."""
        ...

    async def orders_of(self, vehicles: Sequence[UUID], span: Span) -> Sequence[Order]:
        """Give the orders of some vehicles that were under way in a span, as they were sent."""
        ...

    async def duties_of(self, vehicles: Sequence[UUID], span: Span) -> Sequence[DutyChange]:
        """Give how the duty of some vehicles changed in a span, oldest first."""
        ...

    async def calls_of(self, incidents: Sequence[UUID], span: Span) -> Sequence[CallTime]:
        """Give the calls about some incidents within a span, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class MapWindow:
    """The three together."""

    surroundings: Surroundings
    tracks: Tracks
    runs: RunQueries
