"""Use cases of incidents: what they store, and what they tell."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from dispatch.domain.call_link import CallNotInIncident, CallStandsAlone
from dispatch.domain.caller import LineKind
from dispatch.domain.complaint import ComplaintUnknown
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.incident import Incident, IncidentOver, IncidentState
from dispatch.domain.incident_form import IncidentForm, concerns_crew
from dispatch.services.incidents.change_form import ChangeForm, change_form
from dispatch.services.incidents.confirm_scene import ConfirmScene, confirm_scene
from dispatch.services.incidents.join_call import JoinCall, join_call
from dispatch.services.incidents.log_chase import log_chase
from dispatch.services.incidents.merge_incident import MergeIncident, merge_incident
from dispatch.services.incidents.open_incident import OpenIncident, open_incident
from dispatch.services.incidents.raise_waiting_alarm import raise_waiting_alarm
from dispatch.services.incidents.receive_call import receive_call
from dispatch.services.incidents.separate_call import SeparateCall, separate_call
from dispatch.services.incidents.unmerge_incident import unmerge_incident
from dispatch.services.incidents.watch_waiting import watch_waiting
from tests.unit.incidents.some_incidents import call, incident, link, place
from tests.unit.memory_transaction import NOON, MemoryTransaction

ZONE = ZoneInfo("Asia/Shanghai")
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


def only(tx: MemoryTransaction) -> Incident:
    (one,) = tx.incidents
    return one


async def test_an_answered_call_opens_an_incident_of_the_centres_day():
    tx = MemoryTransaction(calls=[call(1)], now=NOON + timedelta(hours=13))
    await receive_call(call(1).id, ZONE, tx)
    opened = only(tx)
    assert (opened.number, opened.taker_seat, opened.opened_by) == ("20251123-0001", 1, "1027")
    assert (opened.form.contact_number, opened.scene) == ("13805276621", None)
    assert tx.told == ["incident_opened"]


async def test_an_answer_that_is_heard_again_opens_nothing():
    tx = MemoryTransaction(calls=[call(1)])
    for _ in range(2):
        await receive_call(call(1).id, ZONE, tx)
    assert tx.told == ["incident_opened"]


@pytest.mark.parametrize(
    ("line", "minutes", "linked"),
    [
        (None, 60, True),
        (LineKind.PERSONAL, 60, True),
        (None, 61, False),
        (LineKind.SWITCHBOARD, 1, False),
        (LineKind.PUBLIC, 1, False),
        (LineKind.FORWARDED, 1, False),
    ],
)
async def test_only_a_personal_number_speaks_of_its_incident_and_only_for_an_hour(
    line: LineKind | None, minutes: int, linked: bool
):
    known = incident(1, links=(link(9, "13805276621"),), form=IncidentForm())
    tx = MemoryTransaction(
        calls=[call(1, line=line)], incidents=[known], now=NOON + timedelta(minutes=minutes)
    )
    await receive_call(call(1).id, ZONE, tx)
    assert tx.told == (["call_joined"] if linked else ["incident_opened"])


async def test_whoever_is_the_contact_of_an_incident_speaks_of_it():
    known = incident(1, form=IncidentForm(contact_number="138 0527 6621"))
    tx = MemoryTransaction(calls=[call(1)], incidents=[known])
    await receive_call(call(1).id, ZONE, tx)
    assert tx.incidents[ONE].calls == (call(1).id,)


async def test_a_caller_without_a_number_is_never_put_to_another():
    known = incident(1, links=(link(9, None),))
    tx = MemoryTransaction(calls=[call(1, None)], incidents=[known])
    await receive_call(call(1).id, ZONE, tx)
    assert tx.told == ["incident_opened"]


async def test_opening_by_hand_gives_the_incident_that_the_call_has():
    tx = MemoryTransaction(calls=[call(1)], incidents=[incident(1, links=(link(1),))])
    given = await open_incident(OpenIncident(call(1).id, "1027", ZONE), tx)
    assert (given.id, tx.told) == (ONE, [])


async def test_an_answer_that_says_nothing_new_is_no_event():
    tx = MemoryTransaction(incidents=[incident(1)])
    await change_form(ChangeForm(ONE, {"notes": "红门", "infectious": True}), tx)
    await change_form(ChangeForm(ONE, {"notes": "红门"}), tx)
    (told,) = tx.events
    assert told.fact.changed == ("infectious", "notes")  # type: ignore[union-attr]


async def test_a_complaint_that_the_table_does_not_hold_is_refused():
    tx = MemoryTransaction(incidents=[incident(1)])
    with pytest.raises(ComplaintUnknown):
        await change_form(ChangeForm(ONE, {"complaint": "no_such"}), tx)
    assert tx.incidents[ONE].revision == 1


async def test_a_joined_call_leaves_no_empty_incident_behind_and_comes_back_whole():
    own, host = incident(1, links=(link(1),), scene=place()), incident(2, links=(link(2),))
    tx = MemoryTransaction(calls=[call(1), call(2)], incidents=[own, host])
    await join_call(JoinCall(call(1).id, TWO, "1027"), tx)
    assert tx.incidents[ONE].state is IncidentState.MERGED
    assert set(tx.incidents[TWO].calls) == {call(1).id, call(2).id}

    await separate_call(SeparateCall(call(1).id, "1027", ZONE), tx)
    assert (tx.incidents[ONE].state, tx.incidents[ONE].calls) == (own.state, own.calls)
    assert tx.incidents[TWO].calls == host.calls
    assert tx.told == ["incident_merged", "call_joined", "call_separated", "incident_unmerged"]


async def test_a_call_that_left_others_behind_goes_back_to_them():
    own, host = incident(1, links=(link(1), link(2))), incident(2)
    tx = MemoryTransaction(calls=[call(1), call(2)], incidents=[own, host])
    await join_call(JoinCall(call(1).id, TWO, "1027"), tx)
    assert (tx.incidents[ONE].state, tx.incidents[ONE].calls) == (own.state, (call(2).id,))
    await separate_call(SeparateCall(call(1).id, "1027", ZONE), tx)
    assert set(tx.incidents[ONE].calls) == set(own.calls)


async def test_a_call_that_was_put_to_an_incident_by_its_number_gets_one_of_its_own():
    known = incident(1, links=(link(1), link(2)))
    tx = MemoryTransaction(calls=[call(1), call(2)], incidents=[known])
    own = await separate_call(SeparateCall(call(2).id, "1027", ZONE), tx)
    assert (own.calls, tx.incidents[ONE].calls) == ((call(2).id,), (call(1).id,))
    assert tx.told == ["call_separated", "incident_opened"]


async def test_one_of_several_calls_that_a_merge_brought_does_not_undo_the_merge():
    own, host = incident(1, links=(link(1), link(2))), incident(2, links=(link(3),))
    tx = MemoryTransaction(calls=[call(n) for n in (1, 2, 3)], incidents=[own, host])
    await merge_incident(MergeIncident(ONE, TWO, "1027"), tx)
    new = await separate_call(SeparateCall(call(1).id, "1027", ZONE), tx)
    assert new.id not in {ONE, TWO}
    assert tx.incidents[ONE].state is IncidentState.MERGED


async def test_the_only_call_of_an_incident_cannot_be_separated_and_one_of_none_neither():
    tx = MemoryTransaction(calls=[call(1), call(2)], incidents=[incident(1, links=(link(1),))])
    with pytest.raises(CallStandsAlone):
        await separate_call(SeparateCall(call(1).id, "1027", ZONE), tx)
    with pytest.raises(CallNotInIncident):
        await separate_call(SeparateCall(call(2).id, "1027", ZONE), tx)
    assert tx.told == []


async def test_merges_one_upon_another_are_undone_one_after_another():
    incidents = [incident(n, links=(link(n),)) for n in (1, 2, 3)]
    tx = MemoryTransaction(incidents=incidents)
    await merge_incident(MergeIncident(ONE, TWO, "1027"), tx)
    await merge_incident(MergeIncident(TWO, THREE, "1027"), tx)
    assert len(tx.incidents[THREE].calls) == 3
    with pytest.raises(IncidentOver):
        await unmerge_incident(ONE, "1027", tx)
    await unmerge_incident(TWO, "1027", tx)
    await unmerge_incident(ONE, "1027", tx)
    assert [one.calls for one in tx.incidents] == [one.calls for one in incidents]
    assert [link.path for one in tx.incidents for link in one.links] == [(), (), ()]


async def test_a_chase_keeps_what_the_caller_said():
    tx = MemoryTransaction(incidents=[incident(1, scene=place())])
    await log_chase(ONE, "家属在路口等", tx)
    assert tx.events[0].fact.note == "家属在路口等"  # type: ignore[union-attr]
    assert tx.incidents[ONE].chases == 1


async def test_the_alarm_is_given_once_for_each_due_time():
    tx = MemoryTransaction(incidents=[incident(1)])
    waiting = await confirm_scene(ConfirmScene(ONE, place()), tx)
    await watch_waiting(ONE, waiting.next_alarm_at, tx)
    (deadline,) = tx.deadlines
    assert (deadline.kind, deadline.due_at) == (
        DeadlineKind.INCIDENT_WAITING,
        NOON + timedelta(minutes=2),
    )
    await raise_waiting_alarm(ONE, tx)
    tx.now = NOON + timedelta(minutes=2)
    await raise_waiting_alarm(ONE, tx)
    await raise_waiting_alarm(ONE, tx)
    assert tx.told == ["incident_scene_confirmed", "incident_waiting_alarm"]
    await watch_waiting(ONE, None, tx)
    assert len(tx.deadlines) == 0


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("scene",), True),
        (("notes", "priority"), True),
        (("contact_number",), True),
        (("notes", "patient_name"), False),
        ((), False),
    ],
)
def test_a_crew_is_told_what_changes_its_way(changed: tuple[str, ...], told: bool):
    assert concerns_crew(changed) is told
