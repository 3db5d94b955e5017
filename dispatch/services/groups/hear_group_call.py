"""The exchange tells of a group call: its seat speaks, or it is over."""

from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, group_event, seat_event
from dispatch.domain.group_call import GroupCall, GroupCallNotFound
from dispatch.domain.signal import GroupCallHeard
from dispatch.ports.transaction import Transaction
from dispatch.services.finish_group_call import finish_group_call


async def hear_group_call(signal: GroupCallHeard, tx: Transaction) -> None:
    """Let the seat talk with the lines, or end the whole."""
    group = await tx.group_calls.find(signal.group_id)
    if group is None:
        raise GroupCallNotFound
    if signal.over:
        await finish_group_call(group, tx)
    elif not group.over:
        await _join(group, signal, tx)


async def _join(group: GroupCall, signal: GroupCallHeard, tx: Transaction) -> None:
    joined = group.joined(signal.recording)
    await tx.group_calls.save(joined)
    await tx.deadlines.clear(DeadlineKind.GROUP_CALL, str(group.id))
    tx.events.append(group_event(Kind.GROUP_CALL_CHANGED, joined))
    seat = await tx.seats.find(group.seat)
    if seat is not None and not seat.engaged:
        talking = seat.answered(group.id, tx.now)
        await tx.seats.save(talking)
        await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(seat.number))
        tx.events.append(seat_event(Kind.SEAT_TALKING, talking))
