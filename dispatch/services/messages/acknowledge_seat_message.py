"""Somebody has read a message of another seat."""

from uuid import UUID

from dispatch.domain.events import Kind, message_event
from dispatch.domain.people import Person
from dispatch.domain.seat_message import SeatMessage, SeatMessageNotFound
from dispatch.ports.transaction import Transaction
from dispatch.services.message_audiences import message_audiences


async def acknowledge_seat_message(message_id: UUID, by: Person, tx: Transaction) -> SeatMessage:
    """Keep who read it; the sender sees it.

    Raises:
        SeatMessageNotFound: There is none.
        SeatMessageNotYours: It was sent to somebody else.
    """
    message = await tx.seat_messages.find(message_id)
    if message is None:
        raise SeatMessageNotFound
    read = message.acknowledged(by.staff_number, tx.now)
    if read != message:
        await tx.seat_messages.save(read)
        audiences = await message_audiences(read, tx)
        tx.events.append(message_event(Kind.SEAT_MESSAGE_ACKNOWLEDGED, read, audiences))
    return read
