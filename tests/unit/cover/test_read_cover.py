"""Cover as it is read: who counts, from where, what is advised; and advice that is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from dispatch.adapters.cover_desk import KeptCover
from dispatch.domain.area_report import PlacedIncident
from dispatch.domain.calibration import UNCALIBRATED, Calibration
from dispatch.domain.closure import Closure, ClosureShape
from dispatch.domain.cover import CoverOff, Demand, DemandPoint, DemandSource
from dispatch.domain.cover_settings import CoverSettings, CoverSettingsChangedMeanwhile
from dispatch.domain.driven_now import DrivenNow, driven_now
from dispatch.domain.fix import Fix
from dispatch.domain.order import OrderState
from dispatch.domain.period import Period
from dispatch.domain.stand_by import StandBy, StandByAdvice, StandByGone
from dispatch.domain.travel import Conditions, Leg, Route, Travel, TravelMode
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.cover import CoverKnown, CoverWorld, Reach
from dispatch.ports.order_queries import Resources
from dispatch.ports.roads import USUAL
from dispatch.services.cover.change_cover_settings import (
    ChangeCoverSettings,
    change_cover_settings,
)
from dispatch.services.cover.read_cover import read_cover
from dispatch.services.cover.take_stand_by import take_stand_by
from gis.datum import Wgs84
from tests.unit.memory_transaction import NOON, MemoryTransaction
from tests.unit.orders.some_orders import OTHER_STATION, STATION, order_in, vehicle
from tests.unit.orders.test_recommend import fix

ON = CoverSettings(enabled=True, least_gain_percent=5)
POINTS = [DemandPoint(STATION.point, 3.0), DemandPoint(OTHER_STATION.point, 1.0)]
STREETS = Demand(DemandSource.STREETS, tuple(POINTS))
ON_THE_WAY_HOME = Wgs84(119.05, 25.44)


class Line:
    """A town on one line: a place reaches the demand within about three kilometres."""

    def __init__(self, mode: TravelMode = TravelMode.ROAD) -> None:
        self.mode = mode
        self.asked: list[Sequence[Wgs84]] = []
        self.limits_s: list[float] = []
        self.conditions: list[Conditions] = []
        self.stand_by: list[Conditions] = []

    async def reach(
        self,
        starts: Sequence[Wgs84],
        demand: Demand | None,
        within_s: float,
        conditions: Conditions = USUAL,
    ) -> Reach:
        self.limits_s.append(within_s)
        self.conditions.append(conditions)
        self.asked.append(starts)
        points = (demand or STREETS).points
        near = [[abs(one.point.lon - start.lon) < 0.03 for one in points] for start in starts]
        bits = [sum(1 << place for place, is_near in enumerate(row) if is_near) for row in near]
        return Reach("demo/1", demand or STREETS, bits)

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        self.stand_by.append(conditions)
        return Travel(self.mode, [Leg(abs(goal.lon - start.lon) * 6000, 1.0) for goal in goals])

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        raise AssertionError

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        raise AssertionError


class Stored:
    """What is stored, and where vehicles are."""

    def __init__(self, *vehicles: ShownVehicle, **fixes: Fix) -> None:
        self.settings, self.vehicles, self.fixes = ON, vehicles, fixes
        self.stand_bys: list[StandBy] = []
        self.periods: list[Period] = []
        self.placed: list[PlacedIncident] = []
        self.closures: tuple[Closure, ...] = ()
        self.calibration = UNCALIBRATED

    async def read_settings(self) -> CoverSettings:
        return self.settings

    async def read_known(self) -> CoverKnown:
        resources = Resources(NOON, self.vehicles, [STATION, OTHER_STATION], ())
        return CoverKnown(self.settings, resources, self.stand_bys, self.closures, self.calibration)

    async def read_driven(self) -> DrivenNow:
        return driven_now(self.closures, NOON, self.calibration)

    def latest(self) -> Mapping[str, Fix]:
        return {name.replace("_", "-"): one for name, one in self.fixes.items()}

    async def read_placed(self, period: Period) -> Sequence[PlacedIncident]:
        self.periods.append(period)
        return self.placed if len(self.periods) % 12 == 1 else []


def world(stored: Stored, line: Line | None = None) -> CoverWorld:
    road = line or Line()
    return CoverWorld(stored, stored, road, road)


def at(point: Wgs84, age_s: float = 5) -> Fix:
    return replace(fix(age_s), point=point)


def freed() -> Stored:
    """One stands at the middle station; one is on its way home to it."""
    both = [shown(vehicle(number), ()) for number in (1, 2)]
    return Stored(*both, T_1=at(STATION.point), T_2=at(ON_THE_WAY_HOME))


async def test_while_it_is_off_nothing_is_computed():
    stored, line = freed(), Line()
    stored.settings = CoverSettings()
    with pytest.raises(CoverOff):
        await read_cover(world(stored, line), None)
    assert not line.asked


async def test_only_vehicles_that_may_be_sent_count():
    busy = shown(vehicle(2), [order_in(OrderState.DEPARTED, vehicle_id=vehicle(2).id)])
    stored = Stored(shown(vehicle(1), ()), busy, T_1=at(STATION.point), T_2=at(OTHER_STATION.point))
    picture = await read_cover(world(stored), None)
    assert (picture.ready, picture.cover.share) == (1, 0.75)


async def test_without_a_fresh_fix_a_vehicle_counts_from_its_station():
    stored = Stored(shown(vehicle(1), ()), T_1=at(OTHER_STATION.point, age_s=999))
    picture = await read_cover(world(stored), None)
    assert (picture.cover.once, picture.advice) == (0b01, [])


async def test_one_that_is_on_its_way_home_is_advised_where_a_gap_is_and_what_it_costs():
    (advice,) = (await read_cover(world(freed()), None)).advice
    assert (advice.vehicle_name, advice.station_name) == ("120A2", "东站")
    assert advice.gain_share == 0.25
    assert round(advice.drive_s) == round(advice.home_s or 0) == 300


async def test_once_advice_was_taken_it_is_not_given_again_and_counts_there():
    stored = freed()
    taken = StandBy(UUID(int=1), vehicle(2).id, OTHER_STATION.id, 25.0, 5.0, "1027", NOON)
    stored.stand_bys = [taken]
    picture = await read_cover(world(stored), None)
    assert (picture.advice, picture.cover.share) == ([], 1.0)


def closed() -> Closure:
    day = timedelta(days=1)
    line = (STATION.point, OTHER_STATION.point)
    return Closure(
        UUID(int=7), 3, ClosureShape.LINE, 0, line, "积水", NOON - day, NOON + day, "1027", NOON
    )


SLOW_HOUR = Calibration(version=1, factors=(1.5,) * 24)


async def test_it_is_searched_under_the_closures_in_force_and_by_the_factor_of_the_hour():
    stored, line = freed(), Line()
    stored.closures, stored.calibration = (closed(),), SLOW_HOUR
    picture = await read_cover(world(stored, line), None)
    assert line.limits_s == [480 / 1.5]
    assert line.conditions == [Conditions((closed(),), blue_light=True)]
    assert picture.driven == DrivenNow((closed(),), 1.5)


async def test_one_drives_to_stand_by_like_any_vehicle_at_this_hour():
    stored, line = freed(), Line()
    stored.closures, stored.calibration = (closed(),), SLOW_HOUR
    (advice,) = (await read_cover(world(stored, line), None)).advice
    assert line.stand_by == [Conditions((closed(),), blue_light=False)]
    assert round(advice.drive_s) == 450


async def test_by_straight_lines_nothing_is_advised():
    picture = await read_cover(world(freed(), Line(TravelMode.STRAIGHT_LINE)), None)
    assert picture.advice == []


class Hands:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self):
        return self.at


async def test_who_looks_within_15_seconds_sees_the_same_picture_unless_something_was_decided():
    stored, line, clock = freed(), Line(), Hands()
    desk = KeptCover(world(stored, line), stored, clock)  # type: ignore[arg-type]
    first = await desk.read()
    clock.at = NOON + timedelta(seconds=14)
    assert await desk.read() is first
    clock.at = NOON + timedelta(seconds=15)
    assert await desk.read() is not first
    assert len(line.asked) == 2
    desk.forget()
    await desk.read()
    assert len(line.asked) == 3


async def test_a_closure_or_a_next_hour_is_seen_at_the_next_look():
    stored, line, clock = freed(), Line(), Hands()
    desk = KeptCover(world(stored, line), stored, clock)  # type: ignore[arg-type]
    open_road = await desk.read()
    stored.closures = (closed(),)
    closed_road = await desk.read()
    assert await desk.read() is closed_road is not open_road
    stored.closures = ()
    assert (await desk.read()).driven == open_road.driven
    stored.calibration = SLOW_HOUR
    assert (await desk.read()).driven.factor == 1.5
    assert len(line.asked) == 4


async def test_own_incidents_are_the_demand_once_there_are_enough_and_are_read_once_an_hour():
    stored, clock = freed(), Hands()
    stored.placed = [PlacedIncident(OTHER_STATION.point, NOON)] * 300
    desk = KeptCover(world(stored), stored, clock)  # type: ignore[arg-type]
    picture = await desk.read()
    assert (picture.demand.source, len(picture.demand.points)) == (DemandSource.OWN_INCIDENTS, 1)
    clock.at = NOON + timedelta(minutes=59)
    await desk.read()
    assert len(stored.periods) == 12
    clock.at = NOON + timedelta(minutes=61)
    await desk.read()
    assert len(stored.periods) == 24


def _advice() -> StandByAdvice:
    name, there = vehicle(2).name, OTHER_STATION
    return StandByAdvice(vehicle(2).id, name, there.id, there.name, 0.25, 290.0, 300.0)


async def _transaction(*orders: OrderState) -> MemoryTransaction:
    tx = MemoryTransaction()
    await tx.stations.save(STATION)
    await tx.stations.save(OTHER_STATION)
    await tx.vehicles.save(vehicle(2))
    for state in orders:
        await tx.orders.save(order_in(state, vehicle_id=vehicle(2).id))
    return tx


async def test_taking_advice_makes_no_order_and_tells_who_took_it_and_why():
    tx = await _transaction()
    taken = await take_stand_by(_advice(), "1027", tx)
    (event,) = tx.events
    assert list(tx.stand_bys) == [taken]
    assert (taken.taken_by, taken.gain_percent, taken.drive_min) == ("1027", 25.0, 4.8)
    assert event.kind == "stand_by_taken"
    assert event.audiences == ("desks", "leaders", "station:S01", "station:S02")
    assert await tx.orders.list_active_of_vehicle(vehicle(2).id) == []


async def test_a_vehicle_that_was_sent_meanwhile_is_left_alone():
    tx = await _transaction(OrderState.SENT)
    with pytest.raises(StandByGone):
        await take_stand_by(_advice(), "1027", tx)
    assert not list(tx.stand_bys)
    assert not tx.events


async def test_settings_are_off_at_first_versioned_and_audited():
    tx = MemoryTransaction()
    assert not (await tx.cover_settings.current()).enabled
    changed = await change_cover_settings(ChangeCoverSettings(0, ON, "9001"), tx)
    assert (changed.version, changed.enabled, changed.changed_by) == (1, True, "9001")
    assert [one.subject for one in tx.audit] == ["cover_settings:1"]
    with pytest.raises(CoverSettingsChangedMeanwhile):
        await change_cover_settings(ChangeCoverSettings(0, ON, "9001"), tx)
