"""A run from the station to the scene, the hospital and back, and the fixes that tell it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.fix import Fix
from dispatch.domain.geofence import Fence, Goals, Suggested, Watch, watch_run
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import Order, OrderState
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import order_in

STATION, SCENE, HOSPITAL = Wgs84(119.0, 25.44), Wgs84(119.03, 25.44), Wgs84(119.03, 25.46)
GOALS = Goals(Fence((STATION,), 100.0), Fence((SCENE,), 80.0), Fence((HOSPITAL,), 150.0))
SETTINGS = MilestoneSettings()
LATE = timedelta(seconds=1)


def fix(second: float, point: Wgs84, speed_kmh: float | None = 0.0) -> Fix:
    """Make a fix so many seconds after noon."""
    at = NOON + timedelta(seconds=second)
    return Fix("T-1", point, speed_kmh, 0.0, at, at, "serial-1", int(second))


def between(start: Wgs84, goal: Wgs84, share: float) -> Wgs84:
    """Give a point on the straight line."""
    lon = start.lon + (goal.lon - start.lon) * share
    return Wgs84(lon, start.lat + (goal.lat - start.lat) * share)


def drive(
    begin_s: float, places: Sequence[Wgs84], *, leg_s: int = 240, stay_s: int = 90, every_s: int = 5
) -> Iterator[Fix]:
    """Stand at each place and drive to the next, a fix every few seconds."""
    at_s = begin_s
    for here, there in zip(places, [*places[1:], None], strict=True):
        for second in range(0, stay_s, every_s):
            yield fix(at_s + second, here)
        at_s += stay_s
        if there is None:
            return
        for second in range(0, leg_s, every_s):
            yield fix(at_s + second, between(here, there, second / leg_s), 45.0)
        at_s += leg_s


@dataclass
class Watched:
    """An order whose suggestions are kept, as the worker keeps them."""

    order: Order
    watch: Watch

    def hear(self, fixes: Iterable[Fix], *, now: datetime | None = None) -> list[Suggested]:
        """Hear fixes, each as fresh as can be unless it is told what time it is."""
        told = []
        for one in fixes:
            seen_at = now or one.fixed_at + LATE
            self.watch, suggested = watch_run(self.watch, self.order, one, seen_at, SETTINGS)
            if suggested:
                told.append(suggested)
                self.order = self.order.suggested(suggested.milestone, suggested.suggestion)
        return told


def watched(state: OrderState = OrderState.ACKNOWLEDGED, goals: Goals = GOALS) -> Watched:
    """Watch an order in a state."""
    return Watched(order_in(state), Watch(goals))


def milestones(told: Iterable[Suggested]) -> list[str]:
    """Name what was suggested."""
    return [one.milestone.value for one in told]
