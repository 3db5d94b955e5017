"""Milestones that positions suggest: in order, after a while, of fresh fixes only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.domain.contradiction import Contradicted, find_contradiction
from dispatch.domain.fix import Fix
from dispatch.domain.geofence import Fence, Goals, Watch, watch_run
from dispatch.domain.order import Order, OrderMove, OrderState, Stamp
from dispatch.domain.origin import Wire
from dispatch.domain.place import PlaceSource
from tests.unit.memory_transaction import NOON
from tests.unit.milestones.drives import (
    GOALS,
    HOSPITAL,
    SCENE,
    SETTINGS,
    STATION,
    between,
    drive,
    fix,
    milestones,
    watched,
)
from tests.unit.orders.some_orders import BY_CREW, order_in

WHOLE = ["departed", "arrived", "left_scene", "at_hospital", "returning", "completed"]
PASSING = between(SCENE, HOSPITAL, 0.05)


def test_a_whole_run_is_suggested_in_its_order_each_with_its_fix():
    told = watched().hear(drive(1, (STATION, SCENE, HOSPITAL, STATION)))
    assert milestones(told) == WHOLE
    departed, arrived = told[0].suggestion, told[1].suggestion
    assert departed.at < departed.fixed_at < arrived.at < arrived.fixed_at
    assert (arrived.device, arrived.distance_m, arrived.radius_m) == ("T-1", 0, 80)
    assert arrived.fixed_at - arrived.at == timedelta(seconds=SETTINGS.dwell_s)


def test_who_only_drives_through_a_place_has_not_arrived():
    run = watched(OrderState.DEPARTED)
    assert run.hear(fix(s, SCENE, 40.0) for s in range(1, 60, 5)) == []
    assert milestones(run.hear(fix(s, SCENE, 4.0) for s in range(60, 90, 5))) == ["arrived"]


def test_a_silence_counts_as_no_time_in_a_place():
    run = watched(OrderState.DEPARTED)
    assert run.hear([fix(1, SCENE), fix(90, SCENE)]) == []
    assert milestones(run.hear([fix(110, SCENE)])) == ["arrived"]


@pytest.mark.parametrize("age_s", [61, 3600, -50])
def test_a_stale_fix_and_one_of_the_future_suggest_nothing(age_s: int):
    run = watched(OrderState.DEPARTED)
    now = NOON + timedelta(seconds=40 + age_s)
    assert run.hear([fix(s, SCENE) for s in (1, 15, 40)], now=now) == []
    assert run.watch.heard_at is None


def test_a_fix_that_comes_late_is_not_looked_at():
    run = watched(OrderState.DEPARTED)
    run.hear([fix(50, STATION, 40.0)])
    before = run.watch
    assert run.hear([fix(s, SCENE) for s in (10, 20, 49, 50)]) == []
    assert run.watch == before


def test_nothing_is_suggested_before_the_time_of_a_newer_milestone():
    run = watched(OrderState.DEPARTED)
    run.hear([fix(1, SCENE), fix(11, SCENE)])
    stamp = Stamp(NOON + timedelta(seconds=12), "device:值班室", Wire.STATION)
    run.order = replace(run.order, stamps={OrderState.DEPARTED: stamp})
    assert run.hear([fix(25, SCENE)]) == []


def test_a_milestone_that_a_person_told_is_not_suggested():
    run = watched(OrderState.ARRIVED)
    assert run.hear(fix(s, SCENE) for s in range(1, 60, 5)) == []


def test_nobody_has_departed_or_arrived_before_the_order_is_taken():
    run = watched(OrderState.DELIVERED)
    assert run.hear(drive(1, (STATION, SCENE))) == []


def test_a_scene_beside_the_station_is_not_reached_before_the_vehicle_has_left():
    near = between(STATION, SCENE, 0.02)
    run = watched(goals=replace(GOALS, scene=Fence((near,), 80.0)))
    assert run.hear(fix(s, STATION) for s in range(1, 60, 5)) == []


def test_one_that_is_sent_on_the_road_departs_from_where_it_was():
    away = between(STATION, SCENE, 0.5)
    run = watched()
    assert milestones(run.hear(drive(1, (away, SCENE)))) == ["departed", "arrived"]


def test_one_that_stands_a_little_off_the_scene_has_not_left_it():
    off = between(SCENE, HOSPITAL, 0.12)
    run = watched(OrderState.ARRIVED)
    assert run.hear(fix(s, off) for s in range(1, 90, 5)) == []
    assert milestones(run.hear(drive(95, (off, HOSPITAL)))) == ["left_scene", "at_hospital"]


def test_without_a_point_only_the_departure_is_suggested():
    run = watched(goals=Goals(GOALS.station, None, None))
    assert milestones(run.hear(drive(1, (STATION, SCENE, HOSPITAL)))) == ["departed"]


def test_a_scene_is_drawn_the_wider_the_less_sure_its_point_is():
    radius = [SETTINGS.scene_radius_m(one) for one in (PlaceSource.MAP, PlaceSource.NETWORK, None)]
    assert radius == [80.0, 400.0, 160.0]
    assert {SETTINGS.scene_radius_m(one) >= 80 for one in PlaceSource} == {True}


def seen(order: Order, one: Fix, *, came: bool = False) -> Contradicted | None:
    """Find a contradiction in a fix, of a vehicle that was heard at the scene before or not."""
    return find_contradiction(order, Watch(GOALS, came_to_scene=came), one, SETTINGS)


def test_a_milestone_told_from_afar_is_contradicted_once_and_stays_as_it_was():
    order = order_in(OrderState.ARRIVED, stamps={OrderState.ARRIVED: BY_CREW})
    found = seen(order, fix(5, STATION))
    assert found is not None
    assert (found.milestone, found.contradiction.distance_m) == (OrderState.ARRIVED, 3012)
    told = order.contradicted(found.milestone, found.contradiction)
    assert told.stamps == order.stamps
    assert seen(told, fix(6, STATION)) is None
    assert seen(order, fix(40, STATION)) is None
    assert seen(order, fix(5, PASSING)) is None
    righted = told.corrected(OrderMove.ARRIVED, replace(BY_CREW, at=NOON + timedelta(seconds=300)))
    assert righted.contradictions == {}


def test_who_was_heard_at_the_scene_and_drove_on_at_once_did_not_tell_it_from_afar():
    order = order_in(OrderState.ARRIVED, stamps={OrderState.ARRIVED: BY_CREW})
    found = seen(order, fix(5, STATION), came=True)
    assert found is not None
    assert found.milestone is OrderState.LEFT_SCENE


def test_what_was_stamped_by_a_position_is_not_held_against_positions():
    automatic = replace(BY_CREW, wire=Wire.POSITION)
    order = order_in(OrderState.ARRIVED, stamps={OrderState.ARRIVED: automatic})
    assert seen(order, fix(5, STATION)) is None


def test_who_left_the_scene_without_telling_is_shown_until_it_is_told():
    early = replace(BY_CREW, at=NOON - timedelta(minutes=20))
    order = order_in(OrderState.PATIENT_ABOARD, stamps={OrderState.PATIENT_ABOARD: early})
    assert seen(order, fix(5, PASSING), came=True) is None
    assert seen(order, fix(5, HOSPITAL)) is None
    found = seen(order, fix(5, HOSPITAL), came=True)
    assert found is not None
    assert (found.milestone, found.contradiction.stamped_at) == (OrderState.LEFT_SCENE, None)
    told = order.contradicted(found.milestone, found.contradiction)
    assert seen(told, fix(9, HOSPITAL), came=True) is None
    assert told.stamped(OrderMove.AT_HOSPITAL, BY_CREW).contradictions == {}


def test_a_new_place_forgets_what_was_suggested_of_the_old_one():
    run = watched(OrderState.DEPARTED)
    run.hear(fix(s, SCENE) for s in range(1, 40, 5))
    assert run.order.open_suggestions == (OrderState.ARRIVED,)
    sheet = replace(run.order.sheet, revision=2)
    assert run.order.revised(sheet).open_suggestions == (OrderState.ARRIVED,)
    assert run.order.revised(replace(sheet, place_point=HOSPITAL)).open_suggestions == ()


def test_the_same_fix_twice_changes_nothing():
    order, first = order_in(OrderState.DEPARTED), fix(1, SCENE)
    once, _ = watch_run(Watch(GOALS), order, first, NOON + timedelta(seconds=2), SETTINGS)
    assert watch_run(once, order, first, NOON + timedelta(seconds=2), SETTINGS) == (once, None)
