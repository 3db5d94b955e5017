"""What a station hears: a new order, a changed one, one taken back, no centre."""

import pytest

from station_client.alarm import AWAY_AFTER_S, CANCELLED_FOR_S, Alarm, Sound
from tests.unit.station.orders import order


def heard(*steps, at_s=100.0, heard_s=100.0):
    """The sound after the station has known these orders, one after the other."""
    alarm = Alarm()
    for orders in steps:
        alarm = alarm.after(orders, 100.0)
    return alarm.sound(at_s, heard_s=heard_s)


def test_a_station_without_orders_is_silent():
    assert heard([]) is None


@pytest.mark.mission("A36")
@pytest.mark.parametrize("state", ["sent", "delivered"])
def test_an_order_rings_until_a_person_took_it(state):
    taken = order(state="acknowledged", acknowledged_revision=1)
    assert heard([order(state=state)]) is Sound.ORDER
    assert heard([order(state=state)], [taken]) is None


def test_one_order_taken_leaves_the_other_ringing():
    taken = order(1, state="acknowledged", acknowledged_revision=1)
    assert heard([taken, order(2)]) is Sound.ORDER


def test_a_changed_order_sounds_different_until_its_revision_was_taken():
    changed = order(state="departed", revision=2, acknowledged_revision=1)
    assert heard([changed]) is Sound.CHANGED
    assert heard([changed], [changed.model_copy(update={"acknowledged_revision": 2})]) is None


def test_an_order_that_was_stamped_by_voice_does_not_ring():
    assert heard([order(state="departed")]) is None


def test_a_change_of_an_order_that_nobody_acknowledged_sounds():
    assert heard([order(state="departed", revision=2)]) is Sound.CHANGED


@pytest.mark.parametrize("end", ["cancelled", "reassigned", "expired"])
def test_an_order_that_is_taken_back_sounds_different_for_a_while(end):
    back = ([order()], [order(state=end)])
    assert heard(*back) is Sound.CANCELLED
    assert heard(*back, at_s=100 + CANCELLED_FOR_S, heard_s=100 + CANCELLED_FOR_S) is None


def test_an_order_that_was_taken_back_before_anybody_knew_it_is_silent():
    assert heard([order(state="cancelled")]) is None


@pytest.mark.parametrize("end", ["completed", "refused", "empty_return"])
def test_an_order_that_the_crew_ended_is_silent(end):
    assert heard([order()], [order(state=end, revision=3, acknowledged_revision=1)]) is None


def test_what_was_open_before_a_restart_is_noticed_when_it_is_taken_back():
    alarm = Alarm(open=frozenset({order().id})).after([order(state="cancelled")], 5.0)
    assert alarm.sound(5.0, heard_s=5.0) is Sound.CANCELLED


def test_a_centre_that_says_nothing_for_ten_seconds_is_loud():
    assert heard([], at_s=100 + AWAY_AFTER_S, heard_s=100.0) is None
    assert heard([], at_s=100.1 + AWAY_AFTER_S, heard_s=100.0) is Sound.AWAY


def test_a_new_order_is_heard_above_everything_else():
    changed = order(2, state="departed", revision=2, acknowledged_revision=1)
    gone = order(3, state="cancelled")
    assert heard([order(1), changed, order(3)], [order(1), changed, gone], at_s=115) is Sound.ORDER
    assert heard([changed, order(3)], [changed, gone], at_s=115) is Sound.CHANGED
    assert heard([order(3)], [gone], at_s=115) is Sound.CANCELLED
