"""The roads process over HTTP; without its answer, straight lines that say so."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

import httpx2
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.adapters.closed_roads import told_closure, told_set
from dispatch.domain.closure import Closure, ClosureUnchecked, StreetHit
from dispatch.domain.part import PartState
from dispatch.domain.travel import Conditions, Leg, Route, Step, Travel, TravelMode, Turn
from dispatch.ports.closures import CheckedClosure
from dispatch.ports.roads import USUAL
from gis.datum import Wgs84
from gis.geodesy import distance_m

log = structlog.get_logger()

TIMEOUT_S = 0.3  # a desk waits for this answer: a late one is worth less than a rough one
DETOUR = 1.4
SPEED_M_S = 40.0 / 3.6
WITH_CLOSURES_TIMEOUT_S = 10.0  # a big city's roads are gone through
CONFLICT = 409
Shape = TypeVar("Shape", bound=BaseModel)
Told = TypeVar("Told")


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Legs(_Read):
    seconds: tuple[float | None, ...]
    metres: tuple[float | None, ...]
    map_version: str = ""
    open_s: tuple[float | None, ...] = ()
    closed_goal_m: float | None = None


class _Through(_Read):
    there: _Legs
    onward: _Legs


class _Step(_Read):
    turn: Turn
    street: str
    metres: float


class _Route(_Read):
    seconds: float
    metres: float
    points: tuple[tuple[float, float], ...]
    streets: tuple[str, ...]
    steps: tuple[_Step, ...] = ()


class _Street(_Read):
    name: str
    metres: float


class _Checked(_Read):
    streets: tuple[_Street, ...]
    cut_off: tuple[int, ...]
    swapped: bool


class _Health(_Read):
    fault: str | None


class _Unanswered(Exception):
    """No answer in time, or none that can be used; the code is the process's own."""


class _ClosuresUnknown(_Unanswered):
    """The process has not been told these closures: it, or its map, is new."""


