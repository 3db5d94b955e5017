"""A leg is in the room."""

from dispatch.domain.call import CallState
from dispatch.domain.conference import Conference, Member, Role
from dispatch.domain.conference_signal import MemberCame
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.events import Kind, call_event, conference_event, seat_event
from dispatch.ports.transaction import Transaction


async def bring_member(signal: MemberCame, tx: Transaction) -> None:
    """Show who talks; a caller who was held is held no more, a seat that rang talks."""
    conference = await tx.conferences.get(signal.conference_id)
    with_him = conference.came(signal.member_id, signal.recording, signal.happened_at)
    await tx.conferences.save(with_him)
    tx.events.append(conference_event(Kind.CONFERENCE_JOINED, with_him, signal.member_id))
    member = with_him.get(signal.member_id)
    if member.role is Role.CALLER:
        await _let_caller_talk(with_him, tx)
    elif member.seat is not None:
        await _let_seat_talk(member, with_him, tx)


async def _let_caller_talk(conference: Conference, tx: Transaction) -> None:
    call = await tx.calls.get(conference.call_id)
    if call.state is CallState.HELD:
        talks = call.retrieved()
        await tx.calls.save(talks)
        tx.events.append(call_event(Kind.CALL_RETRIEVED, talks))


async def _let_seat_talk(member: Member, conference: Conference, tx: Transaction) -> None:
    seat = None if member.seat is None else await tx.seats.find(member.seat)
    if seat is None or seat.engaged:
        return
    await tx.deadlines.clear(DeadlineKind.WRAP_UP, str(seat.number))
    talks = seat.answered(conference.call_id, tx.now)
    await tx.seats.save(talks)
    tx.events.append(seat_event(Kind.SEAT_TALKING, talks))
