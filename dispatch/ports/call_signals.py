"""What an exchange reports, as it comes."""

from collections.abc import AsyncIterator
from typing import Protocol

from dispatch.domain.signal import Signal


class CallSignals(Protocol):
    """The signals of one exchange."""

    def listen(self) -> AsyncIterator[Signal]:
        """Give every signal, in the exchange's order, until the listener stops asking.

        After each (re)connect an ExchangeLink and an ExchangePicture come before anything else. The
        same signal can come again, also just after a picture that holds it; its key_parts tell.
        """
