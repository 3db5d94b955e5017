"""The life of an incident: what opens it, what lets it wait, what ends it and what undoes that."""

from datetime import timedelta

import pytest

from dispatch.domain.errors import IllegalMove
from dispatch.domain.incident import (
    CloseReason,
    Incident,
    IncidentHasOrders,
    IncidentOver,
    IncidentState,
    SameIncident,
)
from dispatch.domain.incident_form import Nature
from tests.unit.incidents.some_incidents import incident, link, place
from tests.unit.memory_transaction import NOON

LATER = NOON + timedelta(minutes=1)


def closed(one: Incident) -> Incident:
    return one.closed(CloseReason.SERVED, "1027", NOON)


def test_a_confirmed_place_opens_it_even_as_text_only():
    opened = incident().scene_confirmed(place("城东老桥下", None), NOON)
    assert opened.state is IncidentState.OPEN
    assert opened.scene is not None
    assert not opened.scene.mapped


def test_another_scene_was_not_read_back_yet():
    read = incident(scene=place()).read_back("1027", NOON)
    assert read.scene_confirmed(place(), LATER).read_back_at == NOON
    assert read.scene_confirmed(place("文献西路9号"), LATER).read_back_at is None


def test_nothing_is_read_back_before_a_place_is_confirmed():
    with pytest.raises(IllegalMove):
        incident().read_back("1027", NOON)


def test_it_waits_from_its_confirmed_place_until_an_order_is_active():
    opened = incident().scene_confirmed(place(), NOON)
    moved = opened.scene_confirmed(place("文献西路9号"), LATER)
    assert (opened.waiting_since, moved.waiting_since) == (NOON, NOON)
    assert moved.order_activity(True, LATER).waiting_since is None


def test_the_last_order_that_ends_unserved_lets_it_wait_again():
    ordered = incident(scene=place()).order_activity(True, NOON)
    assert ordered.order_activity(False, LATER).waiting_since == LATER
    assert ordered.order_activity(False, LATER, served=True).waiting_since is None


@pytest.mark.parametrize("nature", [Nature.ADVICE, Nature.NUISANCE, Nature.CHASE, Nature.MISDIAL])
def test_what_needs_no_vehicle_does_not_wait(nature: Nature):
    asked = incident().form_changed({"nature": nature}, NOON).scene_confirmed(place(), NOON)
    assert asked.waiting_since is None
    assert asked.form_changed({"nature": Nature.EMERGENCY}, LATER).waiting_since == LATER


def test_the_alarm_comes_at_two_and_at_five_minutes_and_then_no_more():
    waiting = incident().scene_confirmed(place(), NOON)
    two, five = NOON + timedelta(minutes=2), NOON + timedelta(minutes=5)
    assert waiting.next_alarm_at == two
    assert waiting.alarmed(two).next_alarm_at == five
    assert waiting.alarmed(two).alarmed(five).next_alarm_at is None
    with pytest.raises(IllegalMove):
        waiting.alarmed(two - timedelta(seconds=1))


def test_what_is_over_cannot_be_changed():
    over = closed(incident(scene=place()))
    for change in (
        lambda: over.form_changed({"notes": "x"}, NOON),
        lambda: over.scene_confirmed(place(), NOON),
        lambda: over.pick_up_point_set(None, NOON),
        lambda: over.chased(NOON),
        lambda: over.gained((link(1),), NOON),
    ):
        with pytest.raises(IncidentOver):
            change()


def test_it_does_not_end_while_a_vehicle_is_under_way():
    ordered = incident(scene=place()).order_activity(True, NOON)
    with pytest.raises(IncidentHasOrders):
        closed(ordered)
    with pytest.raises(IncidentHasOrders):
        ordered.merged(incident(2), "1027", NOON)


def test_it_cannot_be_merged_into_itself():
    with pytest.raises(SameIncident):
        incident().merged(incident(), "1027", NOON)


@pytest.mark.parametrize("scene", [None, place()])
def test_what_ended_goes_back_to_where_it_was(scene: object):
    one = incident(scene=scene, links=(link(1),))
    assert closed(one).reopened(LATER).state is one.state
    merged = one.merged(incident(2), "1027", NOON)
    back = merged.unmerged(one.links, LATER)
    assert (merged.calls, back.calls, back.state) == ((), one.calls, one.state)
    assert (back.closed_at, back.merged_into) == (None, None)


def test_every_change_has_its_own_revision_and_no_change_has_none():
    one = incident()
    assert one.form_changed({"notes": "x"}, NOON).revision == 2
    assert one.form_changed({"notes": None}, NOON) is one
