"""Calls back who was not spoken to: claims the task, dials, and waits for somebody to talk."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.centre.live_board import until_within
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.robot.desk import Desk

log = structlog.get_logger()

ENOUGH_TRIES = 3
OWN_PHONE_RINGS_WITHIN_S = 10.0
RINGS_AT_MOST_S = 60.0
OVER = frozenset({"ended", "abandoned"})

Shown = Mapping[str, Any]


class CallBack:
    """One call-back from the robot's seat.

    Args:
        desk: The robot's hands.
        lines: Its telephone at each exchange, by the exchange's name.
        task: As the board shows it.
    """

    def __init__(self, desk: Desk, lines: Mapping[str, Phone], task: Shown) -> None:
        self._desk = desk
        self._lines = lines
        self._task = task

    async def reach(self) -> tuple[Shown, Leg] | None:
        """Give the call and the robot's end of it as soon as the caller talks; None without him.

        Whoever is reached closes the task by that; what was not reached waits for the next try.
        """
        try:
            await self._act("claim")
            if (hopeless := self._hopeless()) is not None:
                await self._act("finish", {"disposition": hopeless})
                return None
            asked = {"task_id": self._task["id"]}
            call: Shown = await self._desk.client.act("POST", "/calls/out", asked)
            talk = await self._talk(call)
            if talk is None:
                await self._act("release")
        except (Away, Refused) as fault:
            await self._let_go(fault)
            return None
        return talk

    def _hopeless(self) -> str | None:
        """Say how the task ends without another try."""
        if self._task["number"] is None:
            return "number_unusable"
        return "no_answer" if self._task["tries"] >= ENOUGH_TRIES else None

    async def _talk(self, call: Shown) -> tuple[Shown, Leg] | None:
        leg = await self._own_leg(self._lines[call["exchange"]])
        if leg is None:
            return None
        leg.answer()
        seen = partial(self._decided, call["id"])
        decided = await until_within(self._desk.board, seen, RINGS_AT_MOST_S)
        if decided is not None and decided["state"] not in OVER:
            return {**decided, "number": self._task["number"]}, leg
        with suppress(NoAnswer, TimeoutError):
            await leg.hang_up()
        return None

    async def _own_leg(self, phone: Phone) -> Leg | None:
        """Take the ring that the exchange makes for the call; a caller's ring is left to ring."""
        others = list[Leg]()
        with suppress(TimeoutError):
            while True:
                leg = await phone.next_call(timeout_s=OWN_PHONE_RINGS_WITHIN_S)
                if "answer-after" in leg.invite.first("call-info"):
                    break
                others.append(leg)
            for other in others:
                phone.calls.put_nowait(other)
            return leg if leg.state is LegState.RINGING else None
        return None

    def _decided(self, call_id: str) -> Shown | None:
        call = self._desk.board.find("call", call_id)
        return call if call and (call["answered_at"] or call["state"] in OVER) else None

    async def _let_go(self, fault: Away | Refused) -> None:
        """Leave the task to whoever comes next; a session that has ended is told."""
        if isinstance(fault, Refused):
            if fault.status == 401:
                raise fault
            log.info("robot.call_back_refused", code=fault.code)
        with suppress(Away, Refused):
            await self._act("release")

    async def _act(self, verb: str, body: object = None) -> None:
        await self._desk.client.act("POST", f"/tasks/{self._task['id']}/{verb}", body)
