"""Which vehicle goes, and why: a pure function of vehicles, fixes, travel and what is needed.

Every vehicle is either ranked or excluded, each with at least one reason. A stale fix is never
used as a position, and never stands before a fresh one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.fix import Fix
from dispatch.domain.reason import Reason
from dispatch.domain.station import Station
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import VehicleKind
from dispatch.domain.vehicle_status import ShownVehicle, VehicleStatus
from gis.datum import Wgs84

STALE_AFTER_S = 120
SAY_IT_ALL = frozenset(
    {
        VehicleStatus.OUT_OF_SERVICE,
        VehicleStatus.RESERVED,
        VehicleStatus.AWAITING_REASSIGNMENT,
    }
)
"""Statuses that are reasons themselves."""


class PositionSource(StrEnum):
    """Whether a vehicle's time is counted from its own fix or from its station."""

    FIX = "fix"
    STATION = "station"


class Positions(StrEnum):
    """What stands behind the list as a whole."""

    LIVE = "live"
    STATIONS = "stations"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vehicle as it stands now; fix is the newest of its terminal."""

    vehicle: ShownVehicle
    station: Station
    fix: Fix | None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a vehicle's way is counted from; fix_age_s is None without any fix."""

    point: Wgs84
    source: PositionSource
    fix_age_s: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the incident asks of a vehicle.

    Args:
        infectious: Then a negative-pressure vehicle goes, if there is one.
        order_ids: Orders that the incident has already.
    """

    infectious: bool
    order_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class RankedVehicle:
    """A vehicle that may be sent; leg is None when it is not known or there is no way."""

    vehicle: ShownVehicle
    station: Station
    start: Start
    leg: Leg | None
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class ExcludedVehicle:
    """A vehicle that is not proposed."""

    vehicle: ShownVehicle
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class VehicleRanking:
    """The answer, best first, and all the others."""

    positions: Positions
    ranked: Sequence[RankedVehicle]
    excluded: Sequence[ExcludedVehicle]


def start_of(candidate: Candidate, now: datetime) -> Start:
    """Count from the fix while it is fresh, else from the station."""
    age_s = _age_s(candidate.fix, now)
    if candidate.fix is not None and age_s is not None and age_s <= STALE_AFTER_S:
        return Start(candidate.fix.point, PositionSource.FIX, age_s)
    return Start(candidate.station.point, PositionSource.STATION, age_s)


def rank_vehicles(
    candidates: Sequence[Candidate], travel: Travel | None, wanted: Wanted, now: datetime
) -> VehicleRanking:
    """Rank by road time: fresh fixes before stale ones, reachable before unreachable.

    Args:
        candidates: All vehicles of the centre.
        travel: From each candidate's start to the scene, in their order; None when the scene is
            text only.
        wanted: What the incident asks.
        now: By the database's clock.
    """
    legs = travel.legs if travel else [None] * len(candidates)
    mode = travel.mode if travel else None
    pairs = list(zip(candidates, legs, strict=True))
    free = [(one, leg) for one, leg in pairs if one.vehicle.available]
    fitting = [(one, leg) for one, leg in free if _fits(one, wanted)]
    ranked = [_ranked(one, leg, mode, wanted, now) for one, leg in fitting or free]
    chosen = {one.vehicle.id for one in ranked}
    rest = [one for one in candidates if one.vehicle.id not in chosen]
    return VehicleRanking(
        _positions([one for one, _ in free] or candidates, now),
        sorted(ranked, key=_best_first),
        [ExcludedVehicle(one.vehicle, _why_not(one.vehicle, wanted)) for one in rest],
    )


def _fits(candidate: Candidate, wanted: Wanted) -> bool:
    return not wanted.infectious or candidate.vehicle.kind is VehicleKind.NEGATIVE_PRESSURE


def _ranked(
    one: Candidate, leg: Leg | None, mode: TravelMode | None, wanted: Wanted, now: datetime
) -> RankedVehicle:
    start = start_of(one, now)
    reasons = tuple(_why(one, start, leg, mode, wanted))
    return RankedVehicle(one.vehicle, one.station, start, leg, reasons)


def _best_first(one: RankedVehicle) -> tuple[bool, bool, float, str]:
    seconds = one.leg.seconds if one.leg else 0.0
    return one.start.source is PositionSource.STATION, one.leg is None, seconds, one.vehicle.name


def _why(
    one: Candidate, start: Start, leg: Leg | None, mode: TravelMode | None, wanted: Wanted
) -> Iterator[Reason]:
    yield Reason(one.vehicle.status)
    if start.source is PositionSource.FIX:
        yield Reason("fix_fresh", {"age_s": start.fix_age_s})
    elif start.fix_age_s is not None:
        yield Reason("fix_stale", {"age_s": start.fix_age_s, "station": one.station.name})
    else:
        yield Reason("no_fix", {"station": one.station.name})
    if wanted.infectious:
        yield Reason("negative_pressure" if _fits(one, wanted) else "not_negative_pressure")
    if mode is None:
        yield Reason("scene_unmapped")
    elif leg is None:
        yield Reason("unreachable")
    elif mode is TravelMode.STRAIGHT_LINE:
        yield Reason("straight_line")


def _why_not(vehicle: ShownVehicle, wanted: Wanted) -> Sequence[Reason]:
    if wanted.order_ids.intersection(vehicle.order_ids):
        return (Reason("on_this_incident", {"status": vehicle.status}),)
    if vehicle.available:
        return (Reason("not_negative_pressure"),)
    if vehicle.status in SAY_IT_ALL:
        return (Reason(vehicle.status, {"reason": vehicle.duty_reason}),)
    return (Reason("on_run", {"status": vehicle.status}),)


def _positions(candidates: Sequence[Candidate], now: datetime) -> Positions:
    fresh = any(start_of(one, now).source is PositionSource.FIX for one in candidates)
    return Positions.LIVE if fresh else Positions.STATIONS


def _age_s(fix: Fix | None, now: datetime) -> int | None:
    if fix is None:
        return None
    heard_at = min(fix.fixed_at, fix.received_at)
    return max(0, int((now - heard_at).total_seconds()))
