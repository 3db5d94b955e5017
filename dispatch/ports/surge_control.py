"""Telling an exchange of a surge."""

from typing import Protocol

from dispatch.domain.surge import Surge


class SurgeControl(Protocol):
    """Orders to one exchange; raises ExchangeAway and ExchangeRefused as CallControl does."""

    async def begin(self, surge: Surge) -> None:
        """Let new and waiting callers hear of it from now on; asked again it changes nothing."""

    async def stop(self) -> None:
        """Let callers wait as usual; who waits hears it to the end of his present wait."""
