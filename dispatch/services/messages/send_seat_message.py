"""A seat writes to another, or to all of them."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.events import Kind, message_event
from dispatch.domain.people import Person
from dispatch.domain.seat import Seat, SeatNotYours
from dispatch.domain.seat_message import NobodyThere, SeatMessage
from dispatch.ports.transaction import Transaction
from dispatch.services.message_audiences import message_audiences


@dataclass(frozen=True, slots=True)
class SendSeatMessage:
    """What is written, and to whom; to_seat None is all other seats."""

    message_id: UUID
    by: Person
    to_seat: int | None
    text: str
    urgent: bool


async def send_seat_message(command: SendSeatMessage, tx: Transaction) -> SeatMessage:
    """Keep it and tell it to whoever sits there now.

    Raises:
        SeatNotYours: The writer sits nowhere.
        SeatNotFound: No seat has this number.
        NobodyThere: Nobody sits there.
    """
    own = await tx.seats.find_of_staff(command.by.staff_number)
    if own is None:
        raise SeatNotYours
    recipients = await _recipients(command, own, tx)
    if not recipients:
        raise NobodyThere(seat=command.to_seat)
    message = SeatMessage(
        command.message_id,
        own.number,
        command.by.staff_number,
        command.to_seat,
        recipients,
        command.text,
        command.urgent,
        tx.now,
    )
    await tx.seat_messages.save(message)
    audiences = await message_audiences(message, tx)
    tx.events.append(message_event(Kind.SEAT_MESSAGE_SENT, message, audiences))
    return message


async def _recipients(command: SendSeatMessage, own: Seat, tx: Transaction) -> tuple[str, ...]:
    if command.to_seat is not None:
        seats = [await tx.seats.get(command.to_seat)]
    else:
        seats = list(await tx.seats.list_all())
    staff = {one.staff_number for one in seats if one.staff_number and one.number != own.number}
    return tuple(sorted(staff))
