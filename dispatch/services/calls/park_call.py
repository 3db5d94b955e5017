"""A seat parked its caller: every seat sees him and may fetch him."""

from datetime import timedelta

from dispatch.domain.call import CallNotFound
from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, call_event, seat_event
from dispatch.domain.seat import SeatState
from dispatch.domain.signal import CallParked
from dispatch.ports.transaction import Transaction


async def park_call(signal: CallParked, tx: Transaction) -> None:
    """Show the caller as parked and free his seat; the exchange itself brings him back.

    Should nobody talk to him a while after he came back, every desk is told.
    """
    call = await tx.calls.find_on_exchange(signal.exchange, signal.call_unique_id)
    if call is None:
        raise CallNotFound
    parked = call.parked(signal.seat, signal.happened_at)
    await tx.calls.save(parked)
    site = await tx.site.current()
    alone_s = site.park_returns_after_s + site.answer_overdue_after_s
    due_at = tx.now + timedelta(seconds=alone_s)
    await tx.deadlines.set(Deadline(DeadlineKind.CALL_ANSWER, str(call.id), due_at))
    tx.events.append(call_event(Kind.CALL_PARKED, parked))
    for seat in await tx.seats.list_with_call(call.id):
        if seat.state is SeatState.TALKING:
            freed = seat.call_ended(tx.now)
            await tx.seats.save(freed)
            tx.events.append(seat_event(Kind.SEAT_WRAPPING_UP, freed))
