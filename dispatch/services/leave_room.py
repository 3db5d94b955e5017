"""Shared by what takes a leg out of a room: its seat is free, and another has the caller."""

from datetime import datetime
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.conference import Conference, GoneBy
from dispatch.domain.events import Kind, call_event, conference_event, seat_event
from dispatch.domain.seat import SeatState
from dispatch.domain.site_rules import seat_phone
from dispatch.ports.transaction import Transaction

IN_TALK = frozenset({CallState.TALKING, CallState.HELD})


async def leave_room(
    conference: Conference, member_id: UUID, by: GoneBy, at: datetime, tx: Transaction
) -> Conference:
    """Take one leg out and tell it; with the last one the room is over."""
    member = conference.get(member_id)
    rest = conference.left(member_id, by, at)
    await tx.conferences.save(rest)
    tx.events.append(conference_event(Kind.CONFERENCE_LEFT, rest, member_id))
    if rest.over:
        tx.events.append(conference_event(Kind.CONFERENCE_OVER, rest, None))
    if member.seat is not None:
        await _free_seat(member.seat, conference, tx, talked=member.came_at is not None)
        await _pass_on(member.seat, rest, tx)
    return rest


async def _free_seat(number: int, conference: Conference, tx: Transaction, *, talked: bool) -> None:
    """Let it rest; one that never came into the room may still be in the talk before it."""
    seat = await tx.seats.find(number)
    if seat is None or seat.call_id != conference.call_id:
        return
    rang = seat.state is SeatState.RINGING
    if rang or (talked and seat.state is SeatState.TALKING):
        freed = seat.rung_out(tx.now) if rang else seat.call_ended(tx.now)
        await tx.seats.save(freed)
        kind = Kind.SEAT_RANG_OUT if rang else Kind.SEAT_WRAPPING_UP
        tx.events.append(seat_event(kind, freed))


async def _pass_on(number: int, rest: Conference, tx: Transaction) -> None:
    """Give the caller to whoever of the room is there; with nobody the exchange sends him on."""
    call = await tx.calls.get(rest.call_id)
    carrier = rest.carrier
    if carrier is None or rest.caller is None or call.seat != number or not _talks(call):
        return
    seat = None if carrier.seat is None else await tx.seats.find(carrier.seat)
    passed = call.passed_on(
        seat=carrier.seat,
        staff_number=seat.staff_number if seat else None,
        phone=carrier.number if carrier.seat is None else seat_phone(carrier.seat),
    )
    await tx.calls.save(passed)
    tx.events.append(call_event(Kind.CALL_PASSED_ON, passed))


def _talks(call: Call) -> bool:
    return call.state in IN_TALK
