"""What exchanges report, as it comes."""

from collections.abc import AsyncIterator
from typing import Protocol

from dispatch.domain.signal import Signal


class CallSignals(Protocol):
    """The signals of all exchanges of a centre."""

    def listen(self) -> AsyncIterator[Signal]:
        """Give every signal, in the order of each exchange, until the listener stops asking.

        After each (re)connect an ExchangeLink and an ExchangePicture come before anything else of
        that exchange. The same signal can come again; its key_parts tell.
        """
