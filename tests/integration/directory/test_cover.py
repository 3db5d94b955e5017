"""Cover over a server's routes: off at first, advice that a person takes, no place in the list."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.cover_desk import KeptCover
from dispatch.adapters.postgres.cover_queries import PostgresCoverQueries
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.fix import Fix
from dispatch.domain.people import Role
from dispatch.ports.cover import CoverWorld
from gis.datum import Wgs84
from tests.integration.core.hearing import events
from tests.integration.directory.conftest import Centre
from tests.integration.directory.cover_parts import NearRoads
from tests.integration.directory.running_orders import Runs, furnish, ok

ON = {"base_version": 0, "enabled": True, "within_min": 8, "least_gain_percent": 3}
AWAY = (118.35, 33.975)


@dataclass
class Heard:
    """Fixes that do not age."""

    fixes: dict[str, Fix]

    def latest(self) -> Mapping[str, Fix]:
        return self.fixes


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


def hear(runs: Runs, **places: tuple[float, float]) -> None:
    """Let vehicles be heard where they are; cover is then computed anew."""
    state = runs.centre.app.state
    context = state.context
    now = context.clock.now() + timedelta(days=3650)  # as fresh as can be by any clock
    fixes = {
        f"T-{name}": Fix(f"T-{name}", Wgs84(*at), 30.0, 0.0, now, now, "serial-1", 1)
        for name, at in places.items()
    }
    fleet, roads = Heard(fixes), NearRoads()
    queries = PostgresCoverQueries(runs.engine)
    world = CoverWorld(queries, fleet, roads, roads)
    desk = KeptCover(world, PostgresStatistics(runs.engine), context.clock)
    state.context = replace(context, fleet=fleet, cover=desk)


async def switch_on(runs: Runs) -> dict[str, Any]:
    settings: dict[str, Any] = await ok(
        runs.centre.by(Role.ADMINISTRATOR), "PUT", "/cover/settings", ON
    )
    return settings


async def only(runs: Runs, *names: str) -> None:
    """Put all other vehicles out of service."""
    for name, one in runs.vehicles.items():
        if name not in names:
            body = {"duty": "out_of_service", "reason": "repair"}
            await ok(runs.desk, "POST", f"/vehicles/{one}/duty", body)


async def listed(runs: Runs, incident: str) -> dict[str, Any]:
    told: dict[str, Any] = (await runs.desk.get(f"/incidents/{incident}/recommendation")).json()
    return {name: value for name, value in told.items() if name != "made_at"}


async def test_it_is_off_until_an_administrator_switches_it_on(runs: Runs):
    refused = await runs.desk.get("/cover")
    assert (refused.status_code, refused.json()["code"]) == (409, "cover_off")
    settings = await switch_on(runs)
    assert (settings["version"], settings["changed_by"]) == (1, settings["changed_by"])
    told = (await runs.desk.get("/cover")).json()
    assert (told["source"], told["ready"], told["share_percent"]) == ("streets", 4, 100.0)
    assert [point[2] for point in told["points"]] == [2, 2]
    stale = await runs.centre.by(Role.ADMINISTRATOR).act("PUT", "/cover/settings", ON)
    assert stale.json()["code"] == "cover_settings_changed_meanwhile"


async def test_advice_is_taken_by_a_person_kept_with_why_and_no_order_follows(runs: Runs):
    await only(runs, "120A1", "120A2")
    hear(runs, **{"120A1": (118.30, 33.96), "120A2": AWAY})
    await switch_on(runs)
    (advice,) = (await runs.desk.get("/cover")).json()["advice"]
    assert (advice["vehicle_name"], advice["gain_percent"]) == ("120A2", 25.0)
    assert advice["station_id"] == runs.stations["S02"]
    body = {name: advice[name] for name in ("vehicle_id", "station_id")}
    taken = await ok(runs.desk, "POST", "/cover/stand-by", body)
    told = await events(runs.engine, "stand_by_taken")
    assert [one.payload["stand_by"] for one in told] == [taken]
    assert told[0].audiences == ["desks", "leaders", "station:S01", "station:S02"]
    assert (await runs.vehicle("120A2"))["status"] == "standby"
    after = (await runs.desk.get("/cover")).json()
    assert (after["advice"], after["share_percent"]) == ([], 100.0)
    again = await runs.desk.act("POST", "/cover/stand-by", body)
    assert (again.status_code, again.json()["code"]) == (409, "stand_by_gone")


async def test_once_the_vehicle_is_sent_the_word_holds_no_longer(runs: Runs):
    await only(runs, "120A1", "120A2")
    hear(runs, **{"120A1": (118.30, 33.96), "120A2": AWAY})
    await switch_on(runs)
    (advice,) = (await runs.desk.get("/cover")).json()["advice"]
    body = {name: advice[name] for name in ("vehicle_id", "station_id")}
    await ok(runs.desk, "POST", "/cover/stand-by", body)
    known = PostgresCoverQueries(runs.engine)
    assert len((await known.read_known()).stand_bys) == 1
    await runs.send(await runs.incident(), "120A2", override_reason="other")
    assert (await known.read_known()).stand_bys == []


@pytest.mark.mission("A48")
@pytest.mark.parametrize("priority", [1, 2, 3])
async def test_the_list_is_the_same_bit_for_bit_with_cover_on_and_advice_taken(
    runs: Runs, priority: int
):
    await only(runs, "120A1", "120A2")
    hear(runs, **{"120A1": (118.30, 33.96), "120A2": AWAY})
    incident = await runs.incident(priority=priority)
    off = await listed(runs, incident)
    await switch_on(runs)
    (advice,) = (await runs.desk.get("/cover")).json()["advice"]
    assert await listed(runs, incident) == off
    body = {name: advice[name] for name in ("vehicle_id", "station_id")}
    await ok(runs.desk, "POST", "/cover/stand-by", body)
    assert await listed(runs, incident) == off


async def uncovered(runs: Runs) -> dict[str, dict[str, Any]]:
    told = (await runs.desk.get("/cover/uncovered")).json()["vehicles"]
    return {one["vehicle_id"]: one for one in told}


async def test_what_a_vehicle_leaves_uncovered_is_told_of_every_ready_one(runs: Runs):
    refused = await runs.desk.get("/cover/uncovered")
    assert (refused.status_code, refused.json()["code"]) == (409, "cover_off")
    await only(runs, "120A1", "120A2", "120B1")
    await switch_on(runs)
    told = await uncovered(runs)
    lost = {name: told[runs.vehicles[name]]["share_percent"] for name in ("120A1", "120B1")}
    assert lost == {"120A1": 0, "120B1": 25}  # 120A2 stands beside 120A1
    districts = told[runs.vehicles["120B1"]]["districts"]
    assert districts == [{"name": "宿城区", "share_percent": 25}]
    assert runs.vehicles["120B2"] not in told


class Hung:
    """Cover that never answers."""

    async def read(self) -> CoverPicture:
        await asyncio.Event().wait()
        raise AssertionError

    def forget(self) -> None:
        raise AssertionError


async def test_the_list_waits_for_no_cover(runs: Runs):
    incident = await runs.incident(priority=1)
    await switch_on(runs)
    before = await listed(runs, incident)
    await uncovered(runs)
    state = runs.centre.app.state
    state.context = replace(state.context, cover=Hung())
    assert before["ranked"]
    assert await listed(runs, incident) == before
