"""What a server may ask of an exchange."""

from typing import Protocol

from dispatch.domain.call_out import OutgoingCall
from dispatch.domain.errors import DomainError


class ExchangeAway(DomainError):
    """The exchange is not connected or did not answer in time. Nothing is sent later by itself."""

    code = "exchange_away"


class ExchangeRefused(DomainError):
    """The exchange answered that it cannot, such as for a call that is over."""

    code = "exchange_refused"


class CallControl(Protocol):
    """Orders to one exchange. Each is tried once, bounded by a timeout, and never replayed.

    Raises:
        ExchangeAway: Not connected, or no answer in time; the order may or may not have arrived.
        ExchangeRefused: The exchange said no.
    """

    @property
    def acts(self) -> bool:
        """Whether it can be asked now."""
        ...

    @property
    def reaches_out(self) -> bool | None:
        """Whether it reaches any trunk; None: not known."""
        ...

    async def call_out(self, outgoing: OutgoingCall) -> None:
        """Ring the seat's own phone, then the number; what comes of it is reported."""

    async def answer_on_desk_phone(self, seat: int) -> None:
        """Make a ringing desk phone answer (NOTIFY, Event: talk)."""

    async def hang_up(self, call_unique_id: str) -> None:
        """End a call."""

    async def transfer(self, call_unique_id: str, sender: int, receiver: int) -> None:
        """Take the caller out of the talk at one seat and ring another with him.

        Nobody answers: the sender is rung, then the caller goes to the head of the queue.
        """

    async def ask_silent(self, call_unique_id: str) -> None:
        """Ask a caller in talk, who says nothing, to press a key; only he hears it.

        SilentAsked tells that he did. Whatever fails, the talk goes on as it was.
        """

    async def pause_seat(self, seat: int, reason: str) -> None:
        """Ring no further call at a seat."""

    async def unpause_seat(self, seat: int) -> None:
        """Ring calls at a seat again."""

    async def forget_call(self, call_unique_id: str) -> None:
        """Take away the exchange's own notes of a call whose end is stored."""

    async def forget_message(self, message: str) -> None:
        """Keep a message's name no longer: it was told. Its recording stays."""
