"""The robot at its seat: signs in, is ready, answers, talks, and looks after what it took."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import structlog

from dispatch.ports.clock import Clock
from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Away, Refused
from dispatch.simulator.centre.live_board import LiveBoard, until_within
from dispatch.simulator.centre.sign_in import sign_in
from dispatch.simulator.driving.roads import Navigation
from dispatch.simulator.pace import Pace
from dispatch.simulator.patients.hearsay import Hearsay
from dispatch.simulator.phone import phone as phones
from dispatch.simulator.phone.digest import Credentials
from dispatch.simulator.phone.leg import Leg, LegState
from dispatch.simulator.phone.phone import Phone
from dispatch.simulator.phone.udp import Address
from dispatch.simulator.phone.wire import NoAnswer
from dispatch.simulator.radio import Radio
from dispatch.simulator.robot.answering import ALONE_AFTER_S, answers_after_s
from dispatch.simulator.robot.call_back import CallBack
from dispatch.simulator.robot.carer import Carer
from dispatch.simulator.robot.conversation import Conversation
from dispatch.simulator.robot.desk import Desk
from dispatch.simulator.seat_phone import stay_registered
from dispatch.simulator.voices import SEAT, load_voice

log = structlog.get_logger()

LOOK_AGAIN_S = 0.25
TALKS_WITHIN_S = 6.0
TRY_AGAIN_S = 5.0
SIGN_ON_TRIES = 40
LEAVES_WITHIN_S = 2.0

Shown = Mapping[str, Any]
Lines = Mapping[str, Phone]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the robot works, and as whom.

    Args:
        urls: Of both servers.
        exchanges: Where the SIP of each is, by its name.
        roster: Staff numbers that take turns at the seat.
        alone_after_s: How long a call rings where nobody else could answer it.
    """

    urls: Sequence[str]
    exchanges: Mapping[str, Address]
    seat: int
    roster: Sequence[str]
    password: str
    alone_after_s: float = ALONE_AFTER_S


@dataclass(frozen=True, slots=True)
class Senses:
    """What the robot shares with the rest of the simulation."""

    hearsay: Hearsay
    radio: Radio
    navigation: Navigation
    pace: Pace
    clock: Clock


class _ShiftOver(Exception):
    """The next person takes the seat."""


