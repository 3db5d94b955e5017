"""What the robot does with an incident, over the public API, one verb a method."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.centre.live_board import LiveBoard
from dispatch.simulator.patients.script import Answer, Where
from dispatch.simulator.robot.sameness import same_incident

log = structlog.get_logger()

TRIES = 3
NOT_SAID = "主叫未说明地址"

Shown = Mapping[str, Any]


class Desk:
    """A call-taker's hands."""

    def __init__(self, client: Client, board: LiveBoard) -> None:
        self.client = client
        self.board = board

    async def fill(self, incident_id: str, fields: Mapping[str, Answer]) -> None:
        """Put answers into the form."""
        if fields:
            await self.client.act("PATCH", f"/incidents/{incident_id}/form", dict(fields))

    async def confirm(self, incident_id: str, where: Where, call: Shown) -> None:
        """Take what the caller said as the scene: found by search, off his card, or as text."""
        scene = _card(call) if not where.text else await self._search(where)
        await self.client.act("PUT", f"/incidents/{incident_id}/scene", scene)

    async def join_same(self, incident_id: str, call: Shown) -> bool:
        """Join the call to an incident near by that is the same; tell whether there was one."""
        own = await self.client.read(f"/incidents/{incident_id}")
        found = await self.client.read(f"/incidents/{incident_id}/duplicates")
        same = same_incident(own, found["incidents"], self.board.list_("incident"))
        if same is None:
            return False
        await self.client.act("POST", f"/calls/{call['id']}/join", {"incident_id": same})
        return True

    async def send(
        self, incident_id: str, *, vehicles: int = 1, hospital: str | None = None
    ) -> bool:
        """Send the vehicles that are recommended; tell whether any could be sent."""
        for _ in range(TRIES):
            advice = await self._advice(incident_id)
            chosen = [one["vehicle_id"] for one in advice["ranked"][:vehicles]]
            if not chosen:
                return False
            asked = {
                "vehicle_ids": chosen,
                "hospital_id": _hospital(advice, hospital),
                "despite_duplicates": await self._others(incident_id),
            }
            if await self._try("POST", f"/incidents/{incident_id}/orders", asked):
                return True
        return False

    async def reassign(self, incident_id: str, order_id: str) -> bool:
        """Give a broken vehicle's order to the one that is recommended."""
        advice = await self._advice(incident_id)
        if not advice["ranked"]:
            return False
        asked = {"vehicle_id": advice["ranked"][0]["vehicle_id"], "reason": "breakdown"}
        return await self._try("POST", f"/orders/{order_id}/reassign", asked)

    async def take_by_telephone(self, order: Shown, name: str) -> bool:
        """Telephone a station that does not take its order, and note who took it."""
        asked = {"revision": order["revision"], "name": name}
        return await self._try("POST", f"/orders/{order['id']}/acknowledge", asked)

    async def close(self, incident_id: str, reason: str) -> bool:
        """Close an incident."""
        return await self._try("POST", f"/incidents/{incident_id}/close", {"reason": reason})

    async def withdraw(self, incident_id: str) -> None:
        """Take back whatever is under way: the caller needs nobody any more."""
        for order in self.orders_of(incident_id):
            path, asked = f"/orders/{order['id']}", {"reason": "caller_withdrew"}
            if not await self._try("POST", f"{path}/cancel", asked):
                await self._try("POST", f"{path}/empty-return", asked)
        await self.close(incident_id, "caller_withdrew")

    async def tell_duty(self, vehicle_id: str, duty: str, reason: str | None) -> bool:
        """Put a vehicle in or out of service."""
        asked = {"duty": duty, "reason": reason}
        return await self._try("POST", f"/vehicles/{vehicle_id}/duty", asked)

    async def return_empty(self, order_id: str, reason: str) -> bool:
        """End a run without a patient."""
        return await self._try("POST", f"/orders/{order_id}/empty-return", {"reason": reason})

    def orders_of(self, incident_id: str) -> Sequence[Shown]:
        """Give the orders of an incident that the board shows."""
        return [one for one in self.board.list_("order") if one["incident_id"] == incident_id]

    async def _advice(self, incident_id: str) -> Shown:
        """Read the recommendation without vehicles that have refused this incident."""
        advice: Shown = await self.client.read(f"/incidents/{incident_id}/recommendation")
        said_no = {one["vehicle_id"] for one in self.orders_of(incident_id) if _said_no(one)}
        ranked = [one for one in advice["ranked"] if one["vehicle_id"] not in said_no]
        return {**advice, "ranked": ranked}

    async def _others(self, incident_id: str) -> list[str]:
        found = await self.client.read(f"/incidents/{incident_id}/duplicates")
        return [one["incident_id"] for one in found["incidents"]]

    async def _search(self, where: Where) -> Shown:
        if where.point is not None:
            point = {"lon": where.point.lon, "lat": where.point.lat}
            return {"text": where.text, "point": point, "source": "map"}
        found = await self._found(where)
        if found is None:
            return {"text": where.text, "point": None, "source": "typed"}
        return {"text": where.text, "point": found["point"], "source": "suggestion"}

    async def _found(self, where: Where) -> Shown | None:
        try:
            places = (await self.client.get("/places", text=where.text, limit=5))["places"]
        except (Away, Refused):
            return None
        exact = (one for one in places if one["name"] == (where.finds or where.text))
        return next(exact, places[0] if places else None)

    async def _try(self, method: str, path: str, body: object) -> bool:
        try:
            await self.client.act(method, path, body)
        except Refused as refused:
            if refused.status == 401:
                raise
            log.info("robot.refused", act=path.rsplit("/", 1)[-1], code=refused.code)
            return False
        return True


def _card(call: Shown) -> Shown:
    subscriber = call["caller"]["subscriber"]
    if subscriber is None:
        return {"text": NOT_SAID, "point": None, "source": "typed"}
    return {"text": subscriber["address"], "point": subscriber["point"], "source": "subscriber"}


def _hospital(advice: Shown, wanted: str | None) -> str | None:
    hospitals = advice["hospitals"]
    named = (one["hospital_id"] for one in hospitals if one["name"] == wanted)
    return next(named, hospitals[0]["hospital_id"] if hospitals else None)


def _said_no(order: Shown) -> bool:
    return order["state"] in {"refused", "reassigned"}
