"""A group call is over: once, whoever tells it first. Shared by the verbs that end one."""

from datetime import timedelta

from dispatch.domain.deadline import Deadline, DeadlineKind
from dispatch.domain.events import Kind, group_event, seat_event
from dispatch.domain.group_call import GroupCall
from dispatch.domain.seat import SeatState
from dispatch.ports.transaction import Transaction


async def finish_group_call(group: GroupCall, tx: Transaction) -> None:
    """End it and free its seat, which rests as after a call; what is over stays as it is."""
    if group.over:
        return
    ended = group.ended(tx.now)
    await tx.group_calls.save(ended)
    await tx.deadlines.clear(DeadlineKind.GROUP_CALL, str(group.id))
    tx.events.append(group_event(Kind.GROUP_CALL_ENDED, ended))
    wrap_up_s = (await tx.site.current()).wrap_up_s
    for seat in await tx.seats.list_with_call(group.id):
        if seat.state is not SeatState.TALKING:
            continue
        freed = seat.call_ended(tx.now)
        await tx.seats.save(freed)
        tx.events.append(seat_event(Kind.SEAT_WRAPPING_UP, freed))
        if wrap_up_s and freed.state is SeatState.WRAP_UP:
            due_at = tx.now + timedelta(seconds=wrap_up_s)
            await tx.deadlines.set(Deadline(DeadlineKind.WRAP_UP, str(freed.number), due_at))
