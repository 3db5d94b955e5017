"""A call-taker sits down."""

from dataclasses import dataclass

from dispatch.domain.events import Kind, seat_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatOccupied
from dispatch.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SignOnSeat:
    """Who sits down where."""

    seat: int
    by: Person


async def sign_on_seat(command: SignOnSeat, tx: Transaction) -> Seat:
    """Give the seat to the person: busy until the sound is checked and he says ready.

    A person has one seat: a seat of his own elsewhere must be signed off first.
    """
    own = await tx.seats.find_of_staff(command.by.staff_number)
    if own is not None and own.number != command.seat:
        raise SeatOccupied(seat=own.number, staff_number=command.by.staff_number)
    seat = await tx.seats.get(command.seat)
    taken = seat.signed_on(command.by.staff_number, command.by.name, tx.now)
    if taken != seat:
        await tx.seats.save(taken)
        tx.events.append(seat_event(Kind.SEAT_SIGNED_ON, taken))
    return taken
