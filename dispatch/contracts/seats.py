"""Seats on the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, View

SeatState = Literal["signed_off", "ready", "ringing", "talking", "wrap_up", "busy"]
SeatKind = Literal["soft", "desk"]
BusyReason = Literal["break", "meal", "meeting", "training", "equipment"]


class SeatView(View):
    """A seat and who sits there."""

    number: int
    kind: SeatKind
    state: SeatState
    since: datetime
    busy_reason: BusyReason | None
    staff_number: str | None
    staff_name: str | None
    phone_reachable: bool
    call_id: UUID | None
    wraps_up: UUID | None = None


class ExchangeAccount(View):
    """One exchange at which the seat's phone registers."""

    exchange: str
    web_socket_url: str
    sip_uri: str


class SeatAccount(View):
    """What the page's phone needs to register; given only to the person signed on at the seat."""

    seat: SeatView
    user: str
    secret: str
    exchanges: tuple[ExchangeAccount, ...]


class BecomeBusy(Command):
    """Take no calls, for a reason."""

    reason: BusyReason