class CallTaker:
    """One robot at one seat.

    Attributes:
        sits: Set while somebody is ready there.
        carer: Who looks after what this seat took; None before anybody sat there.
    """

    def __init__(self, place: Place, senses: Senses) -> None:
        self.sits = asyncio.Event()
        self.carer: Carer | None = None
        self._place = place
        self._senses = senses
        self._relieved = asyncio.Event()
        self._rings: dict[str, float] = {}

    async def work(self) -> None:
        """Work until cancelled. Whoever is signed in elsewhere leaves the seat to the next."""
        for staff_number in cycle(self._place.roster):
            try:
                await self._shift(staff_number)
            except Refused as refused:
                log.info("robot.refused", code=refused.code)
                await asyncio.sleep(TRY_AGAIN_S)
            finally:
                self.sits.clear()

    def relieve(self) -> None:
        """Let the next person take the seat as soon as the talk is over."""
        self.sits.clear()
        self._relieved.set()

    async def _shift(self, staff_number: str) -> None:
        client = await sign_in(
            self._place.urls,
            self._senses.clock,
            staff_number=staff_number,
            password=self._place.password,
        )
        self._senses.navigation.client = client
        try:
            account = await self._sign_on(client)
            if account["seat"]["kind"] != "desk":
                raise Refused(409, "seat_has_no_telephone", {"seat": self._place.seat})
            await self._sit(client, Credentials(account["user"], account["secret"]))
        except asyncio.CancelledError:
            await self._leave(client)
            raise
        finally:
            self._senses.navigation.client = None
            await client.close()

    async def _sign_on(self, client: Client) -> Shown:
        """Take the seat; while its telephone still rings for the last shift, wait."""
        for _ in range(SIGN_ON_TRIES):
            try:
                account: Shown = await client.act("POST", f"/seats/{self._place.seat}/sign-on")
            except Refused as refused:
                if refused.code != "illegal_move":
                    raise
                await asyncio.sleep(TRY_AGAIN_S / 5)
            else:
                return account
        raise Refused(409, "seat_rings", {})

    async def _leave(self, client: Client) -> None:
        """Leave no seat behind at which nobody sits; a centre that is away keeps it."""
        with suppress(Away, Refused, TimeoutError):
            async with asyncio.timeout(LEAVES_WITHIN_S):
                await client.try_act("POST", f"/seats/{self._place.seat}/sign-off")
                await client.try_act("DELETE", "/session")

    async def _sit(self, client: Client, who: Credentials) -> None:
        board = LiveBoard(client)
        desk = Desk(client, board)
        self.carer = Carer(desk, self._place.seat, self._senses.radio, self._senses.pace)
        with suppress(_ShiftOver), ExitStack() as stack:
            lines = {
                name: stack.enter_context(closing(Phone((address[0], 0), address, who)))
                for name, address in self._place.exchanges.items()
            }
            await _together(
                board.follow(),
                *map(stay_registered, lines.values()),
                self._answer(desk, lines, self.carer),
                self.carer.care(),
                self.carer.listen(),
            )

    async def _answer(self, desk: Desk, lines: Lines, carer: Carer) -> None:
        await desk.board.until(lambda: desk.board.list_("seat") or None)
        while not (self._relieved.is_set() and await self._sign_off(desk)):
            await self._be_ready(desk)
            call = self._chosen(desk.board)
            if call is not None:
                if (leg := await self._take(desk, lines, call)) is not None:
                    await self._talk(desk, call, leg, carer)
            elif not await self._call_back(desk, lines, carer):
                await asyncio.sleep(LOOK_AGAIN_S)
        self._relieved.clear()
        for phone in lines.values():
            with suppress(NoAnswer, phones.Refused):
                await phone.register(lasts_s=0)
        await desk.client.act("DELETE", "/session")
        raise _ShiftOver

    async def _call_back(self, desk: Desk, lines: Lines, carer: Carer) -> bool:
        """Call back who has waited for it, but not at a shift's end; tell whether anybody had."""
        free = self._ready(desk) and not self._relieved.is_set()
        task = carer.due_call_back() if free else None
        if task is None:
            return False
        reached = await CallBack(desk, lines, task).reach()
        carer.tried_call_back(task)
        if reached is not None:
            await self._talk(desk, *reached, carer)
        return True

    async def _sign_off(self, desk: Desk) -> bool:
        """Leave the seat; a call that rings there is taken first."""
        try:
            await desk.client.act("POST", f"/seats/{self._place.seat}/sign-off")
        except Refused as refused:
            if refused.status == 401:
                raise
            return False
        return True

    async def _be_ready(self, desk: Desk) -> None:
        seat = desk.board.find("seat", self._place.seat)
        if seat and seat["state"] in {"busy", "wrap_up"}:
            with suppress(Refused):
                await self._finish_talk(desk, seat)
            await until_within(desk.board, lambda: self._ready(desk), LOOK_AGAIN_S)
        if self._ready(desk):
            self.sits.set()

    async def _finish_talk(self, desk: Desk, seat: Shown) -> None:
        """Say what the talk was, as every robot's is, or just be ready."""
        if (owed := seat.get("wraps_up")) is None:
            await desk.client.act("POST", f"/seats/{self._place.seat}/ready")
        else:
            said = {"disposition": "incident"}
            await desk.client.act("POST", f"/calls/{owed}/disposition", said)

    def _ready(self, desk: Desk) -> bool | None:
        seat = desk.board.find("seat", self._place.seat)
        return True if seat and seat["state"] == "ready" and seat["phone_reachable"] else None

    def _chosen(self, board: LiveBoard) -> Shown | None:
        """Choose the call that has rung here long enough; the oldest first."""
        now_s, seats = asyncio.get_running_loop().time(), board.list_("seat")
        for call in sorted(board.list_("call"), key=lambda one: str(one["offered_at"])):
            after_s = answers_after_s(
                call, seats, self._place.seat, alone_after_s=self._place.alone_after_s
            )
            if after_s is None:
                self._rings.pop(call["id"], None)
            elif now_s - self._rings.setdefault(call["id"], now_s) >= after_s:
                return call
        return None

    async def _take(self, desk: Desk, lines: Lines, call: Shown) -> Leg | None:
        """Answer by the key, or lift the handset when no server hears the key."""
        leg = _ringing(lines[call["exchange"]])
        try:
            await desk.client.try_act("POST", f"/calls/{call['id']}/answer")
        except Away:
            if leg is not None:
                leg.answer()
        except Refused as refused:
            log.info("robot.call_not_taken", code=refused.code)
            return None
        if leg is None:
            return None
        with suppress(TimeoutError):
            await leg.wait_for(LegState.TALKING, LegState.ENDED, timeout_s=TALKS_WITHIN_S)
        return leg if leg.state is LegState.TALKING else None

    async def _talk(self, desk: Desk, call: Shown, leg: Leg, carer: Carer) -> None:
        leg.media.say(load_voice(SEAT), again=True)
        script = self._senses.hearsay.hear(call["number"])
        log.info("robot.talks", script=script.name, call=call["id"])
        carer.talks_on = call["id"]
        try:
            await Conversation(desk, call, script, self._senses.pace).hold()
        except Refused as refused:
            if refused.status == 401:
                raise
            log.warning("robot.talk_refused", script=script.name, code=refused.code)
        finally:
            carer.talks_on = None
            with suppress(NoAnswer, TimeoutError):
                async with asyncio.timeout(LEAVES_WITHIN_S):
                    await leg.hang_up()


def _ringing(phone: Phone) -> Leg | None:
    """Find the leg that rings now; those that fell silent are forgotten."""
    legs = [phone.calls.get_nowait() for _ in range(phone.calls.qsize())]
    living = [leg for leg in legs if leg.state is LegState.RINGING]
    for leg in living:
        phone.calls.put_nowait(leg)
    return living[-1] if living else None


async def _together(*loops: Coroutine[Any, Any, None]) -> None:
    """Run until one of them ends or fails, and end the others with it."""
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
