"""A seat calls somebody: what is refused, what is stored, what becomes of tasks and incidents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

import pytest

from dispatch.domain.call import Call, CallState, EndedBy
from dispatch.domain.call_out import SeatEngaged, SeatPhoneAway, begin_call_out, outgoing_of
from dispatch.domain.caller import CallerCard, EarlierCalls
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.dialling import DialResult, Direction, NumberIsOurs
from dispatch.domain.errors import DomainError
from dispatch.domain.exchange_picture import ExchangePicture, LiveCallOut
from dispatch.domain.incident import Incident
from dispatch.domain.missed_out import missed_out_signals
from dispatch.domain.people import Person, Role
from dispatch.domain.phone_number import NumberUnusable
from dispatch.domain.seat import Seat, SeatKind, SeatNotYours, SeatState
from dispatch.domain.signal import CallAnswered, CallEnded, CallOutDialled
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState, TaskTaken
from dispatch.services.calls.call_out import CallOut, call_out
from dispatch.services.calls.connect_call import connect_call
from dispatch.services.calls.dial_call_out import dial_call_out
from dispatch.services.calls.end_call import end_call
from dispatch.services.calls.fail_call_out import fail_call_out
from dispatch.services.incidents.receive_call import receive_call
from dispatch.services.tasks.close_call_backs import close_call_backs
from dispatch.services.tasks.open_call_back import open_call_back
from tests.unit.incidents.some_incidents import call, incident, link
from tests.unit.memory_transaction import NOON, MemoryTransaction

TAKER = Person("1027", "王芳", frozenset({Role.CALL_TAKER}), "-", active=True)
SEAT = Seat(1, SeatKind.SOFT, SeatState.READY, NOON, staff_number="1027", phone_reachable=True)
NUMBER = "13805276621"
TASK = Task(
    UUID(int=7), TaskKind.CALL_BACK, TaskReason.ABANDONED, UUID(int=101), NUMBER,
    TaskState.OPEN, NOON,
)  # fmt: skip
ABANDONED = replace(call(1), state=CallState.ABANDONED, answered_at=None, ended_at=NOON)


def asked(**fields: Any) -> CallOut:
    return CallOut(TAKER, "node1", **fields)


def transaction(**given: Any) -> MemoryTransaction:
    return MemoryTransaction(**{"seats": [SEAT], "calls": [ABANDONED], "tasks": [TASK], **given})


def signal_of(made: Call) -> dict[str, Any]:
    return {"exchange": "node1", "call_unique_id": made.unique_id, "happened_at": NOON}


def dialled(made: Call, trunk: str = "carrier") -> CallOutDialled:
    return CallOutDialled(**signal_of(made), seat=1, trunk=trunk)


def over(made: Call, result: DialResult, by: EndedBy = EndedBy.SEAT) -> CallEnded:
    return CallEnded(**signal_of(made), cause=16, ended_by=by, dial_result=result)


async def rung(tx: MemoryTransaction, **fields: Any) -> Call:
    """Begin a call whose number rings."""
    made = await call_out(asked(**fields), tx)
    await dial_call_out(dialled(made), tx)
    return made


async def talked(tx: MemoryTransaction, **fields: Any) -> Call:
    """Begin a call that was answered."""
    made = await rung(tx, **fields)
    answer = CallAnswered(**signal_of(made), seat=1, phone="8001", leg_unique_id="far")
    await connect_call(answer, tx)
    return made


async def test_the_row_is_there_before_anything_rings():
    tx = transaction()
    made = await call_out(asked(number="+86 138-0527-6621"), tx)
    assert (made.direction, made.state, made.seat) == (Direction.OUT, CallState.OFFERED, 1)
    assert (made.number, made.called_number, made.staff_number) == (NUMBER, "", "1027")
    assert tx.told == ["call_out_begun"]
    assert (DeadlineKind.CALL_OUT, str(made.id)) in tx.deadlines


def test_the_recording_and_the_channel_have_names_that_the_recorder_knows():
    nobody = CallerCard(None, None, EarlierCalls(0, None))
    made = begin_call_out(
        UUID(int=2**127 - 1), NUMBER, nobody,
        exchange="node1", seat=1, staff_number="1027", follows=None, at=NOON,
    )  # fmt: skip
    seconds, _, own = made.unique_id.removeprefix("node1-").partition(".")
    assert int(seconds) == NOON.timestamp()
    assert len(own) == 10
    assert made.recording == f"20251122-040000-{made.unique_id}"
    assert outgoing_of(made, 12).asked_at == NOON


@pytest.mark.mission("B20")
@pytest.mark.parametrize("number", ["120", "0527120", "+86120", "0086 120"])
async def test_the_centre_does_not_ring_itself(number: str):
    with pytest.raises(NumberIsOurs):
        await call_out(asked(number=number), transaction())


@pytest.mark.parametrize("number", ["", "11", "a" * 5, "1" * 21, "138;0", "1\r\n2", "张三"])
async def test_what_is_no_number_is_not_rung(number: str):
    with pytest.raises(NumberUnusable):
        await call_out(asked(number=number), transaction())


@pytest.mark.mission("B14")
@pytest.mark.parametrize(
    ("seats", "refusal"),
    [
        ([], SeatNotYours),
        ([replace(SEAT, state=SeatState.TALKING)], SeatEngaged),
        ([replace(SEAT, state=SeatState.RINGING)], SeatEngaged),
        ([replace(SEAT, phone_reachable=False)], SeatPhoneAway),
    ],
)
async def test_a_seat_that_cannot_call_is_told_why(
    seats: Sequence[Seat], refusal: type[DomainError]
):
    tx = transaction(seats=seats)
    with pytest.raises(refusal):
        await call_out(asked(number=NUMBER), tx)
    assert not tx.told


@pytest.mark.mission("B20")
async def test_a_call_back_claims_its_task_rings_its_number_and_counts_the_try():
    tx = transaction()
    made = await rung(tx, task_id=TASK.id)
    task = tx.tasks[TASK.id]
    assert (made.number, made.follows) == (NUMBER, ABANDONED.id)
    assert (task.state, task.claimed_by, task.tries) == (TaskState.CLAIMED, "1027", 1)
    assert tx.seats[1].state is SeatState.TALKING
    assert tx.told[:3] == ["task_claimed", "call_out_begun", "call_out_dialled"]
    assert tx.told[3:] == ["task_tried", "seat_talking"]


async def test_a_second_trunk_is_the_same_try():
    tx = transaction()
    made = await rung(tx, task_id=TASK.id)
    await dial_call_out(dialled(made, "second"), tx)
    assert tx.tasks[TASK.id].tries == 1
    assert tx.calls[made.id].trunk == "second"


async def test_a_task_of_somebody_else_is_not_called_back():
    tx = transaction(tasks=[TASK.claimed("1031", NOON)])
    with pytest.raises(TaskTaken):
        await call_out(asked(task_id=TASK.id), tx)


async def test_a_task_is_done_when_its_number_answers():
    tx = transaction()
    made = await talked(tx, task_id=TASK.id)
    await close_call_backs(NUMBER, "1027", tx)
    assert (tx.tasks[TASK.id].disposition, tx.tasks[TASK.id].done_by) == ("reached", "1027")
    assert tx.calls[made.id].state is CallState.TALKING


async def test_an_unanswered_number_leaves_no_new_task():
    tx = transaction(tasks=[])
    made = await rung(tx, number=NUMBER)
    await end_call(over(made, DialResult.NO_ANSWER), tx)
    await open_call_back(made.id, tx)
    ended = tx.calls[made.id]
    assert (ended.state, ended.dial_result) == (CallState.ENDED, DialResult.NO_ANSWER)
    assert tx.seats[1].state is SeatState.WRAP_UP
    assert len(tx.tasks) == 0


async def test_whom_a_dead_phone_cut_off_must_be_called_again():
    tx = transaction(tasks=[])
    made = await talked(tx, number=NUMBER)
    await end_call(over(made, DialResult.ANSWERED, EndedBy.EXCHANGE), tx)
    await open_call_back(made.id, tx)
    (task,) = tx.tasks
    assert task.reason is TaskReason.CUT_OFF


async def test_who_hung_up_after_a_talk_needs_no_task():
    tx = transaction(tasks=[])
    made = await talked(tx, number=NUMBER)
    await end_call(over(made, DialResult.ANSWERED, EndedBy.CALLER), tx)
    await open_call_back(made.id, tx)
    assert len(tx.tasks) == 0


@pytest.mark.mission("A6", "B20")
async def test_a_call_back_belongs_to_the_incident_of_the_call_that_it_goes_back_to():
    own = incident(links=(link(1, NUMBER),))
    tx = transaction(incidents=[own])
    made = await call_out(asked(call_id=ABANDONED.id), tx)
    assert await tx.incidents.find_id_of_call(made.id) == own.id
    assert "call_joined" in tx.told


async def test_a_call_about_an_incident_belongs_to_it_and_draws_no_other_call_there():
    about = incident()
    tx = transaction(incidents=[about])
    made = await talked(tx, number="052784382216", incident_id=about.id)
    await receive_call(made.id, UTC, tx)
    kept = await tx.incidents.get(about.id)
    assert [one.number for one in kept.links] == [None]


async def test_what_a_seat_rings_opens_no_incident():
    tx = transaction()
    made = await talked(tx, number="052784382216")
    await receive_call(made.id, UTC, tx)
    assert await tx.incidents.find_id_of_call(made.id) is None


async def test_a_call_back_that_is_answered_opens_the_incident_that_was_never_opened():
    tx = transaction()
    made = await talked(tx, task_id=TASK.id)
    await receive_call(made.id, UTC, tx)
    opened: Incident = await tx.incidents.get(await _id_of(made, tx))
    assert opened.form.contact_number == NUMBER


async def test_what_the_exchange_never_took_is_ended_once():
    tx = transaction()
    made = await call_out(asked(number=NUMBER), tx)
    await fail_call_out(made.id, DialResult.SEAT_AWAY, tx)
    await fail_call_out(made.id, DialResult.SEAT_AWAY, tx)
    assert tx.calls[made.id].dial_result is DialResult.SEAT_AWAY
    assert tx.told == ["call_out_begun", "call_ended"]
    assert len(tx.deadlines) == 0


async def test_what_rings_is_not_ended_by_its_deadline():
    tx = transaction()
    made = await rung(tx, number=NUMBER)
    await fail_call_out(made.id, DialResult.SEAT_AWAY, tx)
    assert tx.calls[made.id].state is CallState.RINGING


def picture(*living: LiveCallOut, after_s: int = 60) -> ExchangePicture:
    return ExchangePicture(
        exchange="node1",
        started_at=NOON - timedelta(hours=1),
        taken_at=NOON + timedelta(seconds=after_s),
        calls=(),
        reachable_seats=frozenset(),
        calls_out=living,
    )


async def test_a_picture_leads_a_row_to_what_the_exchange_holds():
    tx = transaction()
    made = await call_out(asked(number=NUMBER), tx)
    held = LiveCallOut(
        unique_id=made.unique_id, seat=1, phone="8001", state=CallState.HELD, leg_unique_id="far"
    )
    kinds = [one.kind for one in missed_out_signals(picture(held), [made])]
    assert kinds == ["call_out_dialled", "call_answered", "call_held"]


async def test_a_call_that_the_exchange_no_longer_holds_is_over():
    tx = transaction()
    made = await talked(tx, number=NUMBER)
    (ended,) = missed_out_signals(picture(), [tx.calls[made.id]])
    assert isinstance(ended, CallEnded)
    assert ended.dial_result is DialResult.ANSWERED


async def test_a_call_that_was_just_asked_for_is_not_ended_by_a_picture():
    tx = transaction()
    made = await call_out(asked(number=NUMBER), tx)
    assert not list(missed_out_signals(picture(after_s=1), [made]))
    assert list(missed_out_signals(picture(after_s=31), [made]))


async def _id_of(made: Call, tx: MemoryTransaction) -> UUID:
    found = await tx.incidents.find_id_of_call(made.id)
    assert found is not None
    return found
