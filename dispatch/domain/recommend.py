"""Which vehicle goes, and why: a pure function of vehicles, fixes, travel and what is needed.

Every vehicle is either ranked or excluded, each with at least one reason. Those that have what is
needed go before those that lack some of it, which are never hidden. A stale fix is never used as
a position, and of vehicles that fit alike never stands before a fresh one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.detours import detour_reasons
from dispatch.domain.dispatch_rules import USUAL_POLICY, Policy
from dispatch.domain.eta import Eta, expected
from dispatch.domain.fix import Fix
from dispatch.domain.hour_factor import factor_reasons
from dispatch.domain.reason import Reason
from dispatch.domain.station import Station
from dispatch.domain.travel import Leg, Travel, TravelMode
from dispatch.domain.vehicle import Skill, VehicleKind
from dispatch.domain.vehicle_needs import lacking, skills_of
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
    """A vehicle as it stands now.

    Args:
        fix: The newest of its terminal.
        by_telephone: Whether its station hears of an order by telephone only.
    """

    vehicle: ShownVehicle
    station: Station
    fix: Fix | None
    by_telephone: bool = False


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
        skills: What the table of needs asks, in its order.
    """

    infectious: bool
    order_ids: frozenset[UUID] = frozenset()
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedVehicle:
    """A vehicle that may be sent; leg is None when it is not known or there is no way."""

    vehicle: ShownVehicle
    station: Station
    start: Start
    leg: Leg | None
    reasons: Sequence[Reason]
    eta: Eta | None = None
    lacks: tuple[Skill, ...] = ()


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
    if candidate.fix is not None and is_fresh(candidate.fix, now):
        return Start(candidate.fix.point, PositionSource.FIX, age_s)
    return Start(candidate.station.point, PositionSource.STATION, age_s)


def is_fresh(fix: Fix, now: datetime) -> bool:
    """Tell whether a vehicle may be taken to be where its terminal said."""
    age_s = _age_s(fix, now)
    return age_s is not None and age_s <= STALE_AFTER_S


def rank_vehicles(
    candidates: Sequence[Candidate],
    travel: Travel | None,
    wanted: Wanted,
    now: datetime,
    policy: Policy = USUAL_POLICY,
) -> VehicleRanking:
    """Rank by what is needed, then by road time: fresh fixes and what is reachable first.

    Args:
        candidates: All vehicles of the centre.
        travel: From each candidate's start to the scene, in their order; None when the scene is
            text only.
        wanted: What the incident asks.
        now: By the database's clock.
        policy: How far off arrivals are; it moves nobody.
    """
    legs = travel.legs if travel else [None] * len(candidates)
    mode = travel.mode if travel else None
    pairs = list(zip(candidates, legs, strict=True))
    free = [(one, leg) for one, leg in pairs if one.vehicle.available]
    fitting = [(one, leg) for one, leg in free if _fits(one, wanted)]
    said = {one.vehicle.id: _of_way(travel, n) for n, (one, _) in enumerate(pairs)}
    ranking = _Ranking(mode, wanted, now, policy.error_share_percent, said)
    ranked = sorted((ranking.ranked(one, leg) for one, leg in fitting or free), key=_best_first)
    chosen = {one.vehicle.id for one in ranked}
    rest = [one for one in candidates if one.vehicle.id not in chosen]
    return VehicleRanking(
        _positions([one for one, _ in free] or candidates, now),
        _nearest_said(ranked),
        [ExcludedVehicle(one.vehicle, _why_not(one.vehicle, wanted)) for one in rest],
    )


def _of_way(travel: Travel | None, place: int) -> tuple[Reason, ...]:
    return (*factor_reasons(travel, place), *detour_reasons(travel, place))


def _fits(candidate: Candidate, wanted: Wanted) -> bool:
    return not wanted.infectious or candidate.vehicle.kind is VehicleKind.NEGATIVE_PRESSURE


@dataclass(frozen=True, slots=True)
class _Ranking:
    mode: TravelMode | None
    wanted: Wanted
    now: datetime
    error_share_percent: int
    of_ways: Mapping[UUID, tuple[Reason, ...]]

    def ranked(self, one: Candidate, leg: Leg | None) -> RankedVehicle:
        start = start_of(one, self.now)
        lacks = lacking(one.vehicle, self.wanted.skills)
        eta = self._eta(start, leg)
        found = RankedVehicle(one.vehicle, one.station, start, leg, (), eta, lacks)
        reasons = (*_why(one, found, self.mode, self.wanted), *self.of_ways[one.vehicle.id])
        return replace(found, reasons=reasons)

    def _eta(self, start: Start, leg: Leg | None) -> Eta | None:
        if leg is None or self.mode is None:
            return None
        own = start.fix_age_s if start.source is PositionSource.FIX else None
        share = self.error_share_percent
        return expected(leg, self.mode, fix_age_s=own, error_share_percent=share)


def _best_first(one: RankedVehicle) -> tuple[int, bool, bool, float, str]:
    seconds = one.leg.seconds if one.leg else 0.0
    at_station = one.start.source is PositionSource.STATION
    return len(one.lacks), at_station, one.leg is None, seconds, one.vehicle.name


def _nearest_said(ranked: Sequence[RankedVehicle]) -> Sequence[RankedVehicle]:
    """Say of the one that would be there first, but lacks something, by how much."""
    timed = [one for one in ranked if one.leg is not None]
    if not timed or ranked[0].leg is None:
        return ranked
    nearest = min(timed, key=lambda one: (one.leg.seconds if one.leg else 0.0, one.vehicle.name))
    earlier_s = round(ranked[0].leg.seconds - (nearest.leg.seconds if nearest.leg else 0.0))
    if not nearest.lacks or earlier_s <= 0:
        return ranked
    said = (*nearest.reasons, Reason("nearest_of_all", {"earlier_s": earlier_s}))
    return [replace(one, reasons=said) if one is nearest else one for one in ranked]


def _why(
    one: Candidate, found: RankedVehicle, mode: TravelMode | None, wanted: Wanted
) -> Iterator[Reason]:
    start, leg = found.start, found.leg
    yield Reason(one.vehicle.status)
    yield from _why_fitting(one, wanted, found.lacks)
    if start.source is PositionSource.FIX:
        yield Reason("fix_fresh", {"age_s": start.fix_age_s})
    elif start.fix_age_s is not None:
        yield Reason("fix_stale", {"age_s": start.fix_age_s, "station": one.station.name})
    else:
        yield Reason("no_fix", {"station": one.station.name})
    if mode is None:
        yield Reason("scene_unmapped")
    elif leg is None:
        yield Reason("unreachable")
    elif mode is TravelMode.STRAIGHT_LINE:
        yield Reason("straight_line")


def _why_fitting(one: Candidate, wanted: Wanted, lacks: Sequence[Skill]) -> Iterator[Reason]:
    if wanted.infectious:
        yield Reason("negative_pressure" if _fits(one, wanted) else "not_negative_pressure")
    has = [skill for skill in wanted.skills if skill in skills_of(one.vehicle)]
    if has:
        yield Reason("has_skills", {"skills": ",".join(has)})
    if lacks:
        yield Reason("lacks_skills", {"skills": ",".join(lacks)})
    if len(has) + len(lacks) < len(wanted.skills):
        yield Reason("crew_unknown")
    if one.by_telephone:
        yield Reason("by_telephone", {"telephone": one.station.telephone})


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
