"""A seat, its talk and a leader, for tests of what must not vanish."""

from dataclasses import replace
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.task import Task, TaskKind, TaskReason, TaskState
from tests.unit.incidents.some_incidents import call
from tests.unit.memory_transaction import NOON

TAKER, OTHER, LEADER = "1027", "1031", "2003"
CHIEF = Person(LEADER, "赵班长", frozenset({Role.SHIFT_LEADER}), "-", active=True)
TALK: Call = replace(
    call(1), state=CallState.TALKING, seat=1, staff_number=TAKER, phone="8001", answered_at=NOON
)
OVER: Call = replace(TALK, state=CallState.ENDED, ended_at=NOON)
TALKING = Seat(
    1, SeatKind.SOFT, SeatState.TALKING, NOON,
    staff_number=TAKER, staff_name="李敏", phone_reachable=True, call_id=TALK.id,
)  # fmt: skip
WRAPS_UP = replace(TALKING, state=SeatState.WRAP_UP, call_id=None, wraps_up=OVER.id)
READY = replace(TALKING, state=SeatState.READY, call_id=None)
RECEIVER = replace(READY, number=2, staff_number=OTHER, staff_name="王强")
TASK = Task(
    UUID(int=7), TaskKind.CALL_BACK, TaskReason.ABANDONED, UUID(int=101), "13805276621",
    TaskState.CLAIMED, NOON, TAKER, NOON,
)  # fmt: skip
