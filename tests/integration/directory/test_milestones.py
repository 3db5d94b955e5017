"""Vehicles drive and their milestones are suggested, over a server's routes and PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.milestone_queries import PostgresMilestoneQueries
from dispatch.domain.fix import Fix
from dispatch.domain.people import Role
from dispatch.simulator.driving.track import Track, plan_track
from dispatch.workers.milestones import MilestoneWorker
from gis.datum import Wgs84
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import POINTS, Runs, furnish, ok

HOME = Wgs84(*POINTS["S01"])
AT_SCENE = Wgs84(118.29, 33.95)
AT_HOSPITAL = Wgs84(118.28, 33.94)
FIGURES = {"scene_m": 80, "hospital_m": 150, "station_m": 100, "dwell_s": 20, "slow_kmh": 10}
SETTINGS = {
    "base_version": 0,
    "enabled": True,
    "confirms_itself": [],
    "stale_after_s": 60,
    "contradicts_m": 400,
    **FIGURES,
}


@dataclass
class Road:
    """The simulator's vehicles on a clock of the test: where they are is what a server hears."""

    runs: Runs
    at: datetime
    drives: dict[str, tuple[Track, datetime]] = field(default_factory=dict)
    workers: Sequence[MilestoneWorker] = ()

    def __post_init__(self) -> None:
        queries = PostgresMilestoneQueries(self.runs.engine)
        commands = self.runs.centre.commands
        self.workers = [MilestoneWorker(commands, queries, self, self) for _ in range(2)]

    def now(self) -> datetime:
        return self.at

    def monotonic_s(self) -> float:
        return self.at.timestamp()

    def latest(self) -> Mapping[str, Fix]:
        fixes = {}
        for name, (track, began_at) in self.drives.items():
            there = track.at((self.at - began_at).total_seconds())
            place = (there.point, there.speed_kmh, there.course_deg)
            fixes[f"T-{name}"] = Fix(f"T-{name}", *place, self.at, self.at, "serial-1", 1)
        return fixes

    async def drive(self, vehicle: str, *line: Wgs84, seconds: float = 180) -> None:
        """Drive there and stand a while; both servers look every five seconds."""
        self.drives[vehicle] = (plan_track(line, seconds), self.at)
        await self.let_pass(seconds + 60)

    async def let_pass(self, seconds: float) -> None:
        for _ in range(int(seconds / 5)):
            self.at += timedelta(seconds=5)
            for worker in self.workers:
                await worker.look()


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def taken(runs: Runs, vehicle: str = "120A1") -> dict[str, Any]:
    """Send a vehicle whose crew takes the order and then says nothing more."""
    incident = await runs.incident()
    (order,) = await runs.send(incident, vehicle, hospital_id=runs.hospitals["第一医院"])
    body = {"revision": 1, "name": "张医生"}
    # Milestones are bounded by the database's clock, which does not run as fast as the road's.
    await runs.sql("UPDATE dispatch.vehicle_order SET sent_at = sent_at - interval '1 hour'")
    return await ok(runs.desk, "POST", f"/orders/{order['id']}/acknowledge", body)


