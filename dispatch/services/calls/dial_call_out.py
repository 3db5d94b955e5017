"""A seat's own phone was picked up: the number is rung."""

from dispatch.domain.call import Call, CallNotFound, CallState
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, call_event, seat_event, task_event
from dispatch.domain.signal import CallOutDialled
from dispatch.ports.transaction import Transaction


async def dial_call_out(signal: CallOutDialled, tx: Transaction) -> None:
    """Let the seat talk; the first trunk that rings counts as a try of the number's call-backs."""
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    dialled = call.dialled(signal.trunk)
    await tx.calls.save(dialled)
    await tx.deadlines.clear(DeadlineKind.CALL_OUT, str(call.id))
    tx.events.append(call_event(Kind.CALL_OUT_DIALLED, dialled))
    if call.state is CallState.OFFERED:
        await _count_try(dialled, tx)
        await _talk(signal.seat, dialled, tx)


async def _talk(number: int, call: Call, tx: Transaction) -> None:
    seat = await tx.seats.find(number)
    if seat is not None and not seat.engaged:
        await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(number))
        talking = seat.answered(call.id, tx.now)
        await tx.seats.save(talking)
        tx.events.append(seat_event(Kind.SEAT_TALKING, talking))


async def _count_try(call: Call, tx: Transaction) -> None:
    if call.number is None:
        return
    for task in await tx.tasks.list_unfinished_of_number(call.number):
        tried = task.tried()
        await tx.tasks.save(tried)
        tx.events.append(task_event(Kind.TASK_TRIED, tried))
