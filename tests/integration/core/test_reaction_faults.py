"""A reaction that breaks or is refused is shown, and holds up no other."""

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.domain.call import CallNotFound
from dispatch.domain.part import PartState
from dispatch.ports.reaction_log import CommittedEvent
from dispatch.workers.keeping import Keeper
from dispatch.workers.reactions import Reaction, ReactionWorker, call_back_reaction
from tests.integration.conftest import Database
from tests.integration.core.hearing import (
    Script,
    at_work,
    ended,
    found,
    has,
    offered,
    telephony,
    until,
)

CHANNEL = "node1-1795310763.1"


class Breaking:
    """A reaction that fails so often, and then acts."""

    def __init__(self, *faults: Exception) -> None:
        self._faults = list(faults)
        self.acted: list[int] = []

    async def act(self, event: CommittedEvent) -> None:
        if self._faults:
            raise self._faults.pop()
        self.acted.append(event.n)


async def shown_after(
    engine: AsyncEngine, database: Database, breaking: Breaking, acted: int
) -> PartState:
    """Let a caller come and go; give the lamp once all is reacted to."""
    await found(engine)
    log, script, keeper = PostgresEventLog(database.dsn("dispatch")), Script(), Keeper()
    breaks = Reaction("breaking", frozenset({"call_offered", "call_ended"}), breaking.act)
    reactions = (breaks, call_back_reaction(PostgresCommands(engine)))
    worker = ReactionWorker(PostgresReactionLog(engine, log), reactions, keeper.note_fault)

    async def all_acted() -> bool:
        return len(breaking.acted) == acted

    async with at_work(log.run, worker.run, telephony(engine, script).run):
        script.tell(offered(CHANNEL), ended(CHANNEL))
        await until(lambda: has(engine, "task_opened"))
        await until(all_acted)
    return (await keeper.ask())[0]


async def test_a_reaction_that_breaks_is_tried_again_and_shown(
    engine: AsyncEngine, database: Database
):
    breaking = Breaking(KeyError("one"), KeyError("another"))
    assert await shown_after(engine, database, breaking, acted=2) is PartState.DEGRADED
    assert len(set(breaking.acted)) == 2


async def test_a_reaction_that_is_refused_is_shown(engine: AsyncEngine, database: Database):
    breaking = Breaking(CallNotFound())
    assert await shown_after(engine, database, breaking, acted=1) is PartState.DEGRADED


async def test_all_is_well_while_no_reaction_fails(engine: AsyncEngine, database: Database):
    assert await shown_after(engine, database, Breaking(), acted=2) is PartState.WELL
