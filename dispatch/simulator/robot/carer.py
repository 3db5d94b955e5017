"""Does what is left to do after a talk, until every incident of the seat is closed."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.pace import Pace
from dispatch.simulator.radio import News, Radio, Report
from dispatch.simulator.robot.chores import Chore, Duty, list_chores
from dispatch.simulator.robot.desk import Desk

log = structlog.get_logger()

LOOK_AGAIN_S = 2.0
TELEPHONE_AFTER_S = 20.0
CALL_BACK_AFTER_S = 30.0
WHO_TOOK_IT = "分站值班员"
TALKING = frozenset({"talking", "held"})

Shown = Mapping[str, Any]


class Carer:
    """Looks after one seat's incidents, and after call-backs that nobody takes.

    Attributes:
        talks_on: The call of the talk that goes on here, even when the caller has hung up.
    """

    def __init__(self, desk: Desk, seat: int, radio: Radio, pace: Pace) -> None:
        self.talks_on: str | None = None
        self._desk = desk
        self._seat = seat
        self._radio = radio
        self._pace = pace
        self._overdue_s: dict[str, float] = {}
        self._open_s: dict[str, float] = {}

    async def care(self) -> None:
        """Look again and again until cancelled. Raises Refused when the session has ended."""
        while True:
            await asyncio.sleep(LOOK_AGAIN_S / max(1.0, self._pace.factor / 10.0))
            for chore in self._chores():
                await self._do(chore)

    async def listen(self) -> None:
        """Do what crews ask for by radio, until cancelled."""
        while True:
            report = await self._radio.hear()
            try:
                await self._obey(report)
            except Away:
                self._radio.say(report)

    def due_call_back(self) -> Shown | None:
        """Find a call-back that nobody has taken for a while."""
        task = self._open_task()
        if task is None:
            return None
        seen_s = self._open_s.setdefault(task["id"], self._pace.now_s())
        return task if self._pace.now_s() - seen_s >= CALL_BACK_AFTER_S else None

    def tried_call_back(self, task: Shown) -> None:
        """Give a call-back that was not reached the same time again."""
        self._open_s.pop(task["id"], None)

    @property
    def idle(self) -> bool:
        """Whether nothing is left to do."""
        return not self._chores() and not self.talks_on and self._open_task() is None

    def _chores(self) -> Sequence[Chore]:
        board = self._desk.board
        talking = {one["id"] for one in board.list_("call") if one["state"] in TALKING}
        return list_chores(
            self._seat,
            board.list_("incident"),
            board.list_("order"),
            board.list_("vehicle"),
            on_the_line=talking | {self.talks_on or ""},
        )

    async def _do(self, chore: Chore) -> None:
        try:
            await self._work(chore)
        except Away:
            log.info("robot.centre_away")
        except Refused as refused:
            if refused.status == 401:
                raise
            log.info("robot.chore_refused", duty=chore.duty, code=refused.code)

    async def _work(self, chore: Chore) -> None:
        match chore.duty:
            case Duty.SEND:
                await self._desk.send(chore.incident_id)
            case Duty.CLOSE:
                await self._desk.close(chore.incident_id, chore.reason or "other")
            case Duty.REASSIGN:
                await self._desk.reassign(chore.incident_id, chore.order_id or "")
            case Duty.TELEPHONE:
                await self._telephone(chore.order_id or "")

    async def _telephone(self, order_id: str) -> None:
        """Telephone the station, but give it a moment more first."""
        seen_s = self._overdue_s.setdefault(order_id, self._pace.now_s())
        order = self._desk.board.find("order", order_id)
        if order and self._pace.now_s() - seen_s >= TELEPHONE_AFTER_S:
            await self._desk.take_by_telephone(order, WHO_TOOK_IT)

    async def _obey(self, report: Report) -> None:
        match report.news:
            case News.BROKE_DOWN:
                await self._desk.tell_duty(report.vehicle_id, "out_of_service", "breakdown")
            case News.MENDED:
                await self._desk.tell_duty(report.vehicle_id, "in_service", None)
            case News.NOBODY_THERE if report.order_id:
                await self._desk.return_empty(report.order_id, "nobody_found")
            case _:
                pass

    def _open_task(self) -> Shown | None:
        return next((one for one in self._desk.board.list_("task") if one["state"] == "open"), None)
