"""The roads process over HTTP; without its answer, straight lines that say so."""

import asyncio
import logging
from collections.abc import Sequence
from typing import TypeVar

import httpx2
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from dispatch.domain.part import PartState
from dispatch.domain.travel import Leg, Route, Travel, TravelMode
from gis.datum import Wgs84
from gis.geodesy import distance_m

log = structlog.get_logger()

TIMEOUT_S = 0.3  # a desk waits for this answer: a late one is worth less than a rough one
DETOUR = 1.4
SPEED_M_S = 40.0 / 3.6
Shape = TypeVar("Shape", bound=BaseModel)


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Leg(_Read):
    seconds: float
    metres: float


class _Legs(_Read):
    legs: tuple[_Leg | None, ...]
    region: str = ""
    version: str = ""


class _Route(_Read):
    seconds: float
    metres: float
    points: tuple[tuple[float, float], ...]
    streets: tuple[str, ...]


class _Health(_Read):
    fault: str | None


class _Unanswered(Exception):
    """No answer in time, or none that can be used; the code is the process's own."""


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

    async def close(self) -> None:
        """Let go of all connections."""
        await self._client.aclose()

    async def travel_to(self, goal: Wgs84, starts: Sequence[Wgs84]) -> Travel:
        """Give the way to one goal from each start."""
        return await self._travel(goal, starts, "to")

    async def travel_from(self, start: Wgs84, goals: Sequence[Wgs84]) -> Travel:
        """Give the way from one start to each goal."""
        return await self._travel(start, goals, "from")

    async def route(self, start: Wgs84, goal: Wgs84) -> Route:
        """Give one way with its shape; a straight line where no road leads, too."""
        asked = {"start": _pair(start), "goal": _pair(goal)}
        try:
            told = await self._ask("/route", asked, _Route)
        except _Unanswered as unanswered:
            log.warning("roads.straight_line", why=str(unanswered))
            leg = straight_leg(start, goal)
            return Route(TravelMode.STRAIGHT_LINE, leg.seconds, leg.metres, (start, goal), ())
        points = tuple(Wgs84(lon, lat) for lon, lat in told.points)
        return Route(TravelMode.ROAD, told.seconds, told.metres, points, told.streets)

    async def ask(self) -> tuple[PartState, str | None]:
        """Tell how the process is, for its lamp."""
        try:
            health = await self._read(self._client.build_request("GET", "/health"), _Health)
        except _Unanswered:
            return PartState.FAILED, "roads_away"
        return (PartState.DEGRADED, health.fault) if health.fault else (PartState.WELL, None)

    async def _travel(self, place: Wgs84, others: Sequence[Wgs84], direction: str) -> Travel:
        if not others:
            return Travel(TravelMode.ROAD, ())
        asked = {"goal": _pair(place), "starts": list(map(_pair, others)), "direction": direction}
        try:
            told = await self._ask("/travel-times", asked, _Legs)
            legs = [None if leg is None else Leg(leg.seconds, leg.metres) for leg in told.legs]
            known = f"{told.region}/{told.version}"
            return Travel(TravelMode.ROAD, _all_told(legs, others), known)
        except _Unanswered as unanswered:
            log.warning("roads.straight_line", why=str(unanswered))
        return Travel(
            TravelMode.STRAIGHT_LINE, tuple(straight_leg(place, other) for other in others)
        )

    async def _ask(self, path: str, asked: object, shape: type[Shape]) -> Shape:
        return await self._read(self._client.build_request("POST", path, json=asked), shape)

    async def _read(self, request: httpx2.Request, shape: type[Shape]) -> Shape:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await self._client.send(request)
            if answer.is_error:
                raise _Unanswered(f"status {answer.status_code}")
            return shape.model_validate_json(answer.content)
        except (httpx2.HTTPError, TimeoutError, ValidationError) as error:
            raise _Unanswered(type(error).__name__) from error


def straight_leg(one: Wgs84, other: Wgs84) -> Leg:
    """Guess a drive from the distance as the crow flies."""
    metres = distance_m(one, other) * DETOUR
    return Leg(metres / SPEED_M_S, metres)


def _pair(point: Wgs84) -> tuple[float, float]:
    return point.lon, point.lat


def _all_told(legs: Sequence[Leg | None], others: Sequence[Wgs84]) -> Sequence[Leg | None]:
    if len(legs) != len(others):
        raise _Unanswered("legs missing")
    return legs
