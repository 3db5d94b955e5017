"""The scripted hour, played quickly on a whole centre: nothing that began is left unexplained."""

import pytest

from dispatch.simulator.ledger.line import Fault
from dispatch.simulator.ledger.write import unexplained, write_ledger


def test_no_line_of_the_ledger_is_unexplained(story):
    assert [line for line in story.ledger if "!!" in line] == []
    assert story.status == 0


def test_six_callers_of_one_crash_are_one_incident(story):
    assert len(story.lines("incident", "(6 calls)", "closed served")) == 1
    assert len(story.lines("incident", "merged")) == 5


def test_two_vehicles_went_to_the_crash_in_one_act(story):
    crash = next(one for one in story.last("incident") if len(one["calls"]) == 6)
    assert [one["state"] for one in _orders(story, crash)] == ["completed", "completed"]


def test_the_corrected_address_was_a_revision_that_the_crew_took(story):
    (fall,) = _incidents(story, "fall")
    (order,) = _orders(story, fall)
    assert order["revision"] > 1
    assert order["acknowledged_revision"] == order["revision"]
    assert order["acknowledged_wire"] == "station"


@pytest.mark.mission("A54")
def test_the_broken_vehicle_s_order_went_to_another_and_the_caller_asked_where_it_was(story):
    (incident,) = _incidents(story, "chest_pain")
    broken, other = _orders(story, incident)
    assert (broken["state"], broken["end_reason"]) == ("reassigned", "breakdown")
    assert (other["state"], other["replaces"]) == ("completed", broken["id"])
    assert other["vehicle_id"] != broken["vehicle_id"]
    assert incident["chases"] == 1


def test_a_refused_order_was_sent_to_another_vehicle(story):
    (incident,) = _incidents(story, "childbirth")
    refused, other = _orders(story, incident)
    assert (refused["state"], other["state"]) == ("refused", "completed")


def test_the_transfer_went_to_the_hospital_that_was_asked_for(story):
    (transfer,) = _incidents(story, "other")
    (order,) = _orders(story, transfer)
    assert transfer["form"]["nature"] == "transfer"
    assert order["sheet"]["hospital"]["name"] == "宿河市人民医院东院"


@pytest.mark.mission("A54")
def test_the_nuisance_caller_is_closed_as_such_and_who_gave_up_was_called_back(story):
    assert len(story.lines("incident", "closed nuisance")) == 1
    assert len(story.lines("call ", "abandoned by caller")) == 1
    assert len(story.lines("task", "call_back done reached")) == 1


def test_two_people_shared_the_seat(story):
    seats = [event for event in story.events if event.kind == "seat_signed_on"]
    people = [event.payload["seat"]["staff_number"] for event in seats]
    assert [number for number in people if number in {"1031", "1045"}] == ["1031", "1045"]


@pytest.mark.mission("A55")
def test_every_vehicle_is_free_again(story):
    assert len(story.lines("vehicle", "in_service")) == len(story.lines("vehicle"))


def test_every_event_has_an_actor_a_wire_and_both_times_and_no_number_is_missing(story):
    assert [event.n for event in story.events] == list(range(1, len(story.events) + 1))
    for event in story.events:
        assert event.actor
        assert event.wire
        assert event.happened_at
        assert event.recorded_at


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"acknowledged_by": None}, Fault.NEVER_ACKNOWLEDGED),
        ({"acknowledged_revision": 0}, Fault.REVISION_NOT_ACKNOWLEDGED),
        ({"state": "departed"}, Fault.NOT_FREE),
    ],
)
def test_an_order_that_broke_a_rule_would_have_been_named(story, broken, fault):
    last = max(event.n for event in story.events if event.kind == "order_completed")
    events = [_with(event, "order", broken) if event.n == last else event for event in story.events]
    assert fault in {line.fault for line in unexplained(write_ledger(events))}


def test_a_call_without_an_end_or_a_lost_event_would_have_been_named(story):
    ended = max(
        (event for event in story.events if event.kind == "call_ended"), key=lambda one: one.n
    )
    call = ended.payload["call"]["id"]
    events = [
        event
        for event in story.events
        if event.n < ended.n or event.payload.get("call", {}).get("id") != call
    ]
    faults = {line.fault for line in unexplained(write_ledger(events))}
    assert {Fault.NOT_ENDED, Fault.GAP} <= faults


def _incidents(story, complaint):
    worked = (one for one in story.last("incident") if one["state"] == "closed")
    return [one for one in worked if one["form"]["complaint"] == complaint]


def _orders(story, incident):
    own = (one for one in story.last("order") if one["incident_id"] == incident["id"])
    return sorted(own, key=lambda one: one["number"])


def _with(event, name, changes):
    payload = {**event.payload, name: {**event.payload[name], **changes}}
    return event.model_copy(update={"payload": payload})
