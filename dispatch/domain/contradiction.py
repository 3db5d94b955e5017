"""Where positions do not fit what a person told of a run. It is shown; a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from dispatch.domain.fix import Fix
from dispatch.domain.geofence import AT_SCENE, Fence, Goals, Watch
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import Order, OrderState, Stamp
from dispatch.domain.origin import Wire
from dispatch.domain.suggestion import Contradiction

SAME_TIME = timedelta(seconds=30)
"""A stamp is held against a fix of its own moment: later the vehicle may have moved on."""


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Which milestone is contradicted, and by what."""

    milestone: OrderState
    contradiction: Contradiction


def find_contradiction(
    order: Order, watch: Watch, fix: Fix, settings: MilestoneSettings
) -> Contradicted | None:
    """Find what of an order a usable fix contradicts, of the watch after it; each told once."""
    return _told_from_afar(order, watch, fix, settings) or _left_untold(order, watch, fix, settings)


def _told_from_afar(
    order: Order, watch: Watch, fix: Fix, settings: MilestoneSettings
) -> Contradicted | None:
    state, stamp = order.state, order.stamps.get(order.state)
    place = _where(watch.goals).get(state)
    if stamp is None or place is None or not _is_of_this_moment(stamp, fix):
        return None
    if state in AT_SCENE and watch.came_to_scene:
        return None
    known = order.contradictions.get(state)
    away_m = place.distance_m(fix.point)
    if away_m <= place.radius_m + settings.contradicts_m:
        return None
    if known is not None and known.stamped_at == stamp.at:
        return None
    told = Contradiction(stamp.at, fix.device, fix.fixed_at, round(away_m))
    return Contradicted(state, told)


def _left_untold(
    order: Order, watch: Watch, fix: Fix, settings: MilestoneSettings
) -> Contradicted | None:
    scene = watch.goals.scene
    if order.state not in AT_SCENE or scene is None or not watch.came_to_scene:
        return None
    away_m = scene.distance_m(fix.point)
    told_already = OrderState.LEFT_SCENE in order.contradictions
    if told_already or away_m <= scene.radius_m + settings.contradicts_m:
        return None
    told = Contradiction(None, fix.device, fix.fixed_at, round(away_m))
    return Contradicted(OrderState.LEFT_SCENE, told)


def _is_of_this_moment(stamp: Stamp, fix: Fix) -> bool:
    return stamp.wire is not Wire.POSITION and abs(fix.fixed_at - stamp.at) <= SAME_TIME


def _where(goals: Goals) -> Mapping[OrderState, Fence | None]:
    return {
        **dict.fromkeys(AT_SCENE, goals.scene),
        OrderState.AT_HOSPITAL: goals.hospital,
        OrderState.HANDED_OVER: goals.hospital,
    }
