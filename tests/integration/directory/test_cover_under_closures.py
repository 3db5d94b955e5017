"""Cover of a centre with its real roads: what the recommendation is led round, cover is too."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.cover_desk import KeptCover
from dispatch.adapters.cover_roads import HttpCoverRoads
from dispatch.adapters.postgres.closure_queries import PostgresClosureQueries
from dispatch.adapters.postgres.cover_queries import PostgresCoverQueries
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.adapters.roads import HttpRoads
from dispatch.domain.calibration import Calibration
from dispatch.domain.origin import Origin, Wire
from dispatch.ports.closures import ClosureDesk
from dispatch.ports.commands import Json, Keyed
from dispatch.ports.cover import CoverWorld
from dispatch.ports.transaction import Transaction
from gis.routing.app import create_app
from gis.routing.current import CurrentRegion
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok
from tests.integration.directory.test_closures import Streets
from tests.integration.directory.test_cover import only, switch_on

# Station S01 at A lies west of the river; over the bridge XE one comes to the east of the town.
RIVER = Streets(
    {
        "W": (118.28, 33.96),
        "A": (118.30, 33.96),
        "X": (118.305, 33.96),
        "E": (118.308, 33.96),
        "F": (118.33, 33.96),
    }
)
RIVER.way("WAX", name="河西大道")
RIVER.way("XE", name="淮河大桥")
RIVER.way("EF", name="河东大道")


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[Runs]:
    """Give a centre whose one ready vehicle stands west of the river, with cover in use."""
    RIVER.router(tmp_path)
    told = {"region": "river", "version": "1", "graph": "graph.npz", "bounds": None}
    (tmp_path / "current.json").write_text(json.dumps(told))
    current = CurrentRegion(tmp_path)
    await current.look()
    transport = httpx2.ASGITransport(create_app(current, "t"))
    roads = HttpRoads("http://roads", "t", transport)
    search = HttpCoverRoads("http://roads", "t", transport)
    state = centre.app.state
    world = CoverWorld(PostgresCoverQueries(engine), state.context.fleet, roads, search)
    cover = KeptCover(world, PostgresStatistics(engine), state.context.clock)
    closures = ClosureDesk(PostgresClosureQueries(engine), roads)
    state.context = replace(state.context, roads=roads, closures=closures, cover=cover)
    furnished = await furnish(centre, engine)
    await only(furnished, "120A1")
    await switch_on(furnished)
    yield furnished
    await roads.close()
    await search.close()


async def cover(runs: Runs) -> dict[str, Any]:
    told: dict[str, Any] = (await runs.desk.get("/cover")).json()
    return told


def east_of_the_river(told: dict[str, Any]) -> set[int]:
    return {times for lon, _, times in told["points"] if lon > RIVER.nodes["E"][0]}


async def close_bridge(runs: Runs, **other: Any) -> dict[str, Any]:
    points = [{"lon": lon, "lat": lat} for lon, lat in (RIVER.nodes["X"], RIVER.nodes["E"])]
    ends_at = (runs.centre.clock.now() + timedelta(hours=1)).isoformat()
    body = {"shape": "line", "speed_percent": 0, "reason": "桥面结冰", "ends_at": ends_at}
    drawn = body | {"points": points, "accepts": ["S02站"]} | other
    return await ok(runs.desk, "POST", "/closures", drawn)


@pytest.mark.mission("A31")
async def test_a_closed_bridge_shrinks_cover_at_once_and_its_end_restores_it(runs: Runs):
    before = await cover(runs)
    assert east_of_the_river(before) == {1}
    closure = await close_bridge(runs)
    during = await cover(runs)
    assert during["closures"] == [closure["number"]]
    assert east_of_the_river(during) == {0}
    assert during["share_percent"] < before["share_percent"]
    await ok(runs.desk, "POST", f"/closures/{closure['id']}/lift", {})
    after = await cover(runs)
    assert {**after, "made_at": ""} == {**before, "made_at": ""}


async def test_a_closure_that_ends_by_the_clock_gives_the_city_back_with_nobody_there(runs: Runs):
    before = await cover(runs)
    closure = await close_bridge(runs)
    assert (await cover(runs))["share_percent"] < before["share_percent"]
    over = "begins_at = now() - interval '2 h', ends_at = now() - interval '1 h'"
    await runs.sql(f"UPDATE dispatch.closure SET {over} WHERE id = '{closure['id']}'")
    after = await cover(runs)
    assert (after["closures"], after["share_percent"]) == ([], before["share_percent"])


async def test_a_slow_zone_and_a_slow_hour_shrink_it_too(runs: Runs):
    before = await cover(runs)
    closure = await close_bridge(runs, speed_percent=5)
    assert (await cover(runs))["share_percent"] < before["share_percent"]
    await ok(runs.desk, "POST", f"/closures/{closure['id']}/lift", {})
    await use(runs, Calibration(version=1, factors=(3.0,) * 24, runs=40, used_by="9001"))
    slow = await cover(runs)
    assert slow["hour_factor"] == 3
    assert slow["share_percent"] < before["share_percent"]


async def use(runs: Runs, calibration: Calibration) -> None:
    """Put a calibration in force."""

    async def run(tx: Transaction) -> Json:
        await tx.calibrations.add(replace(calibration, used_at=tx.now))
        return {}

    await runs.centre.commands.run(Keyed(None, "use_calibration"), Origin("test", Wire.CLI), run)
