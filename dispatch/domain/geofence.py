"""Which milestone a vehicle's positions suggest 建议里程碑: circles, time within, never backwards.

A vehicle is in a place once it has been within its circle, and slow, for `dwell_s`; it has left
once it has been beyond a wider circle for as long. Between the two circles nothing changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dispatch.domain.fix import Fix
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import Order, OrderMove, OrderState
from dispatch.domain.place import short_distance_m
from dispatch.domain.suggestion import Suggestion
from gis.datum import Wgs84

SILENCE = timedelta(seconds=60)
"""Longer than this nothing was heard: whether the vehicle stayed, nobody knows."""
AHEAD = timedelta(seconds=5)
"""A terminal's clock may be off by that much before its fix counts as one of the future."""
LEAVE_FACTOR, LEAVE_MORE_M = 1.5, 30.0
AT_SCENE = (OrderState.ARRIVED, OrderState.PATIENT_CONTACT, OrderState.PATIENT_ABOARD)


@dataclass(frozen=True, slots=True)
class Fence:
    """A circle around each spot of a place, such as the scene and where the vehicle is awaited."""

    spots: tuple[Wgs84, ...]
    radius_m: float

    @property
    def leave_m(self) -> float:
        """Beyond this a vehicle that was within has left."""
        return self.radius_m * LEAVE_FACTOR + LEAVE_MORE_M

    def distance_m(self, point: Wgs84) -> float:
        """Give the way to the nearest spot, in a straight line."""
        return min(short_distance_m(spot, point) for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Goals:
    """Where a run leads; None: not on the map, or no hospital named."""

    station: Fence
    scene: Fence | None
    hospital: Fence | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A vehicle seems to have reached a milestone since an instant."""

    milestone: OrderMove
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Watch:
    """What is remembered of one run between fixes.

    Args:
        heard_at: Of the newest fix; older ones are not looked at.
        left_from: Where it stood when its order was taken: the station, or the spot itself.
        leaving: The milestone whose place it is in or leaves, as the order stands.
        least_m: How near it has been to that place.
        came_to_scene: Whether it was ever heard there.
    """

    goals: Goals
    heard_at: datetime | None = None
    left_from: Fence | None = None
    leaving: OrderMove | None = None
    least_m: float = float("inf")
    came_to_scene: bool = False
    pending: tuple[Pending, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A milestone with its evidence."""

    milestone: OrderMove
    suggestion: Suggestion


def is_usable(fix: Fix, watch: Watch, now: datetime, settings: MilestoneSettings) -> bool:
    """Whether a fix is fresh, not of the future, and newer than what was heard before."""
    if watch.heard_at is not None and fix.fixed_at <= watch.heard_at:
        return False
    return -AHEAD <= now - fix.fixed_at <= timedelta(seconds=settings.stale_after_s)


def watch_run(
    watch: Watch, order: Order, fix: Fix, now: datetime, settings: MilestoneSettings
) -> tuple[Watch, Suggested | None]:
    """Look at one fix of a run's vehicle; give what is remembered and what is suggested.

    A fix that is stale, of the future or out of order changes nothing and suggests nothing.
    """
    if not is_usable(fix, watch, now, settings):
        return watch, None
    known = _approach(watch, order, fix, settings)
    pending = tuple(_still_pending(known, order, fix, settings))
    watched = replace(known, heard_at=fix.fixed_at, pending=pending)
    dwell = timedelta(seconds=settings.dwell_s)
    for one in pending:
        if fix.fixed_at - one.since_at >= dwell and order.may_be_suggested(
            one.milestone, one.since_at
        ):
            rest = tuple(other for other in pending if other is not one)
            told = Suggested(one.milestone, _evidence(watched, one, fix))
            return replace(watched, pending=rest), told
    return watched, None


def _approach(watch: Watch, order: Order, fix: Fix, settings: MilestoneSettings) -> Watch:
    """Remember from where it goes, and how near it has been to the place that it is leaving."""
    heard = watch.heard_at
    silent = heard is not None and fix.fixed_at - heard > SILENCE
    station = watch.goals.station
    at_station = station.distance_m(fix.point) <= station.leave_m
    spot = station if at_station else Fence((fix.point,), settings.station_m)
    scene = watch.goals.scene
    known = replace(
        watch,
        left_from=spot if at_station and _stands(order) else watch.left_from or spot,
        pending=() if silent else watch.pending,
        came_to_scene=watch.came_to_scene
        or (scene is not None and scene.distance_m(fix.point) <= scene.leave_m),
    )
    leaving = _leaving(order)
    place = _place_of(leaving, known)
    if place is None:
        return replace(known, leaving=None, least_m=float("inf"))
    before = known.least_m if leaving is watch.leaving else float("inf")
    return replace(known, leaving=leaving, least_m=min(before, place.distance_m(fix.point)))


def _stands(order: Order) -> bool:
    """Whether it has not departed yet, as far as anybody knows."""
    return order.progress in (OrderState.SENT, OrderState.DELIVERED, OrderState.ACKNOWLEDGED)


def _leaving(order: Order) -> OrderMove | None:
    match order.progress:
        case OrderState.ACKNOWLEDGED:
            return OrderMove.DEPARTED
        case OrderState.ARRIVED | OrderState.PATIENT_CONTACT | OrderState.PATIENT_ABOARD:
            return OrderMove.LEFT_SCENE
        case OrderState.AT_HOSPITAL | OrderState.HANDED_OVER:
            return OrderMove.RETURNING
        case _:
            return None


def _coming(order: Order) -> OrderMove | None:
    match order.progress:
        case OrderState.ACKNOWLEDGED | OrderState.DEPARTED:
            return OrderMove.ARRIVED
        case OrderState.LEFT_SCENE:
            return OrderMove.AT_HOSPITAL
        case OrderState.RETURNING:
            return OrderMove.COMPLETED
        case _:
            return None


def _place_of(milestone: OrderMove | None, watch: Watch) -> Fence | None:
    match milestone:
        case OrderMove.DEPARTED:
            return watch.left_from
        case OrderMove.ARRIVED | OrderMove.LEFT_SCENE:
            return watch.goals.scene
        case OrderMove.AT_HOSPITAL | OrderMove.RETURNING:
            return watch.goals.hospital
        case OrderMove.COMPLETED:
            return watch.goals.station
        case _:
            return None


def _still_pending(
    watch: Watch, order: Order, fix: Fix, settings: MilestoneSettings
) -> Iterator[Pending]:
    """Give what seems to be reached by this fix, each since when."""
    for milestone, is_met in (
        (_leaving(order), _is_out),
        (_coming(order), _is_in),
    ):
        place = _place_of(milestone, watch)
        if milestone is None or place is None:
            continue
        before = next((one for one in watch.pending if one.milestone is milestone), None)
        if is_met(watch, order, place, fix, settings, going_on=before is not None):
            yield before or Pending(milestone, fix.fixed_at)


def _is_out(
    watch: Watch,
    _order: Order,
    place: Fence,
    fix: Fix,
    _settings: MilestoneSettings,
    *,
    going_on: bool,
) -> bool:
    """Whether it is beyond where it has been; who never came near must go farther away first."""
    away_m = place.distance_m(fix.point)
    margin_m = place.leave_m - place.radius_m
    near_m = max(place.radius_m, watch.least_m)
    return away_m > (near_m if going_on else near_m + margin_m)


def _is_in(
    watch: Watch,
    order: Order,
    place: Fence,
    fix: Fix,
    settings: MilestoneSettings,
    *,
    going_on: bool,
) -> bool:
    """Whether it is within and slow; not while it still stands where it is to depart from."""
    start = watch.left_from
    stands = order.progress is OrderState.ACKNOWLEDGED
    if stands and start is not None and start.distance_m(fix.point) <= start.leave_m:
        return False
    slow = fix.speed_kmh is None or fix.speed_kmh <= settings.slow_kmh
    return slow and place.distance_m(fix.point) <= (place.leave_m if going_on else place.radius_m)


def _evidence(watch: Watch, pending: Pending, fix: Fix) -> Suggestion:
    place = _place_of(pending.milestone, watch)
    return Suggestion(
        at=pending.since_at,
        device=fix.device,
        feed=fix.feed,
        fixed_at=fix.fixed_at,
        distance_m=round(place.distance_m(fix.point)) if place else 0,
        radius_m=round(place.radius_m) if place else 0,
        speed_kmh=fix.speed_kmh,
    )
