"""A centre with two stations, four vehicles and two hospitals; one device at the first station."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.domain.people import Role
from dispatch.workers.deadlines import DeadlineWorker
from tests.integration.core.hearing import events
from tests.integration.directory.conftest import Centre, Client

SCENE = {"text": "幸福里小区3号楼", "point": {"lon": 118.29, "lat": 33.95}, "source": "map"}
POINTS = {"S01": (118.30, 33.96), "S02": (118.40, 33.99)}
VEHICLES = {"120A1": "S01", "120A2": "S01", "120B1": "S02", "120B2": "S02"}
KINDS = {"120A2": "negative_pressure", "120B1": "basic"}


@dataclass
class Runs:
    """What a test does with orders, in a person's words."""

    centre: Centre
    engine: AsyncEngine
    vehicles: dict[str, str]
    stations: dict[str, str]
    hospitals: dict[str, str]

    @property
    def desk(self) -> Client:
        """A call-taker."""
        return self.centre.by(Role.CALL_TAKER)

    async def incident(self, scene: dict[str, Any] | None = SCENE, **form: Any) -> str:
        """Open an incident by hand, fill in its form, and confirm its scene."""
        opened = await ok(self.desk, "POST", "/incidents", {})
        if form:
            await ok(self.desk, "PATCH", f"/incidents/{opened['id']}/form", form)
        if scene:
            await ok(self.desk, "PUT", f"/incidents/{opened['id']}/scene", scene)
        return str(opened["id"])

    async def send(self, incident: str, *vehicles: str, **asked: Any) -> list[dict[str, Any]]:
        """Send vehicles by their names."""
        answer = await self.ask_send(incident, *vehicles, **asked)
        assert answer.status_code == 200, answer.text
        orders: list[dict[str, Any]] = answer.json()["orders"]
        return orders

    async def ask_send(
        self, incident: str, *vehicles: str, key: UUID | None = None, **asked: Any
    ) -> httpx2.Response:
        """Ask to send vehicles by their names."""
        body = {"vehicle_ids": [self.vehicles[one] for one in vehicles]} | asked
        return await self.desk.act("POST", f"/incidents/{incident}/orders", body, key)

    async def device(self, station: str = "S01", name: str = "值班室") -> Client:
        """Enrol a device of a station."""
        asked = {"station_id": self.stations[station], "kind": "client"}
        administrator = self.centre.by(Role.ADMINISTRATOR)
        code = (await ok(administrator, "POST", "/devices/enrolments", asked))["code"]
        claimed = {"code": code, "name": name}
        session = await ok(self.centre.by(None), "POST", "/devices", claimed)
        return self.bearing(session["token"])

    def bearing(self, token: str) -> Client:
        """Give a client that shows a token."""
        http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.centre.app),
            base_url="http://server-1",
            headers={"Authorization": f"Bearer {token}"},
        )
        return Client(http)

    async def vehicle(self, name: str) -> dict[str, Any]:
        """Look at a vehicle."""
        found: list[dict[str, Any]] = (await self.desk.get("/vehicles")).json()
        return next(one for one in found if one["name"] == name)

    async def look(self, incident: str) -> dict[str, Any]:
        """Look at an incident."""
        seen: dict[str, Any] = (await self.desk.get(f"/incidents/{incident}")).json()
        return seen

    async def told(self, *kinds: str) -> list[Any]:
        """Give every stored event of these kinds, in order."""
        return await events(self.engine, *kinds)

    async def work_due(self, kind: str) -> None:
        """Let every deadline of a kind fall due, and work it."""
        await self.sql(f"UPDATE dispatch.deadline SET due_at = now() WHERE kind = '{kind}'")
        worker = DeadlineWorker(self.centre.commands)
        while await worker.work_one():
            pass

    async def sql(self, statement: str) -> None:
        """Change something behind everybody's back."""
        async with self.engine.begin() as connection:
            await connection.execute(text(statement))

    async def holds_text(self, secret: str) -> bool:
        """Whether any command's answer, event or enrolment holds a text."""
        tables = ("command", "event", "enrolment", "device", "audit")
        where = " UNION ALL ".join(
            f"SELECT 1 FROM dispatch.{table} t WHERE t::text LIKE '%{secret}%'" for table in tables
        )
        async with self.engine.connect() as connection:
            return (await connection.execute(text(where))).first() is not None


async def ok(client: Client, method: str, path: str, body: object = None) -> dict[str, Any]:
    """Do something that must succeed."""
    answer = await client.act(method, path, body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def furnish(centre: Centre, engine: AsyncEngine) -> Runs:
    """Write stations, vehicles and hospitals as an administrator does."""
    runs = Runs(centre, engine, {}, {}, {})
    keeper = centre.by(Role.ADMINISTRATOR)
    for code, (lon, lat) in POINTS.items():
        body = {"code": code, "name": f"{code}站", "point": {"lon": lon, "lat": lat}}
        runs.stations[code] = str(uuid4())
        path = f"/stations/{runs.stations[code]}"
        await ok(keeper, "PUT", path, body | {"telephone": "052784000001"})
    for name, station in VEHICLES.items():
        body = {"name": name, "plate": f"苏N·{name}", "kind": KINDS.get(name, "monitoring")}
        runs.vehicles[name] = str(uuid4())
        extra = {"station_id": runs.stations[station], "tracker": f"T-{name}"}
        await ok(keeper, "PUT", f"/vehicles/{runs.vehicles[name]}", body | extra)
    for name, departments in (("第一医院", ["emergency", "cardiac"]), ("中医院", ["emergency"])):
        body = {"name": name, "point": {"lon": 118.28, "lat": 33.94}, "telephone": "052784000009"}
        runs.hospitals[name] = str(uuid4())
        path = f"/hospitals/{runs.hospitals[name]}"
        await ok(keeper, "PUT", path, body | {"departments": departments})
    return runs
