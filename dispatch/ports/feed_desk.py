"""What a technician asks of the feeds, and the tokens of their terminals."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.feed_picture import DecodedPart, FeedPicture
from dispatch.domain.terminal_token import TerminalToken


class FeedDesk(Protocol):
    """Reads outside of commands."""

    async def read(self) -> FeedPicture:
        """Give how all feeds and terminals are; MapAway."""
        ...

    def decode(self, text: str) -> Sequence[DecodedPart]:
        """Say field by field what pasted bytes mean."""
        ...


class TerminalTokenRepository(Protocol):
    """Tokens, each locked until the transaction ends once it was read."""

    async def get(self, device: str, /) -> TerminalToken:
        """Give a terminal's token; DeviceNotFound."""
        ...

    async def save(self, token: TerminalToken, /) -> None:
        """Store a token; the one before it holds no longer."""
        ...

    async def remove(self, token: TerminalToken, /) -> None:
        """Take a token away."""
        ...
