"""SIGKILL at each await of the asking: the other server ends every question, once."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.tables.caller_places import caller_place
from dispatch.adapters.postgres.tables.place_askings import place_asking
from tests.integration.caller_places import dying
from tests.integration.conftest import Database
from tests.integration.core.hearing import events
from tests.integration.fuse import walked

LEAST_AWAITS = 25


@pytest.mark.mission("A7", "A33", "A95", "A96")
async def test_a_server_killed_at_any_await_leaves_no_source_untold(
    engine: AsyncEngine, database: Database
):
    calls = 1 + walked(Path(dying.__file__), database.dsn("dispatch"))
    assert calls > LEAST_AWAITS
    async with engine.connect() as connection:
        rows = (await connection.execute(select(caller_place))).all()
        states = (await connection.execute(select(place_asking.c.state))).scalars().all()
    told = Counter((one.call_id, one.kind) for one in rows)
    assert set(told.values()) == {1}
    assert Counter(kind for _, kind in told) == dict.fromkeys(
        ("network", "peer", "subscriber"), calls
    )
    assert all(not one.doubts for one in rows)
    assert Counter(states) == {"ended": 3 * calls}
    assert len(await events(engine, "place_source_given")) == 3 * calls
