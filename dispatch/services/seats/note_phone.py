"""The exchange reaches a seat's phone, or no longer does."""

from dataclasses import replace

from dispatch.domain.events import Kind, seat_event
from dispatch.ports.transaction import Transaction


async def note_phone(number: int, *, reachable: bool, tx: Transaction) -> None:
    """Show whether a seat can ring at all; telling the same again changes nothing."""
    seat = await tx.seats.find(number)
    if seat is None or seat.phone_reachable == reachable:
        return
    noted = replace(seat, phone_reachable=reachable)
    await tx.seats.save(noted)
    tx.events.append(seat_event(Kind.SEAT_PHONE_CHANGED, noted))
