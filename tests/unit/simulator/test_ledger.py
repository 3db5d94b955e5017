"""The ledger names what has not ended as it should, and only that."""

import pytest

from dispatch.simulator.ledger.line import Fault, Subject
from dispatch.simulator.ledger.text import ledger_text
from dispatch.simulator.ledger.write import unexplained, write_ledger
from tests.unit.simulator.told_events import CALL, GOOD, INCIDENT, ORDER, good_log, told


def faults(events):
    return [(line.subject, line.fault) for line in unexplained(write_ledger(events))]


def test_a_good_hour_has_a_line_for_everything_and_none_is_unexplained():
    lines = write_ledger(good_log())
    assert faults(good_log()) == []
    assert [line.subject for line in lines] == [
        *(Subject.CALL, Subject.CALL, Subject.INCIDENT, Subject.ORDER),
        *(Subject.VEHICLE, Subject.TASK),
    ]
    assert [line.how for line in lines] == [
        "ended by caller",
        "abandoned by caller",
        "closed served",
        "completed",
        "1 orders, in_service",
        "call_back done no_answer",
    ]
    assert all(line.who and line.at for line in lines)


@pytest.mark.parametrize(
    ("broken", "subject", "fault"),
    [
        ({"call": {"state": "talking"}}, Subject.CALL, Fault.NOT_ENDED),
        ({"incident": {"calls": []}}, Subject.CALL, Fault.NO_INCIDENT),
        ({"task": {"call_id": "another"}}, Subject.CALL, Fault.NO_CALL_BACK),
        ({"task": {"state": "open"}}, Subject.TASK, Fault.NOT_ENDED),
        ({"task": {"done_by": None}}, Subject.TASK, Fault.NO_NAME),
        ({"incident": {"state": "open"}}, Subject.INCIDENT, Fault.NOT_ENDED),
        ({"order": {"incident_id": "?"}}, Subject.INCIDENT, Fault.SERVED_BY_NOBODY),
        (
            {"incident": {"state": "merged", "merged_into": "?"}},
            Subject.INCIDENT,
            Fault.MERGED_INTO_NOTHING,
        ),
        ({"order": {"acknowledged_by": None}}, Subject.ORDER, Fault.NEVER_ACKNOWLEDGED),
        ({"order": {"acknowledged_revision": 1}}, Subject.ORDER, Fault.REVISION_NOT_ACKNOWLEDGED),
        (
            {"order": {"state": "reassigned"}, "incident": {"close_reason": "other"}},
            Subject.ORDER,
            Fault.REPLACED_BY_NOTHING,
        ),
        ({"vehicle": {"duty": "out_of_service"}}, Subject.VEHICLE, Fault.NO_REASON),
    ],
)
def test_each_broken_rule_is_named(broken, subject, fault):
    assert faults(good_log(**broken)) == [(subject, fault)]


def test_an_order_still_under_way_keeps_its_vehicle_and_its_incident_unexplained():
    assert faults(good_log(order={"state": "departed"})) == [
        (Subject.INCIDENT, Fault.SERVED_BY_NOBODY),
        (Subject.ORDER, Fault.NOT_ENDED),
        (Subject.VEHICLE, Fault.NOT_FREE),
    ]


def test_a_call_cut_off_by_the_exchange_wants_a_call_back():
    cut = CALL | {"id": "call-3", "ended_by": "exchange_lost", "answered_at": None}
    assert faults(told(*GOOD, ("call_ended", {"call": cut}))) == [
        (Subject.CALL, Fault.NO_CALL_BACK)
    ]


def test_a_missing_number_is_a_gap_and_so_is_one_told_twice():
    log = good_log()
    assert faults([*log[:-2], log[-1]]) == [(Subject.LOG, Fault.GAP)]
    assert (Subject.LOG, Fault.GAP) in faults([*log, log[-1]])
    assert (Subject.LOG, Fault.GAP) in faults(log[1:])


def test_an_event_of_another_time_line_or_of_nobody_is_named():
    log = good_log()
    other = log[-1].model_copy(update={"epoch": "2"})
    nobody = log[-1].model_copy(update={"actor": ""})
    assert faults([*log[:-1], other]) == [(Subject.LOG, Fault.OTHER_EPOCH)]
    assert faults([*log[:-1], nobody]) == [(Subject.LOG, Fault.NO_ACTOR)]


def test_what_was_explained_later_counts():
    late = ("order_completed", {"order": ORDER})
    early = ("order_sent", {"order": ORDER | {"state": "sent", "acknowledged_by": None}})
    opened = ("incident_opened", {"incident": INCIDENT | {"state": "open"}})
    assert faults(told(early, opened, *GOOD, late)) == []


def test_the_table_puts_what_is_unexplained_at_the_end_of_its_line():
    text = list(ledger_text(write_ledger(good_log(order={"acknowledged_by": None}))))
    marked = [row for row in text if "!!" in row]
    assert len(text) == 7
    assert len(marked) == 1
    assert marked[0].startswith("order")
    assert marked[0].endswith("!! never_acknowledged")
