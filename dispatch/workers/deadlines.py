"""Works what falls due. Both servers do; a row that one works is skipped by the other."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from time import monotonic
from uuid import UUID

import structlog

from dispatch.domain.clock_step import DATABASE, ClockReading, ClockStep, step_between
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.dialling import DialResult
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.commands import Commands, DatabaseAway, Json, Keyed
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.fail_call_out import fail_call_out
from dispatch.services.calls.find_call_overdue import find_call_overdue
from dispatch.services.clocks.note_clock_step import note_clock_step
from dispatch.services.closures.turn_closure import turn_closure
from dispatch.services.conferences.end_untold_members import end_untold_members
from dispatch.services.devices.find_device_silent import find_device_silent
from dispatch.services.emergencies.find_emergency_overdue import find_emergency_overdue
from dispatch.services.groups.end_group_call import end_group_call
from dispatch.services.incidents.raise_waiting_alarm import raise_waiting_alarm
from dispatch.services.nuisance.expire_lock import expire_lock
from dispatch.services.orders.find_order_overdue import find_order_overdue
from dispatch.services.people.expire_session import expire_session
from dispatch.services.seats.finish_wrap_up import finish_wrap_up
from dispatch.services.supervision.end_supervision import end_supervision
from dispatch.services.tasks.release_tasks_of_silent import release_tasks_of_silent

log = structlog.get_logger()

LOOK_EVERY_S = 0.5
PUT_OFF = timedelta(seconds=30)
ORIGIN = Origin("timer", Wire.TIMER)


@dataclass
class _Mark:
    """The database's clock at one look, and how often it was known to have jumped until then."""

    reading: ClockReading
    counted: int


class DeadlineWorker:
    """Works due rows for one server.

    A row whose act fails is put off and told on the lamp: it must not stand before all that fall
    due after it. Before it takes a row it holds the database's clock against its own that never
    steps: after a jump no row is taken until all have moved with it.
    """

    def __init__(
        self,
        commands: Commands,
        observer: str = "",
        clock_s: Callable[[], float] = monotonic,
        tell_fault: Callable[[], None] = lambda: None,
    ) -> None:
        self._commands = commands
        self._observer = observer
        self._clock_s = clock_s
        self._tell_fault = tell_fault
        self._mark: _Mark | None = None

    async def run(self) -> None:
        """Work until cancelled; a lost database is tried again at the next look."""
        while True:
            try:
                while await self.work_one():
                    pass
            except DatabaseAway:
                log.debug("deadlines.database_away")
            await asyncio.sleep(LOOK_EVERY_S)

    async def work_one(self) -> bool:
        """Work the oldest due row, if there is one."""
        marks: list[_Mark] = []
        taken: list[Deadline] = []
        look = partial(self._look, self._clock_s(), marks, taken)
        try:
            worked = await self._commands.run(Keyed(None, "work_deadline"), ORIGIN, look)
        except DatabaseAway:
            raise
        except Exception:
            if not taken:
                raise
            log.exception("deadline.put_off", kind=taken[-1].kind)
            await self._put_off(taken[-1])
            worked = "put_off"
        self._mark = marks[-1]
        return worked is not None

    async def _put_off(self, due: Deadline) -> None:
        """Let a row whose act fails fall due again later, and show it."""
        self._tell_fault()

        async def run(tx: Transaction) -> Json:
            await tx.deadlines.set(replace(due, due_at=tx.now + PUT_OFF))
            return None

        await self._commands.run(Keyed(None, "put_off_deadline"), ORIGIN, run)

    async def _look(
        self, before_s: float, marks: list[_Mark], taken: list[Deadline], tx: Transaction
    ) -> Json:
        reading = ClockReading(tx.now, before_s, self._clock_s())
        moved = await self._follow_clock(reading, tx)
        marks.append(_Mark(reading, await tx.clocks.count_steps(DATABASE)))
        return "clock" if moved else await _work(taken, tx)

    async def _follow_clock(self, reading: ClockReading, tx: Transaction) -> bool:
        """Move what falls due with a clock that jumped; at the first look nothing is known of it.

        Then rows may be set in what is now the future: none may wait longer than its own span.
        """
        if self._mark is None:
            await tx.deadlines.move(timedelta(0))
            return False
        by_s = step_between(self._mark.reading, reading)
        if by_s:
            log.warning("clock.stepped", clock=DATABASE, by_s=round(by_s, 1))
            step = ClockStep(DATABASE, self._observer, by_s)
            await note_clock_step(step, self._mark.counted, tx)
        return by_s != 0.0


async def _work(taken: list[Deadline], tx: Transaction) -> Json:
    due = await tx.deadlines.take_due()
    if due is None:
        return None
    taken.append(due)
    await _act(due, tx)
    return str(due.kind)


async def _act(due: Deadline, tx: Transaction) -> None:
    match due.kind:
        case DeadlineKind.WRAP_UP:
            await finish_wrap_up(int(due.subject), tx)
        case DeadlineKind.CALL_OUT:
            await fail_call_out(UUID(due.subject), DialResult.SEAT_AWAY, tx)
        case DeadlineKind.SUPERVISION_ANSWER:
            await end_supervision(UUID(due.subject), tx, answered=False)
        case DeadlineKind.PERSON_SILENT:
            await release_tasks_of_silent(due.subject, tx)
        case kind:
            await PLAIN_ACTS[kind](UUID(due.subject), tx)


PLAIN_ACTS: Mapping[DeadlineKind, Callable[[UUID, Transaction], Awaitable[object]]] = {
    DeadlineKind.CALL_ANSWER: find_call_overdue,
    DeadlineKind.CONFERENCE_ANSWER: end_untold_members,
    DeadlineKind.INCIDENT_WAITING: raise_waiting_alarm,
    DeadlineKind.ORDER_ACKNOWLEDGE: find_order_overdue,
    DeadlineKind.DEVICE_SILENT: find_device_silent,
    DeadlineKind.NUMBER_LOCK: expire_lock,
    DeadlineKind.GROUP_CALL: end_group_call,
    DeadlineKind.SESSION_END: expire_session,
    DeadlineKind.CLOSURE_TURN: turn_closure,
    DeadlineKind.EMERGENCY_ACKNOWLEDGE: find_emergency_overdue,
}
