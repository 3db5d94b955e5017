"""A recorder that is away holds up nobody's labels but its own."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.ports.recordings import Label, RecorderAway
from dispatch.workers.per_exchange import exchange_of_call, per_exchange
from dispatch.workers.reactions import ReactionWorker, label_reaction
from tests.integration.conftest import Database
from tests.integration.core.hearing import Script, at_work, found, until
from tests.integration.core.test_two_exchanges import A, B, hearing, offered

OF_A, OF_B = "node1-1795310763.1", "node2-1795310763.1"


class TwoRecorders:
    """One beside each exchange; A's may be away."""

    def __init__(self) -> None:
        self.away: set[str] = {A}
        self.labelled: list[str] = []

    async def label(self, exchange: str, name: str, _label: Label) -> None:
        if exchange in self.away:
            raise RecorderAway
        self.labelled.append(name)


@pytest.mark.mission("A12")
async def test_labels_of_the_living_recorder_do_not_wait_for_the_dead_one(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    script, recorders = Script(), TwoRecorders()
    log = PostgresEventLog(database.dsn("dispatch"))
    reactions = tuple(per_exchange(label_reaction(recorders), (A, B), exchange_of_call))  # type: ignore[arg-type]
    worker = ReactionWorker(PostgresReactionLog(engine, log), reactions)

    async def labelled(*channels: str) -> bool:
        return recorders.labelled == [f"20251122-040000-{channel}" for channel in channels]

    async with at_work(log.run, worker.run, hearing(engine, script).run):
        script.tell(offered(A, OF_A), offered(B, OF_B))
        await until(lambda: labelled(OF_B))
        recorders.away.clear()
        await until(lambda: labelled(OF_B, OF_A))
