"""The lists that an exchange keeps for itself."""

from typing import Protocol

from dispatch.domain.exchange_lists import Difference, Lists


class ExchangeMemory(Protocol):
    """The memory of one exchange; raises ExchangeAway and ExchangeRefused as CallControl does."""

    async def read(self) -> Lists:
        """Give every list that it holds."""
        ...

    async def change(self, difference: Difference) -> None:
        """Put and remove entries; one that is gone already is no fault."""
        ...
