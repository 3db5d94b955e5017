"""A call that comes is asked about at every source, and waits for none of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.caller_sources.http_provider import HttpPlaceProvider
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.repositories.caller_places import PostgresCallerPlaceQueries
from dispatch.domain.caller_place import CallerPlace, SourceDoubt, SourceKind
from dispatch.domain.place import Place, PlaceSource
from dispatch.domain.place_source_plan import PlaceSourcePlan, SourcePlan
from dispatch.ports.transaction import Transaction
from dispatch.services.incidents.confirm_scene import ConfirmScene, confirm_scene
from dispatch.services.incidents.open_incident import OpenIncident, open_incident
from dispatch.services.places.ask_sources import ask_sources
from dispatch.simulator.demo_centre import subscribers
from dispatch.simulator.place_providers import PlaceProviders
from dispatch.workers.caller_sources import SourceAsker, World, said_place_reaction
from gis.datum import Wgs84
from tests.integration.caller_places.asked import HERE, NUMBER, SmallCity, set_plan
from tests.integration.conftest import Database
from tests.integration.core.hearing import act, at_work, events, found, has, offered, until
from tests.integration.core.servers import Server

LANDLINE = "052784388819"


@dataclass
class Asking:
    """A server that asks, and whom it asks."""

    server: Server
    providers: PlaceProviders
    asker: SourceAsker


@asynccontextmanager
async def asking(
    engine: AsyncEngine,
    database: Database,
    providers: PlaceProviders,
    limit_s: float = 1.0,
) -> AsyncIterator[Asking]:
    async with providers.listening() as url:
        plan = PlaceSourcePlan(SourcePlan(f"{url}/peer"), SourcePlan(f"{url}/network"))
        await act(engine, lambda tx: set_plan(plan, tx))
        await act(engine, lambda tx: tx.directory.upsert(subscribers(SystemClock().now())))
        both = [
            HttpPlaceProvider(
                name,
                kept_s=60,
                now=SystemClock().now,
                limit_s=limit_s,
            )
            for name in ("peer", "network")
        ]
        city = SmallCity()
        world = World(PostgresQueries(engine), city, city, both[0], both[1])
        asker = SourceAsker("server-1", PostgresCommands(engine), world)
        server = Server(database, asker.reaction(), said_place_reaction)
        async with server.at_work(), at_work(asker.run):
            yield Asking(server, providers, asker)
        for one in both:
            await one.close()


async def call_of(engine: AsyncEngine) -> UUID:
    (told,) = await events(engine, "call_offered")
    return UUID(told.payload["call"]["id"])


async def places(engine: AsyncEngine) -> dict[SourceKind, CallerPlace]:
    found_ = await PostgresCallerPlaceQueries(engine).list_of([await call_of(engine)], None)
    return {one.kind: one for one in found_}


@pytest.mark.mission("A7", "A33", "A95", "A96")
async def test_every_source_of_a_mobile_call_is_a_row_of_its_own(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    peer = {
        "number": NUMBER,
        "owner": "刘洋",
        "address": "宿城区洪泽湖路1号",
        "lon": 118.3,
        "lat": 33.95,
    }
    network = {
        "number": NUMBER,
        "lon": HERE.lon,
        "lat": HERE.lat,
        "radius_m": 800,
        "observed_at": SystemClock().now().isoformat(),
    }
    providers = PlaceProviders({("/peer", NUMBER): peer, ("/network", NUMBER): network})
    async with asking(engine, database, providers) as at:
        at.server.script.tell(offered("node1-1795310763.1", NUMBER))
        await until(lambda: has(engine, "place_source_given", 3))
    rows = await places(engine)
    assert set(rows) == {SourceKind.SUBSCRIBER, SourceKind.PEER, SourceKind.NETWORK}
    assert [one.district for one in rows.values()].count("宿豫区") == 2
    assert rows[SourceKind.NETWORK].radius_m == 800
    assert (rows[SourceKind.PEER].owner, rows[SourceKind.PEER].district) == ("刘洋", "宿城区")
    assert rows[SourceKind.SUBSCRIBER].origin == "演示数据"


async def test_a_dead_peer_delays_no_event_of_the_call_and_is_shown(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    providers = PlaceProviders(slow_s=60)
    async with asking(engine, database, providers, limit_s=0.3) as at:
        at.server.script.tell(offered("node1-1795310763.1", LANDLINE))
        await until(lambda: has(engine, "place_source_given", 2))
    rows = await places(engine)
    assert rows[SourceKind.PEER].doubts == (SourceDoubt.NO_ANSWER,)
    assert rows[SourceKind.SUBSCRIBER].text == "宿城区洪泽湖路88号"
    assert providers.asked == [("/peer", LANDLINE)], "the carrier is asked of mobiles alone"


async def test_two_servers_make_one_row_of_each_source(engine: AsyncEngine, database: Database):
    await found(engine)
    peer = {"number": LANDLINE, "address": "洪泽湖路88号"}
    providers = PlaceProviders({("/peer", LANDLINE): peer})
    async with asking(engine, database, providers) as at:
        again = Server(database, at.asker.reaction())
        async with again.at_work():
            for one in (at.server, again):
                one.script.tell(offered("node1-1795310763.1", LANDLINE))
            await until(lambda: has(engine, "place_source_given", 2))
            await until(again.script.all_heard)
    assert len(await events(engine, "place_source_given")) == 2


async def test_what_the_call_taker_confirmed_stands_beside_the_others(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    async with asking(engine, database, PlaceProviders()) as at:
        opened: list[UUID] = []

        async def open_it(tx: Transaction) -> None:
            made = await open_incident(OpenIncident(None, "1027", UTC), tx)
            opened.append(made.id)

        await act(at.server.engine, open_it)
        said = Place("人民路1号", Wgs84(118.29, 33.95), PlaceSource.TYPED)
        for scene in (said, said, Place("地图", HERE, PlaceSource.NETWORK)):
            await act(engine, partial(confirm_scene, ConfirmScene(opened[0], scene)))
        await until(lambda: has(engine, "place_source_given"))
    (row,) = await PostgresCallerPlaceQueries(engine).list_of([], opened[0])
    assert (row.kind, row.text, row.point) == (SourceKind.SAID, said.text, said.point)


@pytest.mark.mission("A95")
async def test_asked_again_every_source_answers_in_a_row_beside_its_old_one(
    engine: AsyncEngine, database: Database
):
    await found(engine)
    peer = {"number": NUMBER, "address": "洪泽湖路1号"}
    network = {"number": NUMBER, "lon": HERE.lon, "lat": HERE.lat}
    providers = PlaceProviders({("/peer", NUMBER): peer, ("/network", NUMBER): network})
    async with asking(engine, database, providers) as at:
        at.server.script.tell(offered("node1-1795310763.1", NUMBER))
        await until(lambda: has(engine, "place_source_given", 3))
        call = await call_of(engine)
        moved = network | {"lon": HERE.lon + 0.01}
        providers.answers = {("/peer", NUMBER): peer, ("/network", NUMBER): moved}
        async with engine.begin() as connection:  # a moment after it came they are asked already
            earlier = "UPDATE dispatch.call SET offered_at = offered_at - interval '1 minute'"
            await connection.execute(text(earlier))
        await act(engine, partial(_ask_again, call))
        await until(lambda: has(engine, "place_sources_answered"))
    rows = await PostgresCallerPlaceQueries(engine).list_of([call], None)
    kinds = [one.kind for one in rows]
    assert (kinds.count(SourceKind.PEER), kinds.count(SourceKind.SUBSCRIBER)) == (2, 1)
    seen = [one.point.lon for one in rows if one.kind is SourceKind.NETWORK and one.point]
    assert seen == [HERE.lon, HERE.lon + 0.01]
    assert len(providers.asked) == 4, "what was kept of the first answers is not given again"


async def _ask_again(call: UUID, tx: Transaction) -> None:
    await ask_sources(call, "1027", tx)
