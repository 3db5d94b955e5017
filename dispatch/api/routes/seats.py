"""Seats: sign on, sign off, ready, busy."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor
from dispatch.contracts.seats import BecomeBusy, ExchangeAccount, SeatAccount, SeatView
from dispatch.domain.people import Verb
from dispatch.domain.seat import BusyReason, SeatNotFound
from dispatch.services.seats.make_seat_busy import make_seat_busy
from dispatch.services.seats.make_seat_ready import make_seat_ready
from dispatch.services.seats.sign_off_seat import sign_off_seat
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat

router = APIRouter(prefix="/seats", tags=["seats"])

SeatNumber = Annotated[int, Path(ge=1, le=99)]
CallTaker = Annotated[Actor, actor(Verb.TAKE_CALLS)]
FIRST_EXTENSION = 8000


@router.post("/{number}/sign-on")
async def sign_on(number: SeatNumber, by: CallTaker, request: Request) -> SeatAccount:
    """Sit down at a seat; gives what the page's phone needs to register."""
    context = context_of(request)
    seat = await by.do(
        "sign_on_seat",
        lambda tx: sign_on_seat(SignOnSeat(number, by.person), tx),
        SeatView,
        number,
    )
    user = str(FIRST_EXTENSION + number)
    secret = await context.queries.find_phone_secret(user)
    if secret is None:
        raise SeatNotFound(seat=number)
    exchanges = tuple(
        ExchangeAccount(
            exchange=exchange.name,
            web_socket_url=exchange.web_socket_url,
            sip_uri=f"sip:{user}@{exchange.host}",
        )
        for exchange in context.settings.boot.exchanges
    )
    return SeatAccount(seat=seat, user=user, secret=secret, exchanges=exchanges)


@router.post("/{number}/sign-off")
async def sign_off(number: SeatNumber, by: CallTaker) -> SeatView:
    """Leave a seat."""
    return await by.do(
        "sign_off_seat", lambda tx: sign_off_seat(number, by.staff_number, tx), SeatView, number
    )


@router.post("/{number}/ready")
async def make_ready(number: SeatNumber, by: CallTaker) -> SeatView:
    """Take calls."""
    return await by.do(
        "make_seat_ready", lambda tx: make_seat_ready(number, by.staff_number, tx), SeatView, number
    )


@router.post("/{number}/busy")
async def make_busy(number: SeatNumber, asked: BecomeBusy, by: CallTaker) -> SeatView:
    """Take no calls, for a reason."""
    reason = BusyReason(asked.reason)
    return await by.do(
        "make_seat_busy",
        lambda tx: make_seat_busy(number, by.staff_number, reason, tx),
        SeatView,
        number,
        asked,
    )
