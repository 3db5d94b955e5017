"""Who may hear of a message between seats. Shared by the verbs that tell of one."""

from dispatch.domain.audience import DESKS, session_audience
from dispatch.domain.seat_message import SeatMessage
from dispatch.ports.transaction import Transaction


async def message_audiences(message: SeatMessage, tx: Transaction) -> tuple[str, ...]:
    """Name every desk, or for a message to one seat the sessions of the two people."""
    if message.to_seat is None:
        return (DESKS,)
    people = (message.staff_number, *message.recipients)
    sessions = [one for who in people for one in await tx.sessions.list_of(who)]
    return tuple(dict.fromkeys(session_audience(one.id) for one in sessions))
