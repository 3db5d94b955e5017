"""Bringing one waiting caller to a seat."""

from typing import Protocol


class FetchControl(Protocol):
    """Orders to one exchange; raises ExchangeAway and ExchangeRefused as CallControl does."""

    async def fetch(self, call_unique_id: str, seat: int) -> None:
        """Take the caller out of the queue and ring one seat with him, which answers by itself.

        Asked again by the same seat it changes nothing. Without an answer he goes to the head of
        the queue.
        """
