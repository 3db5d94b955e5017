"""What reports with a map are made of: emergencies with a scene, and when help was there."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.domain.period import Period
from tests.integration.directory.running_orders import Runs, ok
from tests.integration.directory.test_orders import runs

__all__ = ["runs"]


async def test_the_first_vehicle_at_the_scene_ends_the_wait(runs: Runs, engine: AsyncEngine):
    now = runs.centre.clock.now()
    day = Period(now - timedelta(days=1), now + timedelta(days=1))
    reached = await runs.incident()
    arrived: list[str] = []
    for order in await runs.send(reached, "120A1", "120B1"):
        path = f"/orders/{order['id']}"
        await ok(runs.desk, "POST", f"{path}/acknowledge", {"revision": 1})
        await ok(runs.desk, "POST", f"{path}/stamp", {"milestone": "departed"})
        there = await ok(runs.desk, "POST", f"{path}/stamp", {"milestone": "arrived"})
        arrived.append(there["stamps"]["arrived"]["at"])
    await runs.incident()
    await runs.incident(scene=None)
    await runs.incident(nature="drill")
    placed = await PostgresStatistics(engine).read_placed(day)
    assert [one.point.lon for one in placed] == [118.29, 118.29]
    assert [one.first_arrival_at for one in placed] == [datetime.fromisoformat(arrived[0]), None]
