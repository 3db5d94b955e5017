"""An exchange reaches a seat's phone, or no longer does."""

from dispatch.domain.events import Kind, seat_event
from dispatch.ports.transaction import Transaction


async def note_phone(number: int, *, exchange: str, reachable: bool, tx: Transaction) -> None:
    """Show whether a seat can ring at all; telling the same again changes nothing."""
    seat = await tx.seats.find(number)
    if seat is None:
        return
    noted = seat.phone_noted(exchange, reachable=reachable)
    if noted == seat:
        return
    await tx.seats.save(noted)
    if noted.phone_reachable != seat.phone_reachable:
        tx.events.append(seat_event(Kind.SEAT_PHONE_CHANGED, noted))
