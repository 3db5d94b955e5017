"""One vehicle's crew: it looks at its orders, does the next step, and looks again."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog

from dispatch.simulator.centre.client import Client
from dispatch.simulator.centre.errors import Refused
from dispatch.simulator.centre.live_board import LiveBoard, until_within
from dispatch.simulator.crews.habits import Run
from dispatch.simulator.crews.steps import Act, Goal, Step, current_order, next_step
from dispatch.simulator.driving.fleet import Fleet
from dispatch.simulator.driving.roads import Navigation
from dispatch.simulator.driving.track import half_of
from dispatch.simulator.pace import Pace
from dispatch.simulator.radio import News, Radio, Report
from gis.datum import Wgs84
from gis.geodesy import distance_m

log = structlog.get_logger()

AT_HOME_M = 60.0
SEEN_WITHIN_S = 3.0
HEARD_WITHIN_S = 60.0
UNMAPPED_WAIT_S = 240.0
REFUSED_BECAUSE = "vehicle_fault"

Shown = Mapping[str, Any]
PlanRun = Callable[[Shown], Run]


@dataclass(frozen=True, slots=True)
class World:
    """What all crews share."""

    fleet: Fleet
    navigation: Navigation
    pace: Pace
    radio: Radio
    plan_run: PlanRun


class Crew:
    """Works one vehicle of a station."""

    def __init__(self, vehicle: Shown, board: LiveBoard, client: Client, world: World) -> None:
        self._id: str = vehicle["id"]
        self._tracker: str = vehicle["tracker"]
        self._board = board
        self._client = client
        self._world = world
        self._over_it: set[str] = set()

    async def work(self) -> None:
        """Work until cancelled."""
        self._stand_where_work_left_off()
        while True:
            seen = self._situation()
            if not await self._unless_changed(seen, self._do(self._next())):
                continue
            await until_within(self._board, partial(self._changed, seen), SEEN_WITHIN_S)

    async def _do(self, step: Step) -> None:
        if step.act is Act.STAND:
            await asyncio.Event().wait()
        if step.goal is not None:
            await self._drive(step.goal)
        await self._world.pace.pause(step.wait_s)
        with suppress(Refused):
            await self._act(step)

    async def _act(self, step: Step) -> None:
        order = self._order()
        match step.act:
            case Act.TAKE if order:
                asked = {"revision": order["revision"], "name": self._doctor}
                await self._tell(order, "acknowledge", asked)
            case Act.REFUSE if order:
                await self._tell(order, "refuse", {"reason": REFUSED_BECAUSE})
            case Act.STAMP if order:
                await self._tell(order, "stamp", {"milestone": step.milestone, "at": None})
            case Act.REPORT_NOBODY if order:
                await self._report(News.NOBODY_THERE, order)
            case Act.BREAK_DOWN if order:
                await self._report(News.BROKE_DOWN, order)
            case Act.REPORT_MENDED:
                await self._report(News.MENDED, None)
            case _:
                pass

    async def _tell(self, order: Shown, verb: str, body: Shown) -> None:
        await self._client.act("POST", f"/station/orders/{order['id']}/{verb}", body)

    async def _report(self, news: News, order: Shown | None) -> None:
        """Tell the desk once; a desk that does not act is not waited for."""
        if order:
            self._over_it.add(order["id"])
        self._world.radio.say(Report(news, self._id, order["id"] if order else None))
        seen = self._situation()
        await until_within(self._board, partial(self._changed, seen), HEARD_WITHIN_S)

    async def _drive(self, goal: Goal) -> None:
        fleet, order = self._world.fleet, self._order()
        place = self._place(goal, order)
        if place is None:
            await self._world.pace.pause(UNMAPPED_WAIT_S)
            return
        here = fleet.where(self._tracker).point
        track = await self._world.navigation.plan(here, place)
        await fleet.drive(self._tracker, half_of(track) if goal is Goal.HALFWAY else track)

    def _place(self, goal: Goal, order: Shown | None) -> Wgs84 | None:
        if goal is Goal.HOME:
            return _point(self._station["point"])
        sheet = order["sheet"] if order else {}
        if goal is Goal.HOSPITAL:
            return _point((sheet.get("hospital") or {}).get("point"))
        return _point(sheet.get("pick_up_point") or sheet.get("place_point"))

    async def _unless_changed(self, seen: object, doing: Coroutine[Any, Any, None]) -> bool:
        """Do something unless what it rests on changes; tell whether it was done."""
        done = asyncio.ensure_future(doing)
        other = asyncio.ensure_future(self._board.until(partial(self._changed, seen)))
        try:
            await asyncio.wait((done, other), return_when=asyncio.FIRST_COMPLETED)
            if not done.done():
                return False
            await done
            return True
        finally:
            for task in (done, other):
                task.cancel()
            await asyncio.gather(done, other, return_exceptions=True)

    def _next(self) -> Step:
        order = self._order()
        run = self._world.plan_run(order) if order else NO_RUN
        if order and order["id"] in self._over_it:
            run = replace(run, mishap=None)
        others = len(self._open_orders()) - 1
        return next_step(order, others, run, broken=self._broken, home=self._at_home)

    def _situation(self) -> tuple[object, ...]:
        order = self._order()
        about = () if order is None else tuple(order[name] for name in RESTS_ON)
        return (*about, len(self._open_orders()), self._broken)

    def _changed(self, seen: object) -> bool | None:
        return True if self._situation() != seen else None

    def _order(self) -> Shown | None:
        return current_order(self._open_orders())

    def _open_orders(self) -> list[Shown]:
        own = (one for one in self._board.list_("order") if one["vehicle_id"] == self._id)
        return [one for one in own if current_order([one]) is not None]

    @property
    def _vehicle(self) -> Shown:
        return self._board.find("vehicle", self._id) or {}

    @property
    def _broken(self) -> bool:
        return bool(self._vehicle.get("duty_reason") == "breakdown")

    @property
    def _doctor(self) -> str | None:
        crew = self._vehicle.get("crew") or {}
        return crew.get("doctor") or crew.get("driver")

    @property
    def _station(self) -> Shown:
        station: Shown = self._board.told("station")
        return station

    @property
    def _at_home(self) -> bool:
        home = _point(self._station["point"])
        here = self._world.fleet.where(self._tracker).point
        return home is None or distance_m(here, home) < AT_HOME_M

    def _stand_where_work_left_off(self) -> None:
        """Begin in the middle of a run that an earlier simulation began."""
        order = self._order()
        goal = BEGINS_AT.get(order["state"]) if order else None
        place = self._place(goal, order) if goal else None
        if place is not None:
            self._world.fleet.put(self._tracker, place)


NO_RUN = Run(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
RESTS_ON = ("id", "state", "revision", "acknowledged_revision")
BEGINS_AT: Mapping[str, Goal] = {
    "arrived": Goal.SCENE,
    "patient_contact": Goal.SCENE,
    "patient_aboard": Goal.SCENE,
    "left_scene": Goal.SCENE,
    "at_hospital": Goal.HOSPITAL,
    "handed_over": Goal.HOSPITAL,
    "returning": Goal.HOSPITAL,
}


def _point(shown: Shown | None) -> Wgs84 | None:
    return Wgs84(shown["lon"], shown["lat"]) if shown else None
