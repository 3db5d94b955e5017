"""A track 轨迹: where a vehicle was heard, for whoever looks back at a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.order import Order
from gis.datum import Wgs84

LONGEST = timedelta(hours=24)
MOST_VEHICLES = 10
BEFORE_SENDING = timedelta(minutes=2)
"""A run is looked at from a little before its order on."""


class SpanInvalid(DomainError):
    """A span ends after it begins, and is at most a day long."""

    code = "span_invalid"


class NothingSent(DomainError):
    """The incident never had a vehicle: there is nothing to look back at."""

    code = "nothing_sent"


class TrackForm(StrEnum):
    """How a replay is taken away."""

    GEOJSON = "geojson"
    CSV = "csv"
    GPX = "gpx"


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant up to, not including, another; SpanInvalid."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if not self.since < self.until <= self.since + LONGEST:
            raise SpanInvalid


@dataclass(frozen=True, slots=True)
class TrackFix:
    """One stored fix.

    Args:
        opens: Before it nothing was heard for longer than the gap: no line leads here.
        odometer_km: The vehicle's own, where its terminal reads it.
    """

    at: datetime
    point: Wgs84
    speed_kmh: float | None
    course_deg: float | None
    opens: bool
    odometer_km: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """What was heard of one vehicle in a span.

    Args:
        device: The terminal that it has now; what another one told before is not found.
        heard: Fixes that are stored; fixes holds one of every bucket_s seconds of them.
        cut: There was more than an answer may hold: the end is missing.
    """

    vehicle_id: UUID
    vehicle_name: str
    device: str | None
    heard: int
    bucket_s: int
    cut: bool
    fixes: tuple[TrackFix, ...]


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A vehicle came into or out of service."""

    vehicle_id: UUID
    at: datetime
    duty: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class CallTime:
    """When a call about an incident came, was answered and ended; whose it was is not told."""

    call_id: UUID
    incident_number: str
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Replay:
    """Everything that is needed to see a span again."""

    span: Span
    gap_s: int
    tracks: tuple[Track, ...]
    orders: tuple[Order, ...]
    duties: tuple[DutyChange, ...]
    calls: tuple[CallTime, ...] = ()


def span_of_run(orders: Sequence[Order], now: datetime) -> Span:
    """Give the span of an incident's orders: from just before the first to the end of the last.

    Raises:
        NothingSent: There is no order.
    """
    if not orders:
        raise NothingSent
    since = min(one.sent_at for one in orders) - BEFORE_SENDING
    until = max(one.ended_at or now for one in orders)
    return Span(since, min(max(until, since + 2 * BEFORE_SENDING), since + LONGEST))


def vehicles_of(orders: Sequence[Order]) -> tuple[UUID, ...]:
    """Give the vehicles of some orders, each once, at most MOST_VEHICLES."""
    return tuple(dict.fromkeys(one.vehicle_id for one in orders))[:MOST_VEHICLES]
