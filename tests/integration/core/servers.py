"""One command server's workers on a test's database, wired as the product wires them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.reactions import Reaction, ReactionWorker
from tests.integration.conftest import Database
from tests.integration.core.hearing import Script, at_work, telephony

MakeReaction = Callable[[PostgresCommands], Reaction]


class Server:
    """A server with a pool of its own, whose exchange is scripted.

    Args:
        database: The test's.
        reactions: Made with this server's commands.
        timer: Whether it works what falls due.
    """

    def __init__(
        self, database: Database, *reactions: Reaction | MakeReaction, timer: bool = False
    ) -> None:
        self.engine = make_engine(database.url("dispatch"))
        self.commands = PostgresCommands(self.engine)
        self.heard = PostgresEventLog(database.dsn("dispatch"))
        self.script = Script()
        self.timer = DeadlineWorker(self.commands)
        made = tuple(one if isinstance(one, Reaction) else one(self.commands) for one in reactions)
        reacting = ReactionWorker(PostgresReactionLog(self.engine, self.heard), made)
        self._loops = [self.heard.run, telephony(self.engine, self.script).run]
        self._loops += [reacting.run] if made else []
        self._loops += [self.timer.run] if timer else []

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator["Server"]:
        """Let it work until the block ends."""
        try:
            async with at_work(*self._loops):
                yield self
        finally:
            await self.engine.dispose()


@asynccontextmanager
async def all_at_work(*servers: Server) -> AsyncIterator[None]:
    """Let several work until the block ends."""
    async with AsyncExitStack() as stack:
        for one in servers:
            await stack.enter_async_context(one.at_work())
        yield
