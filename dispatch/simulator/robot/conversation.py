"""One talk with one caller, from the answer to the good-bye."""

from collections.abc import Mapping
from typing import Any

from dispatch.simulator.centre.live_board import until_within
from dispatch.simulator.pace import Pace
from dispatch.simulator.patients.script import Script
from dispatch.simulator.robot.desk import Desk
from dispatch.simulator.robot.interview import PLACE_S, first_question, later_questions

INCIDENT_WITHIN_S = 10.0
WITH_PATIENT = frozenset({"emergency", "transfer"})
CLOSED_AS: Mapping[str, str] = {
    "nuisance": "nuisance",
    "silent": "silent",
    "misdial": "misdial",
    "advice": "advice",
    "complaint": "complaint",
}

Shown = Mapping[str, Any]


class Conversation:
    """Works one call; the voice on the line is none of its business."""

    def __init__(self, desk: Desk, call: Shown, script: Script, pace: Pace) -> None:
        self._desk = desk
        self._call = call
        self._script = script
        self._pace = pace

    async def hold(self) -> None:
        """Hear what the caller wants and do it."""
        incident = await self._incident()
        known = incident["scene"] is not None
        if self._script.nature in WITH_PATIENT:
            await self._patient(incident)
        elif known and self._script.nature == "chase":
            await self._desk.client.act("POST", f"/incidents/{incident['id']}/chases", {})
        elif known and self._script.nature == "repeat":
            await self._change_of_mind(incident)
        else:
            await self._nothing_to_send(incident)

    async def _incident(self) -> Shown:
        found = await until_within(self._desk.board, self._found, INCIDENT_WITHIN_S)
        if found is not None:
            return found
        opened: Shown = await self._desk.client.act(
            "POST", "/incidents", {"call_id": self._call["id"]}
        )
        return opened

    def _found(self) -> Shown | None:
        for incident in self._desk.board.list_("incident"):
            if self._call["id"] in incident["calls"]:
                return incident
        return None

    async def _patient(self, incident: Shown) -> None:
        desk, script, id_ = self._desk, self._script, incident["id"]
        first = first_question(script)
        await self._pace.pause(first.seconds)
        await desk.fill(id_, first.fields)
        if script.where is not None:
            await self._pace.pause(PLACE_S)
            await desk.confirm(id_, script.where, self._call)
        if await desk.join_same(id_, self._call):
            return
        await desk.send(id_, vehicles=script.vehicles, hospital=script.hospital)
        for question in later_questions(script):
            await self._pace.pause(question.seconds)
            await desk.fill(id_, question.fields)
        await desk.client.act("POST", f"/incidents/{id_}/read-back")

    async def _change_of_mind(self, incident: Shown) -> None:
        """Correct the place; without a place nobody is needed any more."""
        await self._pace.pause(PLACE_S)
        if self._script.where is not None:
            await self._desk.confirm(incident["id"], self._script.where, self._call)
        else:
            await self._desk.withdraw(incident["id"])

    async def _nothing_to_send(self, incident: Shown) -> None:
        """Listen, put down what it was, close; an incident with other callers stays open."""
        nature = self._script.nature
        await self._pace.pause(PLACE_S)
        if tuple(incident["calls"]) not in {(), (self._call["id"],)}:
            return
        await self._desk.fill(incident["id"], {"nature": nature})
        await self._desk.close(incident["id"], CLOSED_AS.get(nature, "other"))
