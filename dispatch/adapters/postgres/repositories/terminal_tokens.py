"""Tokens of terminals; see `dispatch.ports.feed_desk`."""

from sqlalchemy import delete

from dispatch.adapters.postgres.repositories.base import Repository
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.feeds import terminal_token
from dispatch.domain.device import DeviceNotFound
from dispatch.domain.terminal_token import TerminalToken

TERMINAL_TOKENS = Rows(TerminalToken, terminal_token)


class PostgresTerminalTokens(Repository[TerminalToken]):
    """See `dispatch.ports.feed_desk`."""

    async def get(self, device: str, /) -> TerminalToken:
        """Give a terminal's token; DeviceNotFound."""
        found = await self.find_where(terminal_token.c.device == device)
        if found is None:
            raise DeviceNotFound
        return found

    async def remove(self, token: TerminalToken, /) -> None:
        """Take a token away."""
        gone = delete(terminal_token).where(terminal_token.c.device == token.device)
        await self._connection.execute(gone)