async def look(runs: Runs, order: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = (await runs.desk.get(f"/orders/{order['id']}")).json()
    return told


def in_time(suggestions: Mapping[str, Any]) -> list[str]:
    """Name milestones in the order in which they were reached."""
    return sorted(suggestions, key=lambda name: str(suggestions[name]["at"]))


@pytest.fixture
def road(runs: Runs) -> Road:
    return Road(runs, at=SystemClock().now() - timedelta(minutes=40))


@pytest.mark.mission("A88")
async def test_a_drive_is_suggested_once_by_two_servers_and_confirmed_with_one_act_each(
    runs: Runs, road: Road
):
    order = await taken(runs)
    await road.drive("120A1", HOME, seconds=0)
    await road.drive("120A1", HOME, AT_SCENE)
    await road.drive("120A1", AT_SCENE, AT_HOSPITAL)
    told = await look(runs, order)
    assert (told["state"], told["stamps"]) == ("acknowledged", {})
    assert in_time(told["suggestions"]) == ["departed", "arrived", "left_scene", "at_hospital"]
    events = await runs.told("order_suggested", "order_stamped")
    assert [one.kind for one in events] == ["order_suggested"] * 4
    assert {(one.actor, one.wire) for one in events} == {("positions", "position")}
    path = f"/orders/{order['id']}/confirm-milestone"
    for milestone in ("departed", "arrived"):
        told = await ok(runs.desk, "POST", path, {"milestone": milestone})
        assert told["stamps"][milestone]["at"] == told["suggestions"][milestone]["at"]
        assert told["stamps"][milestone]["wire"] == "console"
    device = await runs.device()
    own = f"/station/orders/{order['id']}/confirm-milestone"
    told = await ok(device, "POST", own, {"milestone": "at_hospital"})
    assert (told["state"], told["stamps"]["at_hospital"]["wire"]) == ("at_hospital", "station")
    again = await ok(runs.desk, "POST", path, {"milestone": "at_hospital"})
    assert again["stamps"] == told["stamps"]
    refused = await runs.desk.act("POST", path, {"milestone": "handed_over"})
    assert (refused.status_code, refused.json()["code"]) == (409, "suggestion_gone")


async def test_another_stations_device_confirms_nothing(runs: Runs, road: Road):
    order = await taken(runs)
    await road.drive("120A1", HOME, seconds=0)
    await road.drive("120A1", HOME, AT_SCENE)
    foreign = await runs.device("S02", "另一台")
    path = f"/station/orders/{order['id']}/confirm-milestone"
    refused = await foreign.act("POST", path, {"milestone": "departed"})
    assert refused.status_code == 404


@pytest.mark.mission("A89")
async def test_by_a_setting_a_milestone_confirms_itself_and_says_so(runs: Runs, road: Road):
    administrator = runs.centre.by(Role.ADMINISTRATOR)
    assert (await administrator.get("/milestone-settings")).json()["confirms_itself"] == []
    wanted = SETTINGS | {"confirms_itself": ["departed", "arrived"]}
    await ok(administrator, "PUT", "/milestone-settings", wanted)
    stale = await administrator.act("PUT", "/milestone-settings", wanted)
    assert stale.json()["code"] == "milestone_settings_changed_meanwhile"
    order = await taken(runs)
    await road.drive("120A1", HOME, seconds=0)
    await road.drive("120A1", HOME, AT_SCENE)
    await road.drive("120A1", AT_SCENE, AT_HOSPITAL)
    told = await look(runs, order)
    assert told["state"] == "arrived"
    assert {one["wire"] for one in told["stamps"].values()} == {"position"}
    assert in_time(told["suggestions"])[2:] == ["left_scene", "at_hospital"]
    assert (await runs.vehicle("120A1"))["status"] == "on_scene"


async def test_what_does_not_fit_is_shown_and_nothing_is_corrected(runs: Runs, road: Road):
    administrator = runs.centre.by(Role.ADMINISTRATOR)
    await ok(administrator, "PUT", "/milestone-settings", SETTINGS)
    order = await taken(runs)
    await road.drive("120A1", HOME, seconds=0)
    stamp = {"milestone": "arrived", "at": road.at.isoformat()}
    path = f"/orders/{order['id']}/stamp"
    stamped = await ok(runs.desk, "POST", path, stamp)
    await road.let_pass(10)
    told = await look(runs, order)
    assert told["stamps"] == stamped["stamps"]
    assert list(told["contradictions"]) == ["arrived"]
    assert told["contradictions"]["arrived"]["distance_m"] > 1000
    await road.drive("120A1", HOME, AT_SCENE)
    await road.drive("120A1", AT_SCENE, AT_HOSPITAL)
    told = await look(runs, order)
    assert (told["state"], list(told["contradictions"])) == ("arrived", ["arrived", "left_scene"])
    assert len(await runs.told("order_contradicted")) == 2
    told = await ok(runs.desk, "POST", path, {"milestone": "left_scene"})
    assert list(told["contradictions"]) == ["arrived"]


async def test_switched_off_nothing_is_suggested(runs: Runs, road: Road):
    administrator = runs.centre.by(Role.ADMINISTRATOR)
    await ok(administrator, "PUT", "/milestone-settings", SETTINGS | {"enabled": False})
    order = await taken(runs)
    await road.drive("120A1", HOME, seconds=0)
    await road.drive("120A1", HOME, AT_SCENE)
    assert (await look(runs, order))["suggestions"] == {}
