"""A call-taker says what his talk was."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.disposition import TalkDisposition
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.seat import SeatNotYours, SeatState
from dispatch.domain.task import ReasonNotListed
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DisposeCall:
    """Which call, and in which word."""

    call_id: UUID
    disposition: TalkDisposition
    staff_number: str


async def dispose_call(command: DisposeCall, tx: Transaction) -> Call:
    """Store the word; a seat that wraps up this very call is ready again.

    Raises:
        ReasonNotListed: The centre's settings do not name it.
        SeatNotYours: Somebody else talked.
    """
    call = await tx.calls.get(command.call_id)
    if command.disposition not in (await tx.site.current()).talk_dispositions:
        raise ReasonNotListed(reason=command.disposition)
    if call.staff_number != command.staff_number:
        raise SeatNotYours(seat=call.seat)
    disposed = call.disposed(command.disposition, command.staff_number)
    await tx.calls.save(disposed)
    tx.events.append(call_event(Kind.CALL_DISPOSED, disposed))
    await _free_seat(disposed, command.staff_number, tx)
    return disposed


async def _free_seat(call: Call, staff_number: str, tx: Transaction) -> None:
    seat = await tx.seats.find_of_staff(staff_number)
    if seat is None or seat.wraps_up != call.id:
        return
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(seat.number))
    if seat.state is not SeatState.WRAP_UP:
        await tx.seats.save(seat.wrapped_up())
        return
    ready = seat.ready(tx.now)
    await tx.seats.save(ready)
    tx.events.append(seat_event(Kind.SEAT_READY, ready))
