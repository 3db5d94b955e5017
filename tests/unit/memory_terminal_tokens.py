"""Tokens of terminals in memory, with the promises of their port."""

from dispatch.domain.device import DeviceNotFound
from dispatch.domain.terminal_token import TerminalToken


class MemoryTerminalTokens:
    """See `dispatch.ports.feed_desk`."""

    def __init__(self) -> None:
        self.kept: dict[str, TerminalToken] = {}

    async def get(self, device: str, /) -> TerminalToken:
        if device not in self.kept:
            raise DeviceNotFound
        return self.kept[device]

    async def save(self, token: TerminalToken, /) -> None:
        self.kept[token.device] = token

    async def remove(self, token: TerminalToken, /) -> None:
        del self.kept[token.device]
