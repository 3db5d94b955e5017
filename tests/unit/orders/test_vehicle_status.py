"""What a vehicle is shown as follows from its duty and its open orders, and from nothing else."""

from itertools import product

import pytest

from dispatch.domain.order import OVER, OrderState
from dispatch.domain.vehicle import REASONS, Duty, DutyReason, DutyReasonWrong
from dispatch.domain.vehicle_status import BY_DUTY, BY_ORDER, VehicleStatus, shown
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import order, order_in, vehicle

BROKEN = vehicle().on_duty(Duty.OUT_OF_SERVICE, DutyReason.BREAKDOWN, NOON)


def test_every_open_state_has_a_status_and_no_end_has_one():
    assert BY_ORDER.keys() == set(OrderState) - OVER
    assert BY_DUTY.keys() == set(Duty)


@pytest.mark.parametrize("state", list(OrderState))
def test_a_vehicle_with_one_order_shows_it(state: OrderState):
    seen = shown(vehicle(), [order_in(state)])
    assert seen.status is BY_ORDER.get(state, VehicleStatus.STANDBY)
    assert seen.available is (seen.status in {VehicleStatus.STANDBY, VehicleStatus.RETURNING})


@pytest.mark.parametrize("state", sorted(set(OrderState) - OVER))
def test_a_breakdown_in_any_state_waits_for_another_vehicle(state: OrderState):
    seen = shown(BROKEN, [order_in(state)])
    assert (seen.status, seen.available) == (VehicleStatus.AWAITING_REASSIGNMENT, False)


def test_of_several_orders_the_one_that_binds_it_most_is_shown():
    returning = order_in(OrderState.RETURNING)
    sent = order(2)
    assert shown(vehicle(), [returning, sent]).status is VehicleStatus.ORDERED
    aboard = order_in(OrderState.LEFT_SCENE)
    assert shown(vehicle(), [sent, aboard]).status is VehicleStatus.TO_HOSPITAL
    assert shown(vehicle(), [sent, aboard]).order_ids == (aboard.id, sent.id)


def test_orders_of_others_and_orders_that_are_over_do_not_count():
    seen = shown(vehicle(2), [order(1), order_in(OrderState.COMPLETED)])
    assert (seen.status, seen.order_ids) == (VehicleStatus.STANDBY, ())


def test_a_returning_vehicle_that_is_reserved_is_not_available():
    reserved = vehicle().on_duty(Duty.RESERVED, DutyReason.APPOINTMENT, NOON)
    assert not shown(reserved, [order_in(OrderState.RETURNING)]).available


@pytest.mark.parametrize(("duty", "reason"), list(product(Duty, [None, *DutyReason])))
def test_a_duty_wants_a_reason_of_its_own(duty: Duty, reason: DutyReason | None):
    if reason in REASONS[duty]:
        assert vehicle().on_duty(duty, reason, NOON).duty is duty
        return
    with pytest.raises(DutyReasonWrong):
        vehicle().on_duty(duty, reason, NOON)
