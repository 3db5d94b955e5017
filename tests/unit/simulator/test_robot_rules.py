"""When the robot answers, in which order it asks, and what it still has to do."""

import pytest

from dispatch.simulator.patients.script import Answer, Script, Where
from dispatch.simulator.robot.answering import ALONE_AFTER_S, PEOPLE_FIRST_S, answers_after_s
from dispatch.simulator.robot.chores import Chore, Duty, list_chores
from dispatch.simulator.robot.interview import first_question, later_questions
from dispatch.simulator.robot.sameness import same_incident

OWN = 2


def call(*, state="ringing", rings=(OWN,)):
    return {"state": state, "ringing_seats": list(rings)}


def seat(number, staff_number="1027"):
    return {"number": number, "staff_number": staff_number}


def test_without_people_the_robot_answers_soon():
    assert answers_after_s(call(), [seat(OWN, "1045")], OWN) == ALONE_AFTER_S
    assert answers_after_s(call(rings=(1, OWN)), [seat(1, None)], OWN) == ALONE_AFTER_S


def test_where_a_person_s_seat_rings_too_the_person_comes_first():
    assert answers_after_s(call(rings=(1, OWN)), [seat(1)], OWN) == PEOPLE_FIRST_S
    assert PEOPLE_FIRST_S > 8.0


def test_a_person_who_talks_already_is_not_waited_for():
    assert answers_after_s(call(rings=(OWN,)), [seat(1)], OWN) == ALONE_AFTER_S


@pytest.mark.parametrize("state", ["talking", "held", "ended", "abandoned"])
def test_an_answered_call_is_never_taken(state):
    assert answers_after_s(call(state=state), [], OWN) is None


def test_a_call_that_does_not_ring_here_is_not_taken():
    assert answers_after_s(call(rings=(1,)), [seat(1)], OWN) is None


def test_what_a_vehicle_needs_is_asked_first_and_nothing_is_forgotten():
    answers: dict[str, Answer] = {
        "age": "60岁",
        "sex": "male",
        "complaint": "fall",
        "priority": 2,
        "floor": "5",
    }
    script = Script("fall", None, "fall", where=Where(), answers=answers)
    assert first_question(script).fields == {"complaint": "fall", "priority": 2}
    later = [question.fields for question in later_questions(script)]
    assert later == [{"age": "60岁", "sex": "male", "floor": "5"}]


def test_what_is_no_emergency_says_so_first():
    transfer = Script("transfer", None, None, "transfer")
    assert first_question(transfer).fields == {"nature": "transfer"}


def incident(id_="i", *, state="open", seat_=OWN, waiting="2026", calls=("c",), priority=None):
    return {
        "id": id_,
        "state": state,
        "taker_seat": seat_,
        "opened_at": id_,
        "waiting_since": waiting,
        "calls": list(calls),
        "form": {"priority": priority},
    }


def order(state, id_="o", *, of="i", vehicle="v", overdue=None):
    return {
        "id": id_,
        "incident_id": of,
        "state": state,
        "vehicle_id": vehicle,
        "overdue_at": overdue,
    }


WELL = [{"id": "v", "duty_reason": None}]
BROKEN = [{"id": "v", "duty_reason": "breakdown"}]


def chores(incidents, orders=(), vehicles=(), *, on_the_line=frozenset()):
    return list_chores(OWN, incidents, orders, vehicles or WELL, on_the_line=on_the_line)


def test_an_incident_without_a_vehicle_gets_one():
    assert chores([incident()]) == [Chore(Duty.SEND, "i")]
    assert chores([incident()], [order("refused")]) == [Chore(Duty.SEND, "i")]


def test_worse_incidents_come_first_and_then_the_older():
    late, early, worst = incident("3"), incident("2"), incident("9", priority=1)
    assert [chore.incident_id for chore in chores([late, early, worst])] == ["9", "2", "3"]


def test_other_seats_incidents_and_those_on_the_line_are_left_alone():
    assert chores([incident(seat_=1), incident(state="closed")]) == []
    assert chores([incident()], on_the_line={"c"}) == []


def test_what_a_vehicle_has_driven_for_is_closed_as_it_ended():
    assert chores([incident()], [order("completed")]) == [Chore(Duty.CLOSE, "i", None, "served")]
    assert chores([incident()], [order("empty_return")]) == [Chore(Duty.CLOSE, "i", None, "other")]


def test_a_call_whose_talk_broke_off_leaves_no_open_incident():
    left = incident(state="received", waiting=None)
    assert chores([left]) == [Chore(Duty.CLOSE, "i", None, "other")]


def test_a_run_that_goes_well_leaves_nothing_to_do():
    assert chores([incident(waiting=None)], [order("departed"), order("completed", "p")]) == []


def test_an_order_that_nobody_takes_is_telephoned_and_a_broken_vehicle_s_is_reassigned():
    late = order("delivered", overdue="2026")
    assert chores([incident()], [late]) == [Chore(Duty.TELEPHONE, "i", "o")]
    assert chores([incident()], [order("departed")], BROKEN) == [Chore(Duty.REASSIGN, "i", "o")]
    assert chores([incident()], [order("at_hospital")], BROKEN) == []


def known(id_, complaint):
    return {"id": id_, "form": {"complaint": complaint}}


def test_two_calls_about_one_crash_are_one_incident():
    duplicates = [{"incident_id": "a", "why": "near"}, {"incident_id": "b", "why": "same_road"}]
    incidents = [known("a", "fall"), known("b", "traffic_injury")]
    assert same_incident(known("own", "traffic_injury"), duplicates, incidents) == "b"


def test_another_complaint_near_by_is_another_incident_and_so_is_one_not_told_yet():
    duplicates = [{"incident_id": "a", "why": "near"}, {"incident_id": "b", "why": "same_number"}]
    incidents = [known("a", None), known("b", "fall")]
    assert same_incident(known("own", "fall"), duplicates, incidents) is None
    assert same_incident(known("own", None), duplicates, incidents) is None
