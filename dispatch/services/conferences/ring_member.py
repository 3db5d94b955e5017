"""A telephone rings for a room."""

from dispatch.domain.conference_signal import MemberRings
from dispatch.domain.events import Kind, conference_event, seat_event
from dispatch.ports.transaction import Transaction


async def ring_member(signal: MemberRings, tx: Transaction) -> None:
    """Show it; a seat that is rung has the call, and so its incident, before it answers."""
    conference = await tx.conferences.get(signal.conference_id)
    rings = conference.rang(signal.member_id)
    await tx.conferences.save(rings)
    tx.events.append(conference_event(Kind.CONFERENCE_RANG, rings, signal.member_id))
    number = rings.get(signal.member_id).seat
    seat = None if number is None else await tx.seats.find(number)
    if seat is not None and not seat.engaged:
        rung = seat.rung(conference.call_id, tx.now)
        await tx.seats.save(rung)
        tx.events.append(seat_event(Kind.SEAT_RINGING, rung))
