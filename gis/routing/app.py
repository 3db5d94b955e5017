"""The roads process over HTTP: travel times, routes, health."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse

from gis.routing.closed_sets import ClosedSet
from gis.routing.cover_app import add_cover
from gis.routing.current import CurrentRegion, Driven, Region
from gis.routing.profiles import Profile
from gis.routing.router import OffTheMap, Router
from gis.routing.search import Leg
from gis.routing.wire import (
    CheckIn,
    CheckOut,
    ClosuresIn,
    HealthOut,
    RouteIn,
    RouteOut,
    ThroughIn,
    ThroughOut,
    TravelTimesIn,
    TravelTimesOut,
    point_of,
)


class Refused(Exception):
    """A question that has no answer; the code says why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def create_app(current: CurrentRegion, token: str) -> FastAPI:
    """Make the application; while it runs it follows the region in use."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(current.watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    app = FastAPI(
        title="Dispatch120 roads",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        dependencies=[Depends(_guard(token))],
    )
    app.add_exception_handler(Refused, _refusal)
    app.add_exception_handler(OffTheMap, _off_the_map)
    _add_routes(app, current)
    add_cover(app, lambda: _region(current), _router)
    return app


def _add_routes(app: FastAPI, current: CurrentRegion) -> None:
    @app.get("/health")
    async def health() -> HealthOut:
        return _health(current)

    @app.post("/travel-times")
    async def travel_times(asked: TravelTimesIn) -> Response:
        answer = _travel_times(_region(current), asked).model_dump_json()
        return Response(answer, media_type="application/json")  # checked once is enough

    @app.post("/travel-through")
    async def travel_through(asked: ThroughIn) -> Response:
        region = _region(current)
        there, onward = _travel_times(region, asked.there), _travel_times(region, asked.onward)
        answer = ThroughOut(there=there, onward=onward).model_dump_json()
        return Response(answer, media_type="application/json")

    @app.post("/route")
    async def route(asked: RouteIn) -> RouteOut:
        region = _region(current)
        router = _router(region, asked.profile, asked.closures)
        found = router.route(point_of(asked.start), point_of(asked.goal))
        if found is None:
            raise Refused(404, "unreachable")
        return RouteOut.of(region.name, found)

    _add_closures(app, current)


def _add_closures(app: FastAPI, current: CurrentRegion) -> None:
    one_at_a_time = asyncio.Lock()

    @app.put("/closures")
    async def put_closures(told: ClosuresIn) -> None:
        region = _region(current)
        closures = [one.closure() for one in told.closures]
        async with one_at_a_time:
            if region.blue_light.closed.find(told.key) is None:
                await asyncio.to_thread(region.put_closures, told.key, closures)

    @app.post("/closures/check")
    async def check_closure(asked: CheckIn) -> CheckOut:
        roads = _region(current).blue_light.closed
        before = [one.closure() for one in asked.before]
        places = [point_of(place) for place in asked.places]
        async with one_at_a_time:
            found = await asyncio.to_thread(roads.check, before, asked.new.closure(), places)
        return CheckOut.of(found)


def _travel_times(region: Region, asked: TravelTimesIn) -> TravelTimesOut:
    driven = region.driven(asked.profile)
    closed = _closed(driven, asked.closures)
    goal, starts = point_of(asked.goal), [point_of(start) for start in asked.starts]

    def legs(router: Router) -> list[Leg | None]:
        find = router.legs_to if asked.direction == "to" else router.legs_from
        return find(goal, starts)

    told = legs(closed.router if closed else driven.router)
    usual = legs(driven.router) if closed else []
    return TravelTimesOut(
        region=region.name,
        map_version=region.label,
        seconds=_seconds(told),
        metres=[None if leg is None else round(leg.metres, 1) for leg in told],
        open_s=_seconds(usual),
        closed_goal_m=closed.off_open_road_m(goal, driven.router) if closed else None,
    )


def _seconds(legs: Sequence[Leg | None]) -> list[float | None]:
    return [None if leg is None else round(leg.seconds, 1) for leg in legs]


def _router(region: Region, profile: Profile, key: str) -> Router:
    """Give the roads of a profile, without those that a set closes."""
    driven = region.driven(profile)
    closed = _closed(driven, key)
    return closed.router if closed else driven.router


def _closed(driven: Driven, key: str) -> ClosedSet | None:
    """Give the set that a question names; whoever asks must tell it first."""
    if not key:
        return None
    found = driven.closed.find(key)
    if found is None:
        raise Refused(409, "closures_unknown")
    return found


def _health(current: CurrentRegion) -> HealthOut:
    region = current.region
    graph = region.router.graph if region else None
    return HealthOut(
        region=region.name if region else None,
        version=region.version if region else None,
        fault=current.fault,
        arcs=len(graph.arcs.piece) if graph else 0,
        main_share=round(graph.main_share, 4) if graph else 0.0,
    )


def _region(current: CurrentRegion) -> Region:
    if current.region is None:
        raise Refused(503, "no_region")
    return current.region


def _guard(token: str) -> Callable[[str], Awaitable[None]]:
    expected = f"Bearer {token}".encode()

    async def check(authorization: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(authorization.encode(), expected):
            raise Refused(401, "not_signed_in")

    return check


async def _refusal(_: Request, refused: Exception) -> JSONResponse:
    status, code = (
        (refused.status, refused.code) if isinstance(refused, Refused) else (500, "fault")
    )
    return JSONResponse({"code": code}, status)


async def _off_the_map(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"code": "off_the_map"}, 422)
