"""Life cycles are tables: every state can be reached, and what is not in a table is refused."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from dispatch.domain import call as calls
from dispatch.domain import conference as conferences
from dispatch.domain import incident as incidents
from dispatch.domain import seat as seats
from dispatch.domain import task as tasks
from dispatch.domain.call import Call, CallMove, CallState, EndedBy
from dispatch.domain.caller import CallerCard, EarlierCalls
from dispatch.domain.dialling import DialResult, Direction
from dispatch.domain.errors import IllegalMove
from dispatch.domain.incident import IncidentState
from dispatch.domain.seat import BusyReason, Seat, SeatKind, SeatMove, SeatState
from dispatch.domain.task import Disposition, Task, TaskKind, TaskMove, TaskReason, TaskState
from tests.unit.memory_transaction import NOON

SOME_ID = UUID(int=7)
TABLES: list[tuple[Mapping[tuple[Any, Any], Any], Any, frozenset[Any]]] = [
    (calls.TRANSITIONS, CallState.OFFERED, frozenset({CallState.ENDED, CallState.ABANDONED})),
    (seats.TRANSITIONS, SeatState.SIGNED_OFF, frozenset()),
    (incidents.TRANSITIONS, IncidentState.RECEIVED, frozenset()),
    (tasks.TRANSITIONS, TaskState.OPEN, frozenset({TaskState.DONE})),
    (
        conferences.MEMBER_MOVES,
        conferences.MemberState.INVITED,
        frozenset({conferences.MemberState.GONE}),
    ),
]


def reachable(table: Mapping[tuple[Any, Any], Any], start: Any) -> set[Any]:
    found = {start}
    while more := {to for (state, _), to in table.items() if state in found} - found:
        found |= more
    return found


@pytest.mark.parametrize(("table", "start", "ends"), TABLES)
def test_every_state_is_reached_and_only_an_end_has_no_way_on(
    table: Mapping[tuple[Any, Any], Any], start: StrEnum, ends: frozenset[Any]
):
    states = set(type(start))
    assert reachable(table, start) == states
    assert states - {state for state, _ in table} == ends


def call_in(state: CallState) -> Call:
    return Call(
        id=SOME_ID,
        exchange="node1",
        unique_id="node1-1.1",
        number=None,
        name=None,
        called_number="120",
        trunk="carrier",
        recording="r",
        caller=CallerCard(None, None, EarlierCalls(0, None)),
        state=state,
        offered_at=NOON,
        ringing_seats=(1,) if state is CallState.RINGING else (),
    )


CALL_ACTS: Mapping[CallMove, Callable[[Call], Call]] = {
    CallMove.JOINED_QUEUE: lambda call: call.queued(1),
    CallMove.RANG: lambda call: call.rung_at_seat(2),
    CallMove.RANG_OUT: lambda call: call.rung_out_at_seat(1),
    CallMove.OVERFLOWED: lambda call: call.overflowed("spare1"),
    CallMove.ANSWERED: lambda call: call.answered(NOON, seat=1, staff_number=None, phone="8001"),
    CallMove.PUT_ON_HOLD: lambda call: call.held(NOON),
    CallMove.RETRIEVED: lambda call: call.retrieved(),
    CallMove.LEG_LOST: lambda call: call.requeued(NOON),
    CallMove.TAKEN_OVER: lambda call: call.taken_over(seat=2, staff_number=None, phone="8002"),
    CallMove.HUNG_UP: lambda call: call.ended(NOON, by=EndedBy.CALLER, cause=16),
    CallMove.TRANSFERRED: lambda call: call.transferred(1, NOON),
    CallMove.PARKED: lambda call: call.parked(1, NOON),
    CallMove.PASSED_ON: lambda call: call.passed_on(seat=2, staff_number=None, phone="8002"),
    CallMove.DIALLED: lambda call: call.dialled("carrier"),
    CallMove.NOT_REACHED: lambda call: replace(call, direction=Direction.OUT).ended(
        NOON, by=EndedBy.SEAT, cause=16, dial_result=DialResult.BUSY
    ),
}


@pytest.mark.parametrize(("state", "move"), list(product(CallState, CallMove)))
def test_a_call_moves_as_its_table_says_or_not_at_all(state: CallState, move: CallMove):
    after = calls.TRANSITIONS.get((state, move))
    if after is None:
        with pytest.raises(IllegalMove):
            CALL_ACTS[move](call_in(state))
    else:
        assert CALL_ACTS[move](call_in(state)).state is after


MANNED, UNMANNED = "1027", None
SEAT_ACTS: Mapping[SeatMove, tuple[str | None, Callable[[Seat], Seat]]] = {
    SeatMove.SIGNED_ON: (UNMANNED, lambda seat: seat.signed_on("1027", "李敏", NOON)),
    SeatMove.RANG: (MANNED, lambda seat: seat.rung(SOME_ID, NOON)),
    SeatMove.RANG_OUT: (MANNED, lambda seat: seat.rung_out(NOON)),
    SeatMove.RANG_OUT_UNMANNED: (UNMANNED, lambda seat: seat.rung_out(NOON)),
    SeatMove.RANG_OUT_WRAPPING_UP: (
        MANNED,
        lambda seat: replace(seat, wraps_up=SOME_ID).rung_out(NOON),
    ),
    SeatMove.ANSWERED: (MANNED, lambda seat: seat.answered(SOME_ID, NOON)),
    SeatMove.CALL_ENDED: (MANNED, lambda seat: seat.call_ended(NOON)),
    SeatMove.CALL_ENDED_UNMANNED: (UNMANNED, lambda seat: seat.call_ended(NOON)),
    SeatMove.BECAME_READY: (MANNED, lambda seat: seat.ready(NOON)),
    SeatMove.BECAME_BUSY: (MANNED, lambda seat: seat.busy(BusyReason.MEAL, NOON)),
    SeatMove.SIGNED_OFF: (MANNED, lambda seat: seat.signed_off(NOON)),
}


@pytest.mark.parametrize(("state", "move"), list(product(SeatState, SeatMove)))
def test_a_seat_moves_as_its_table_says_or_not_at_all(state: SeatState, move: SeatMove):
    staff_number, act = SEAT_ACTS[move]
    seat = Seat(1, SeatKind.SOFT, state, NOON, staff_number=staff_number)
    after = seats.TRANSITIONS.get((state, move))
    if after is None:
        with pytest.raises(IllegalMove):
            act(seat)
    else:
        assert act(seat).state is after


TASK_ACTS: Mapping[TaskMove, Callable[[Task], Task]] = {
    TaskMove.CLAIM: lambda task: task.claimed("1031", NOON),
    TaskMove.RELEASE: lambda task: task.released(),
    TaskMove.HAND_ON: lambda task: task.passed_on("1045", NOON),
    TaskMove.FINISH: lambda task: task.done(Disposition.REACHED, "1031", NOON),
}


@pytest.mark.parametrize(
    ("state", "move"),
    [pair for pair in product(TaskState, TaskMove) if pair != (TaskState.CLAIMED, TaskMove.CLAIM)],
)
def test_a_task_moves_as_its_table_says_or_not_at_all(state: TaskState, move: TaskMove):
    kind, reason = TaskKind.CALL_BACK, TaskReason.ABANDONED
    task = Task(SOME_ID, kind, reason, SOME_ID, None, state, NOON)
    after = tasks.TRANSITIONS.get((state, move))
    if after is None:
        with pytest.raises(IllegalMove):
            TASK_ACTS[move](task)
    else:
        assert TASK_ACTS[move](task).state is after


def test_a_task_in_work_is_refused_to_others_and_unchanged_for_its_worker():
    kind, reason = TaskKind.CALL_BACK, TaskReason.ABANDONED
    mine = Task(SOME_ID, kind, reason, SOME_ID, None, TaskState.OPEN, NOON).claimed("1031", NOON)
    assert mine.claimed("1031", NOON) == mine
    with pytest.raises(tasks.TaskTaken):
        mine.claimed("1045", NOON)
