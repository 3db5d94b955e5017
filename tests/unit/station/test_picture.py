"""The station's orders follow their stream: nothing twice, nothing missed unnoticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.contracts.stream import EventMessage, Watermark
from station_client.picture import Gap, Picture
from tests.unit.station.orders import EPOCH, mark, order, told

EMPTY = Picture(EPOCH, 7, {})


def hear(picture, message):
    return picture.after(EventMessage.model_validate(message))


def test_an_event_changes_its_order():
    after = hear(
        hear(EMPTY, told(9, order(), previous=7)), told(12, order(state="delivered"), previous=9)
    )
    assert (after.n, [one.state for one in after.orders.values()]) == (12, ["delivered"])


def test_a_repetition_changes_nothing():
    after = hear(EMPTY, told(8, order()))
    assert hear(after, told(8, order(state="cancelled"))) is after


@pytest.mark.parametrize("message", [told(10, order()), told(8, order(), epoch="epoch-2")])
def test_a_missed_event_or_another_epoch_is_a_gap(message):
    with pytest.raises(Gap):
        hear(EMPTY, message)


def test_a_watermark_tells_of_a_lost_last_event():
    def missing(**of):
        return EMPTY.is_missing(Watermark.model_validate(mark(**of)))

    assert [missing(last=7), missing(last=8), missing(last=7, epoch="x")] == [False, True, True]


def test_events_of_other_things_only_move_the_position():
    after = hear(EMPTY, told(8, kind="vehicle_changed"))
    assert (after.n, after.orders) == (8, {})


def test_an_order_of_a_version_that_is_not_understood_is_counted():
    message = told(8, order())
    message["event"]["payload"]["order"]["state"] = "beamed_up"
    assert (hear(EMPTY, message).n, hear(EMPTY, message).unreadable) == (8, 1)


@given(st.lists(st.integers(1, 9), min_size=1))
def test_any_order_of_arrival_gives_the_same_picture_or_a_gap(arrivals):
    messages = {n: told(n, order(n)) for n in range(1, 10)}
    picture = Picture(EPOCH, 0, {})
    for n in arrivals:
        try:
            picture = hear(picture, messages[n])
        except Gap:
            assert n > picture.n + 1
    assert sorted(picture.orders) == [order(n).id for n in range(1, picture.n + 1)]
