"""A call comes; who asks its sources dies by SIGKILL at the nth await, and another goes on.

Started by test_asking_killed.py: `python dying.py DATABASE`.
"""

import asyncio
import sys
from dataclasses import replace

from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.workers.caller_sources import SourceAsker
from dispatch.workers.reactions import ReactionWorker
from tests.integration.caller_places.asked import (
    SAID,
    HeldSource,
    begin,
    call_comes,
    left,
    let_time_pass,
    world_of,
)
from tests.integration.conftest import sqlalchemy_url
from tests.integration.core.hearing import has, until
from tests.integration.fuse import Burning, BurningCommands, Fuse, walk

SOURCES = 3


async def _ask(dsn: str, nth: int, fuse: Fuse, server: str) -> None:
    engine = make_engine(sqlalchemy_url(dsn))
    sources = {name: HeldSource(said) for name, said in SAID.items()}
    whole = world_of(engine, **sources)
    world = replace(
        whole,
        queries=Burning(whole.queries, fuse),
        map_data=Burning(whole.map_data, fuse),
        places=Burning(whole.places, fuse),
        peer=Burning(whole.peer, fuse),
        network=Burning(whole.network, fuse),
    )
    asker = SourceAsker(server, BurningCommands(engine, fuse), world)
    log = PostgresReactionLog(engine, PostgresEventLog(dsn))
    reacting = ReactionWorker(log, (asker.reaction(),))
    loops = [asyncio.ensure_future(one.run()) for one in (reacting, asker)]
    await until(lambda: has(engine, "place_source_given", SOURCES * (nth + 1)))
    await until(lambda: _none_left(engine))
    fuse.burn()
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    await engine.dispose()


async def _none_left(engine) -> bool:
    return not await left(engine)


async def call_and_die(dsn: str, nth: int, fuse: Fuse) -> None:
    engine = make_engine(sqlalchemy_url(dsn))
    if nth == 0:
        await begin(engine)
    await call_comes(engine, f"node1-1795310763.{nth}")
    await engine.dispose()
    await _ask(dsn, nth, fuse, "server-1")


async def go_on(dsn: str, nth: int, fuse: Fuse) -> None:
    engine = make_engine(sqlalchemy_url(dsn))
    await let_time_pass(engine)
    await engine.dispose()
    await _ask(dsn, nth, fuse, "server-2")


if __name__ == "__main__":
    walk(call_and_die, go_on, sys.argv[1])
