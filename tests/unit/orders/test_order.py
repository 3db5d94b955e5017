"""An order obeys its table: what is not in it is refused, milestones go forward only."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest

from dispatch.domain.errors import IllegalMove
from dispatch.domain.order import (
    MILESTONES,
    OVER,
    TRANSITIONS,
    OrderMove,
    OrderState,
    RevisionUnknown,
    Stamp,
)
from dispatch.domain.order_making import bounded
from dispatch.domain.origin import Wire
from tests.unit.memory_transaction import NOON
from tests.unit.orders.some_orders import BY_CREW, acted, order, order_in

RUN = [OrderState.ACKNOWLEDGED, *MILESTONES.values()]
LATE = Stamp(NOON + timedelta(minutes=1), "staff:1027", Wire.VOICE)
NO_MOVE = {OrderMove.RECEIVED_BY_STATION}


def test_every_state_is_reached_and_nothing_leads_out_of_an_end():
    reached, more = {OrderState.SENT}, True
    while more:
        found = {to for (state, _), to in TRANSITIONS.items() if state in reached}
        more = not found <= reached
        reached |= found
    assert reached == set(OrderState)
    assert set(OrderState) - {state for state, _ in TRANSITIONS} == OVER


@pytest.mark.parametrize(
    ("state", "move"), list(product(OrderState, sorted(set(OrderMove) - NO_MOVE)))
)
def test_what_is_not_in_the_table_is_refused(state: OrderState, move: OrderMove):
    before = order_in(state)
    if (state, move) in TRANSITIONS:
        after = acted(before, move)
        assert (after.state, after.over) == (TRANSITIONS[state, move], after.state in OVER)
        assert after.over is (after.ended_at is not None)
    elif move is OrderMove.TAKEN_BY_PERSON and state in RUN[:-1]:
        assert acted(before, move).state is state
    else:
        with pytest.raises(IllegalMove):
            acted(before, move)


def test_every_milestone_may_be_left_out_and_none_goes_back():
    for before, after in product(RUN, RUN[1:]):
        move = OrderMove(after)
        forward = RUN.index(before) < RUN.index(after)
        assert ((before, move) in TRANSITIONS) is forward
    assert all((one, OrderMove(other)) in TRANSITIONS for one, other in pairwise(RUN))


def test_at_the_scene_an_order_can_only_end_empty():
    before = order_in(OrderState.ARRIVED)
    with pytest.raises(IllegalMove):
        acted(before, OrderMove.CANCEL)
    assert acted(before, OrderMove.RETURN_EMPTY).state is OrderState.EMPTY_RETURN


def test_a_receipt_after_the_voice_changes_no_state_and_is_kept_once():
    taken = order().acknowledged(1, LATE)
    received = taken.received(NOON)
    assert (received.state, received.delivered_at) == (OrderState.ACKNOWLEDGED, NOON)
    assert received.received(NOON + timedelta(minutes=1)) == received


def test_the_first_who_takes_it_is_kept():
    taken = order().acknowledged(1, BY_CREW)
    assert taken.acknowledged(1, LATE) == taken
    assert taken.acknowledged_by == BY_CREW.by


def test_a_new_revision_is_unconfirmed_until_a_person_takes_it():
    taken = order().acknowledged(1, BY_CREW)
    revised = taken.revised(replace(taken.sheet, revision=2))
    assert (revised.unacknowledged, revised.state) == (True, OrderState.ACKNOWLEDGED)
    again = revised.acknowledged(1, LATE)
    assert again.unacknowledged
    assert not revised.acknowledged(2, LATE).unacknowledged
    with pytest.raises(RevisionUnknown):
        revised.acknowledged(3, LATE)


def test_taking_an_old_revision_first_leaves_the_newest_overdue():
    revised = order().revised(replace(order().sheet, revision=2))
    late = revised.found_overdue(NOON)
    assert late.acknowledged(1, BY_CREW).overdue_at == NOON
    assert late.acknowledged(2, BY_CREW).overdue_at is None


def test_a_milestone_is_stamped_once():
    departed = acted(order_in(OrderState.ACKNOWLEDGED), OrderMove.DEPARTED)
    assert departed.stamped(OrderMove.DEPARTED, LATE) == departed


def test_a_correction_moves_nothing():
    done = order_in(OrderState.COMPLETED)
    corrected = done.corrected(OrderMove.ARRIVED, LATE)
    assert (corrected.state, corrected.stamps[OrderState.ARRIVED]) == (OrderState.COMPLETED, LATE)


def test_a_stamp_lies_between_the_order_and_now():
    sent = order()
    now = NOON + timedelta(minutes=10)
    assert bounded(NOON - timedelta(hours=1), sent, now) == sent.sent_at
    assert bounded(now + timedelta(hours=1), sent, now) == now
    assert bounded(None, sent, now) == now