class HttpRoads:
    """See `dispatch.ports.roads`.

    Args:
        url: Of the roads process; None where a centre has none.
        token: The secret gis_api.
        transport: Tests may put one in the place of the network.
    """

    def __init__(
        self, url: str | None, token: str, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        self._client = httpx2.AsyncClient(
            base_url=url or "http://127.0.0.1:1",  # where nobody listens
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT_S,
            transport=transport,
            trust_env=False,
        )
        self._told: dict[str, asyncio.Task[None]] = {}

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way to one goal from each start."""
        return await self._travel(goal, starts, "to", conditions)

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way from one start to each goal."""
        return await self._travel(start, goals, "from", conditions)

    async def travel_through(
        self,
        place: Wgs84,
        starts: Sequence[Wgs84],
        goals: Sequence[Wgs84],
        conditions: tuple[Conditions, Conditions],
    ) -> tuple[Travel, Travel]:
        """Give the way to a place from each start, and on from it to each goal."""
        ways = (starts, "to", conditions[0]), (goals, "from", conditions[1])
        questions = [_question(place, *way) for way in ways]
        try:
            asked = dict(zip(("there", "onward"), questions, strict=True))
            told = await self._ask("/travel-through", asked, _Through, conditions[0].closures)
            return (
                _travel(told.there, starts, conditions[0]),
                _travel(told.onward, goals, conditions[1]),
            )
        except _Unanswered as unanswered:
            log.warning("roads.straight_line", why=str(unanswered))
        return (
            _straight(place, starts, conditions[0]),
            _straight(place, goals, conditions[1]),
        )

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        """Give one way with its shape; a straight line where no road leads, too."""
        asked = {"start": _pair(start), "goal": _pair(goal), **_under(conditions)}
        try:
            told = await self._ask("/route", asked, _Route, conditions.closures)
        except _Unanswered as unanswered:
            log.warning("roads.straight_line", why=str(unanswered))
            leg = straight_leg(start, goal)
            return Route(TravelMode.STRAIGHT_LINE, leg.seconds, leg.metres, (start, goal), ())
        points = tuple(Wgs84(lon, lat) for lon, lat in told.points)
        steps = tuple(Step(one.turn, one.street, one.metres) for one in told.steps)
        return Route(TravelMode.ROAD, told.seconds, told.metres, points, told.streets, steps)

    async def ask(self) -> tuple[PartState, str | None]:
        """Tell how the process is, for its lamp."""
        try:
            health = await self._read(self._client.build_request("GET", "/health"), _Health)
        except _Unanswered:
            return PartState.FAILED, "roads_away"
        return (PartState.DEGRADED, health.fault) if health.fault else (PartState.WELL, None)

    async def check_closure(
        self, before: Sequence[Closure], new: Closure, places: Sequence[Wgs84]
    ) -> CheckedClosure:
        """See `dispatch.ports.closures`."""
        asked = {
            "before": list(map(told_closure, before)),
            "new": told_closure(new),
            "places": list(map(_pair, places)),
        }
        request = self._client.build_request(
            "POST", "/closures/check", json=asked, timeout=WITH_CLOSURES_TIMEOUT_S
        )
        try:
            told = await self._read(request, _Checked, WITH_CLOSURES_TIMEOUT_S)
        except _Unanswered as unanswered:
            raise ClosureUnchecked from unanswered
        streets = tuple(StreetHit(one.name, one.metres) for one in told.streets)
        return CheckedClosure(streets, told.cut_off, told.swapped)

    async def _travel(
        self, place: Wgs84, others: Sequence[Wgs84], direction: str, conditions: Conditions
    ) -> Travel:
        if not others:
            return Travel(TravelMode.ROAD, ())
        question = _question(place, others, direction, conditions)
        try:
            told = await self._ask("/travel-times", question, _Legs, conditions.closures)
            return _travel(told, others, conditions)
        except _Unanswered as unanswered:
            log.warning("roads.straight_line", why=str(unanswered))
        return _straight(place, others, conditions)

    async def _ask(
        self,
        path: str,
        question: Mapping[str, object],
        shape: type[Shape],
        closures: Sequence[Closure],
    ) -> Shape:
        """Ask; a process that does not know the closures yet is told them."""
        try:
            return await self._read(self._posted(path, question), shape)
        except _ClosuresUnknown:
            await asyncio.wait([self._telling(*told_set(closures))], timeout=TIMEOUT_S)
            return await self._read(self._posted(path, question), shape)

    def _posted(self, path: str, asked: object) -> httpx2.Request:
        return self._client.build_request("POST", path, json=asked)

    def _telling(self, key: str, told: Sequence[Mapping[str, object]]) -> "asyncio.Task[None]":
        """Give the one telling of this set that is under way; it outlives who waits for it."""
        task = self._told.get(key)
        if task is None:
            task = asyncio.create_task(self._tell(key, told))
            self._told[key] = task
            task.add_done_callback(lambda _: self._told.pop(key, None))
        return task

    async def _tell(self, key: str, told: Sequence[Mapping[str, object]]) -> None:
        body = {"key": key, "closures": told}
        with suppress(httpx2.HTTPError):
            await self._client.put("/closures", json=body, timeout=WITH_CLOSURES_TIMEOUT_S)

    async def _read(
        self, request: httpx2.Request, shape: type[Shape], timeout_s: float = TIMEOUT_S
    ) -> Shape:
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self._client.send(request)
            if answer.status_code == CONFLICT:
                raise _ClosuresUnknown("closures unknown")
            if answer.is_error:
                raise _Unanswered(f"status {answer.status_code}")
            return shape.model_validate_json(answer.content)
        except (httpx2.HTTPError, TimeoutError, ValidationError) as error:
            raise _Unanswered(type(error).__name__) from error


def straight_leg(one: Wgs84, other: Wgs84) -> Leg:
    """Guess a drive from the distance as the crow flies."""
    metres = distance_m(one, other) * DETOUR
    return Leg(metres / SPEED_M_S, metres)


def _under(conditions: Conditions) -> Mapping[str, object]:
    key, _ = told_set(conditions.closures)
    return {"closures": key, "profile": "blue_light" if conditions.blue_light else "normal"}


def _question(
    place: Wgs84, others: Sequence[Wgs84], direction: str, conditions: Conditions
) -> Mapping[str, object]:
    starts = list(map(_pair, others))
    return {"goal": _pair(place), "starts": starts, "direction": direction, **_under(conditions)}


def _travel(told: _Legs, others: Sequence[Wgs84], conditions: Conditions) -> Travel:
    numbers = tuple(one.number for one in conditions.closures)
    return Travel(
        TravelMode.ROAD,
        tuple(map(_leg, _all_told(told.seconds, others), _all_told(told.metres, others))),
        told.map_version,
        numbers,
        _all_told(told.open_s, others) if numbers else (),
        told.closed_goal_m,
    )


def _leg(seconds: float | None, metres: float | None) -> Leg | None:
    return None if seconds is None or metres is None else Leg(seconds, metres)


def _straight(place: Wgs84, others: Sequence[Wgs84], conditions: Conditions) -> Travel:
    numbers = tuple(one.number for one in conditions.closures)
    legs = tuple(straight_leg(place, other) for other in others)
    return Travel(TravelMode.STRAIGHT_LINE, legs, closures=numbers)


def _pair(point: Wgs84) -> tuple[float, float]:
    return point.lon, point.lat


def _all_told(legs: Sequence[Told], others: Sequence[Wgs84]) -> Sequence[Told]:
    if len(legs) != len(others):
        raise _Unanswered("legs missing")
    return legs
