"""Messages between seats."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from dispatch.api.identity import Actor, actor
from dispatch.contracts import messages as wire
from dispatch.contracts.messages import SeatMessageView
from dispatch.domain.people import Verb
from dispatch.services.messages.acknowledge_seat_message import acknowledge_seat_message
from dispatch.services.messages.send_seat_message import SendSeatMessage, send_seat_message

router = APIRouter(prefix="/seat-messages", tags=["seats"])

CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]


@router.post("")
async def send(asked: wire.SendSeatMessage, by: CallTaker) -> SeatMessageView:
    """Write to a seat, or to all of them."""
    command = SendSeatMessage(by.key, by.person, **asked.model_dump())
    return await by.do(
        "send_seat_message", lambda tx: send_seat_message(command, tx), SeatMessageView, asked
    )


@router.post("/{message_id}/acknowledge")
async def acknowledge(message_id: UUID, by: CallTaker) -> SeatMessageView:
    """Tell the sender that it was read."""
    return await by.do(
        "acknowledge_seat_message",
        lambda tx: acknowledge_seat_message(message_id, by.person, tx),
        SeatMessageView,
        message_id,
    )
