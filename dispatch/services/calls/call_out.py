"""A seat calls somebody: a number, whoever called, or whom a task is about."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.call_link import CallLink
from dispatch.domain.call_out import (
    SEAT_PICKS_UP_WITHIN_S,
    SeatEngaged,
    SeatPhoneAway,
    begin_call_out,
)
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.dialling import dialled_form
from dispatch.domain.events import Kind, call_event, incident_event, task_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.domain.silent_call import called_back
from dispatch.domain.task import Task
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CallOut:
    """Whom to ring.

    Args:
        exchange: Which one is asked.
        number: As typed; None where the call or the task tells.
        call_id: The call to go back to.
        task_id: The call-back that is worked on; it becomes the person's own.
        incident_id: To which the call belongs; None leaves it to the call that it goes back to.
    """

    by: Person
    exchange: str
    number: str | None = None
    call_id: UUID | None = None
    task_id: UUID | None = None
    incident_id: UUID | None = None


async def call_out(command: CallOut, tx: Transaction) -> Call:
    """Make the call's row; the exchange is asked once this is stored.

    Raises:
        SeatNotYours: The person sits nowhere.
        SeatEngaged: Somebody talks there, or is rung.
        SeatPhoneAway: The exchange does not reach the seat's own phone.
        NumberUnusable: There is none, or it is none.
        NumberIsOurs: It is the centre's own.
    """
    before = await _find_before(command, tx)
    seat = await _take_seat(command.by, tx)
    task = await _claim(command, tx)
    site = await tx.site.current()
    typed = command.number or (task.number if task else None) or (before.number if before else "")
    number = dialled_form(typed or "", area_code=site.area_code, own=site.emergency_number)
    label = next((line.label for line in site.lines if line.phone == number), None)
    call = begin_call_out(
        tx.new_id(),
        number,
        await tx.directory.describe_caller(number),
        exchange=command.exchange,
        seat=seat.number,
        staff_number=command.by.staff_number,
        follows=before.id if before else None,
        at=tx.now,
        name=label,
    )
    await tx.calls.add(call)
    due_at = tx.now + timedelta(seconds=SEAT_PICKS_UP_WITHIN_S)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_OUT, str(call.id), due_at))
    tx.events.append(call_event(Kind.CALL_OUT_BEGUN, call))
    if before is not None and before.silent is not None:
        again = called_back(before, tx.now)
        await tx.calls.save(again)
        tx.events.append(call_event(Kind.CALL_SILENT_CALLED_BACK, again))
    await _link(call, command, tx)
    return call


async def _find_before(command: CallOut, tx: Transaction) -> Call | None:
    if command.call_id is not None:
        return await tx.calls.get(command.call_id)
    if command.task_id is not None:
        return await tx.calls.get((await tx.tasks.get(command.task_id)).call_id)
    return None


async def _take_seat(by: Person, tx: Transaction) -> Seat:
    seat = await tx.seats.find_of_staff(by.staff_number)
    if seat is None:
        raise SeatNotYours
    if seat.engaged or seat.rings:
        raise SeatEngaged(seat=seat.number)
    if not seat.phone_reachable:
        raise SeatPhoneAway(seat=seat.number)
    return seat


async def _claim(command: CallOut, tx: Transaction) -> Task | None:
    if command.task_id is None:
        return None
    task = await tx.tasks.get(command.task_id)
    claimed = task.claimed(command.by.staff_number, tx.now)
    if claimed != task:
        await tx.tasks.save(claimed)
        tx.events.append(task_event(Kind.TASK_CLAIMED, claimed))
    return claimed


async def _link(call: Call, command: CallOut, tx: Transaction) -> None:
    """Let the call belong to the incident asked for, or to that of the call it goes back to.

    Whom the centre rings tells nothing of who will call about the incident: no number is kept.
    """
    incident_id = command.incident_id
    if incident_id is None and call.follows is not None:
        incident_id = await tx.incidents.find_id_of_call(call.follows)
    if incident_id is None:
        return
    incident = await tx.incidents.get(incident_id)
    if not incident.worked:
        return
    link = CallLink(call.id, None, tx.now, command.by.staff_number)
    joined = incident.gained((link,), tx.now)
    await tx.incidents.save(joined)
    tx.events.append(incident_event(Kind.CALL_JOINED, joined, changed=("calls",)))
