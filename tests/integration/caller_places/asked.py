"""Questions to sources of callers' places over the real database, and sources that a test holds."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.tables.place_askings import place_asking
from dispatch.domain.map_picture import MapPicture
from dispatch.domain.place import FoundPlace, FoundPlaces
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.ports.map_data import MapRegion
from dispatch.ports.place_providers import Area, ProviderAnswer
from dispatch.ports.transaction import Transaction
from dispatch.services.calls.record_offered_call import record_offered_call
from dispatch.simulator.demo_centre import subscribers
from dispatch.workers.caller_sources import World
from gis.datum import Wgs84
from tests.integration.core.hearing import act, found, offered

NUMBER = "13805276621"
PLAN = PlaceSourcePlan(SourcePlan("http://peer.test/"), SourcePlan("http://network.test/"))
HERE = Wgs84(118.3377832, 33.9403919)
SAID: Mapping[str, ProviderAnswer] = {
    "peer": ProviderAnswer(text="宿城区洪泽湖路1号", point=Wgs84(118.3, 33.95)),
    "network": ProviderAnswer(point=HERE, radius_m=800.0),
}


class SmallCity:
    """A map with two districts."""

    async def describe(self, version: str | None = None) -> MapRegion:
        return MapRegion("suhe-1", Wgs84(118.1, 33.8), Wgs84(118.5, 34.1), "", 0, 16, ())

    async def tile(self, version: str, z: int, x: int, y: int) -> bytes:
        raise AssertionError

    async def picture(self, wanted: MapPicture) -> str:
        raise AssertionError

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> FoundPlaces:
        raise AssertionError

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        district = "宿豫区" if point.lon > 118.32 else "宿城区"
        return FoundPlace("1", "", "", district, "road", point, "", 1.0, (), 0)


class HeldSource:
    """Answers when a test lets it."""

    def __init__(self, said: ProviderAnswer, *, free: bool = True) -> None:
        self._said = said
        self.asked = 0
        self.free = asyncio.Event()
        if free:
            self.free.set()

    async def ask(
        self, number: str, plan: SourcePlan, area: Area | None, *, anew: bool = False
    ) -> ProviderAnswer:
        self.asked += 1
        await self.free.wait()
        return self._said

    async def is_asked(self) -> bool:
        return self.asked > 0


def world_of(engine: AsyncEngine, peer: HeldSource, network: HeldSource) -> World:
    """What a server looks at, with sources that a test holds."""
    city = SmallCity()
    return World(PostgresQueries(engine), city, city, peer, network)


async def begin(engine: AsyncEngine) -> None:
    """Found a centre that asks both sources and whose table knows the number."""
    await found(engine)
    await act(engine, lambda tx: set_plan(PLAN, tx))
    await act(engine, lambda tx: tx.directory.upsert(subscribers(SystemClock().now())))


async def set_plan(plan: PlaceSourcePlan, tx: Transaction) -> None:
    """Say who is asked."""
    site = await tx.site.current()
    await tx.site.add(replace(site, version=site.version + 1, place_sources=plan))


async def call_comes(engine: AsyncEngine, channel: str = "node1-1795310763.1") -> UUID:
    """Let the number call."""
    made: list[UUID] = []

    async def come(tx: Transaction) -> None:
        made.append((await record_offered_call(offered(channel, NUMBER), tx)).id)

    await act(engine, come)
    return made[-1]


async def left(engine: AsyncEngine) -> int:
    """Count the questions that nobody has ended."""
    query = select(func.count()).where(place_asking.c.state != "ended")
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


async def let_time_pass(engine: AsyncEngine) -> None:
    """Let the time of every server that has a question in hand be over."""
    over = update(place_asking).where(place_asking.c.state == "asked")
    async with engine.begin() as connection:
        await connection.execute(over.values(claimed_until=func.now()))
