"""Wires one command server together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from fastapi import FastAPI

from dispatch.adapters.area_reports import FoliumAreaReports
from dispatch.adapters.asterisk.ami_conference import AsteriskConference
from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_desk import AsteriskDesk
from dispatch.adapters.asterisk.ami_fetch import AsteriskFetch
from dispatch.adapters.asterisk.ami_memory import AsteriskMemory
from dispatch.adapters.asterisk.ami_skills import AsteriskSkills
from dispatch.adapters.asterisk.ami_supervision import AsteriskSupervision
from dispatch.adapters.asterisk.ami_surge import AsteriskSurge
from dispatch.adapters.asterisk.prompts.spoken_places import spoken_places
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.demand_districts import PostgresDemandDistricts
from dispatch.adapters.feed_desk import PostgresFeedDesk
from dispatch.adapters.fleet import FleetReader
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.map_data import PostgresMapData
from dispatch.adapters.order_sheet.typst_sheets import TypstOrderSheets
from dispatch.adapters.passwords import Argon2Passwords
from dispatch.adapters.peers import Peer
from dispatch.adapters.places import PostgresPlaces, make_search_engine
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.incident_queries import PostgresIncidentQueries
from dispatch.adapters.postgres.nuisance_queries import PostgresNuisanceQueries
from dispatch.adapters.postgres.order_queries import PostgresOrderQueries
from dispatch.adapters.postgres.part_queries import PostgresPartQueries
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.adapters.postgres.statistics import PostgresStatistics
from dispatch.adapters.postgres.terminal_queries import PostgresTerminalDesk
from dispatch.adapters.roads import HttpRoads
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.api.app import create_app
from dispatch.api.context import Context
from dispatch.api.media_signature import MediaSigner
from dispatch.bootstrap.caller_sources import make_providers
from dispatch.bootstrap.clocks import make_clock_worker
from dispatch.bootstrap.context_queries import context_queries
from dispatch.bootstrap.cover import make_cover
from dispatch.bootstrap.directory_refresh import make_refresher
from dispatch.bootstrap.exchange_life import make_links, make_lives
from dispatch.bootstrap.location_links import make_sms_worker
from dispatch.bootstrap.map_parts import make_map_desk, make_map_worker
from dispatch.bootstrap.map_window import make_map_window
from dispatch.bootstrap.positions import make_milestone_worker, make_track_workers
from dispatch.bootstrap.probes import list_probes
from dispatch.bootstrap.prompts import PromptParts, make_prompt_parts
from dispatch.bootstrap.recordings import make_audio_proof_worker, make_recorders
from dispatch.bootstrap.several_lamps import find_several
from dispatch.bootstrap.terminals import make_terminal_reactions, make_terminal_workers
from dispatch.bootstrap.upkeep_parts import make_upkeep_desk
from dispatch.bootstrap.watch_lamps import make_taps, make_watches
from dispatch.config import Settings
from dispatch.workers.caller_sources import SourceAsker, World, said_place_reaction
from dispatch.workers.conference_label import conference_label_reaction
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.directory_import import DirectoryImportWorker
from dispatch.workers.exchange_lists import ExchangeListsWorker
from dispatch.workers.group_label import group_label_reaction
from dispatch.workers.health import HealthWorker
from dispatch.workers.keeping import Keeper
from dispatch.workers.link_end import link_end_reaction
from dispatch.workers.lost_exchange import LostExchangeWorker
from dispatch.workers.per_exchange import (
    exchange_of_call,
    exchange_of_supervision,
    per_exchange,
)
from dispatch.workers.reactions import (
    Reaction,
    ReactionWorker,
    call_back_reaction,
    incident_reaction,
    label_reaction,
    leaving_reaction,
    waiting_reaction,
)
from dispatch.workers.remind import remind_reaction
from dispatch.workers.run_over import run_over_reaction
from dispatch.workers.seat_rest import seat_rest_reactions
from dispatch.workers.supervision_label import supervision_label_reaction
from dispatch.workers.telephony import TelephonyWorker

PAGES = Path(__file__).parents[1] / "console" / "dist"


class Worker(Protocol):
    """A loop that runs until it is cancelled."""

    async def run(self) -> None:
        """Run."""
        ...


class Adapters:
    """The world as one server sees it.

    Args:
        settings: Boot settings and secrets.
        name: Which of the boot file's servers this is.
    """

    def __init__(self, settings: Settings, name: str) -> None:
        boot, self.name = settings.boot, name
        self.clock = SystemClock()
        self.engine = make_engine(settings.database_url("dispatch"))
        self.gis_engine = make_engine(settings.database_url("gis"), connections=4)
        self.map_data = PostgresMapData(self.gis_engine)
        self.places = PostgresPlaces(make_search_engine(settings.database_url("gis")))
        self.maps = make_map_desk(self.engine, self.gis_engine, settings.state)
        self.state = settings.state
        self.orders = PostgresOrderQueries(self.engine)
        self.order_sheets = TypstOrderSheets(zone=boot.centre.zone, demo=boot.centre.mode == "demo")
        self.commands, self.queries = PostgresCommands(self.engine), PostgresQueries(self.engine)
        self.incidents = PostgresIncidentQueries(self.engine)
        self.nuisance = PostgresNuisanceQueries(self.engine)
        self.event_log = PostgresEventLog(settings.dsn("dispatch"))
        self.passwords = Argon2Passwords()
        self.statistics = PostgresStatistics(self.engine)
        self.area_reports = FoliumAreaReports(self.gis_engine, PAGES / "report")
        self.subscriber_files = SubscriberFolder(settings.state / "imports")
        self.recordings, self.recording_keeper, self.releases = make_recorders(settings)
        self.fleet = FleetReader(settings.dsn("gis"))
        self.roads = HttpRoads(
            boot.roads.url if boot.roads else None,
            settings.secret("gis_api").get_secret_value() if boot.roads else "",
        )
        self.cover = make_cover(settings, self.engine, self.fleet, self.roads, self.clock)
        self.links = make_links(settings, self.clock.now)
        self.lives = make_lives(boot, self.links, PostgresPartQueries(self.engine), name)
        self.watches = make_watches(settings)
        self.taps = make_taps(boot, self.links, self.clock.now)
        self.providers = make_providers(settings, self.clock.now)
        authority = boot.certificates.authority if boot.certificates else None
        self.peers = {
            server.name: Peer(server.url, authority)
            for server in boot.servers
            if server.name != name
        }

    @cached_property
    def exchanges(self) -> Mapping[str, AsteriskControl]:
        """Orders to each exchange, by its name."""
        return {name: AsteriskControl(link) for name, link in self.links.items()}

    @cached_property
    def terminals(self) -> PostgresTerminalDesk:
        """Vehicle terminals, and texts to them."""
        return PostgresTerminalDesk(self.engine, self.gis_engine)

    @cached_property
    def prompts(self) -> PromptParts:
        """What callers hear."""
        return make_prompt_parts(self.engine, self.links, Layout(self.state), self.clock.now)

    @cached_property
    def source_asker(self) -> SourceAsker:
        """Who asks where callers are."""
        world = World(
            queries=self.queries,
            map_data=self.map_data,
            places=self.places,
            peer=self.providers[0],
            network=self.providers[1],
        )
        return SourceAsker(self.name, self.commands, world)

    @cached_property
    def supervision(self) -> Mapping[str, AsteriskSupervision]:
        """The same, for leaders on talks."""
        return {name: AsteriskSupervision(link) for name, link in self.links.items()}

    @cached_property
    def fetches(self) -> Mapping[str, AsteriskFetch]:
        """The same, for callers whom a seat fetches."""
        return {name: AsteriskFetch(link) for name, link in self.links.items()}

    @cached_property
    def surges(self) -> Mapping[str, AsteriskSurge]:
        """The same, for surges."""
        return {name: AsteriskSurge(link) for name, link in self.links.items()}

    @property
    def desk(self) -> Mapping[str, AsteriskDesk]:
        """The same, for parking, picking up and keys of the telephone."""
        return {name: AsteriskDesk(link) for name, link in self.links.items()}

    @cached_property
    def conferences(self) -> Mapping[str, AsteriskConference]:
        """The same, for rooms of several legs."""
        return {name: AsteriskConference(link) for name, link in self.links.items()}

    @cached_property
    def skills(self) -> Mapping[str, AsteriskSkills]:
        """The same, for callers who are sent on to one who speaks what they speak."""
        return {name: AsteriskSkills(link) for name, link in self.links.items()}

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Hold every connection until the block ends."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.engine.dispose)
            stack.push_async_callback(self.gis_engine.dispose)
            stack.push_async_callback(self.places.close)
            stack.push_async_callback(self.recordings.close)
            stack.push_async_callback(self.recording_keeper.close)
            stack.push_async_callback(self.releases.close)
            stack.push_async_callback(self.roads.close)
            for provider in self.providers:
                stack.push_async_callback(provider.close)
            stack.push_async_callback(self.cover.roads.close)
            for peer in self.peers.values():
                stack.push_async_callback(peer.close)
            for link in self.links.values():
                await stack.enter_async_context(link)
            yield


@dataclass(frozen=True, slots=True)
class Server:
    """One command server, wired but not running."""

    app: FastAPI
    adapters: Adapters
    workers: tuple[Worker, ...]
    keeper: Keeper

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run everything behind the routes until the block ends."""
        async with self.adapters.connected():
            loops = [worker.run for worker in self.workers]
            tasks = [asyncio.create_task(self.keeper.keep(loop)) for loop in loops]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


def build_server(settings: Settings, name: str) -> Server:
    """Make the parts of one server.

    Args:
        settings: Boot settings and secrets.
        name: Which of the boot file's servers this is.
    """
    adapters, keeper = Adapters(settings, name), Keeper()
    zone = ZoneInfo(settings.boot.centre.zone)
    probes = list_probes(adapters.event_log, adapters.links, adapters.recordings, adapters.peers)
    probes[f"server:{name}"] = keeper.ask
    if settings.boot.roads:
        probes["roads"] = adapters.roads.ask
    for feed in settings.boot.feed_names:
        probes[f"feed:{feed}"] = partial(adapters.fleet.ask, feed)

    sms = make_sms_worker(settings, name, adapters.commands, adapters.engine)
    if settings.boot.links_hidden is None:
        probes["sms"] = sms.ask

    clocks = make_clock_worker(
        name, adapters.event_log, adapters.links, adapters.clock, adapters.commands
    )
    refresher = make_refresher(
        settings, adapters.commands, adapters.queries, adapters.subscriber_files, adapters.clock
    )

    one, keep_days = adapters, settings.boot.tracks.keep_days
    tracks = make_track_workers(one.commands, one.engine, one.gis_engine, one.clock, keep_days)
    proofs = make_audio_proof_worker(one.engine, one.recordings, one.commands, one.clock)
    watched = (clocks, refresher, *tracks, proofs)
    several = partial(find_several, one.links, one.watches, one.recordings, watched)
    health = HealthWorker(name, probes, adapters.commands, adapters.clock, several)
    context = _context(settings, name, adapters, health)
    app = create_app(context, nobodys_hash=adapters.passwords.nobodys())
    own = _workers(name, adapters, zone, keeper.note_fault)
    return Server(app, adapters, (*own, *watched, sms, health), keeper)


def _context(settings: Settings, name: str, adapters: Adapters, health: HealthWorker) -> Context:
    return Context(
        server=name,
        settings=settings,
        commands=adapters.commands,
        queries=adapters.queries,
        incidents=adapters.incidents,
        nuisance=adapters.nuisance,
        event_log=adapters.event_log,
        lamps=health,
        passwords=adapters.passwords,
        clock=adapters.clock,
        exchanges=adapters.exchanges,
        supervision=adapters.supervision,
        fetches=adapters.fetches,
        surges=adapters.surges,
        voices=spoken_places(),
        desk=adapters.desk,
        conferences=adapters.conferences,
        skills=adapters.skills,
        recordings=adapters.recordings,
        releases=adapters.releases,
        roads=adapters.roads,
        fleet=adapters.fleet,
        orders=adapters.orders,
        order_sheets=adapters.order_sheets,
        media=MediaSigner(settings.secret("media_signing").get_secret_value()),
        subscriber_files=adapters.subscriber_files,
        statistics=adapters.statistics,
        area_reports=adapters.area_reports,
        prompts=adapters.prompts.desk,
        **context_queries(adapters.engine, adapters.roads),
        pages=PAGES,
        **_map_parts(adapters),
    )


def _map_parts(adapters: Adapters) -> dict[str, Any]:
    """Give what the map, and places on it, are asked of."""
    return {
        "map_data": adapters.map_data,
        "map_window": make_map_window(adapters.engine, adapters.gis_engine, adapters.places),
        "places": adapters.places,
        "maps": adapters.maps,
        "upkeep": make_upkeep_desk(adapters.engine, adapters.gis_engine),
        "feeds": PostgresFeedDesk(adapters.gis_engine),
        "recorder_channels": adapters.recordings,
        "cover": adapters.cover.desk,
        "cover_queries": adapters.cover.queries,
        "demand_districts": PostgresDemandDistricts(adapters.gis_engine),
        "terminals": adapters.terminals,
        "recording_keeper": adapters.recording_keeper,
    }


def _workers(
    name: str, adapters: Adapters, zone: ZoneInfo, tell_fault: Callable[[], None]
) -> tuple[Worker, ...]:
    commands, queries, exchanges = adapters.commands, adapters.queries, adapters.exchanges
    links, event_log = adapters.links.values(), adapters.event_log
    reaction_log = PostgresReactionLog(adapters.engine, event_log)
    memories = {name: AsteriskMemory(link) for name, link in adapters.links.items()}
    return (
        adapters.event_log,
        adapters.fleet,
        *(TelephonyWorker(link, commands, queries, exchanges) for link in links),
        *(LostExchangeWorker(one, life, adapters.clock) for one, life in adapters.lives.items()),
        *adapters.watches.values(),
        *adapters.taps,
        DeadlineWorker(commands, name, tell_fault=tell_fault),
        make_milestone_worker(commands, adapters.engine, adapters.fleet, adapters.clock),
        adapters.source_asker,
        *make_terminal_workers(commands, adapters.terminals, adapters.gis_engine),
        DirectoryImportWorker(name, commands, queries, adapters.subscriber_files),
        ReactionWorker(reaction_log, _reactions(adapters, zone), tell_fault),
        ExchangeListsWorker(memories, adapters.nuisance, reaction_log, adapters.clock),
        adapters.prompts.worker(commands, reaction_log),
        make_map_worker(name, adapters.maps, commands, adapters.state),
    )


def _reactions(adapters: Adapters, zone: ZoneInfo) -> tuple[Reaction, ...]:
    commands, queries, exchanges = adapters.commands, adapters.queries, adapters.exchanges
    return (
        call_back_reaction(commands),
        leaving_reaction(commands),
        incident_reaction(commands, zone),
        waiting_reaction(commands),
        run_over_reaction(commands),
        *per_exchange(label_reaction(adapters.recordings), exchanges, exchange_of_call),
        *per_exchange(
            supervision_label_reaction(adapters.recordings, queries),
            exchanges,
            exchange_of_supervision,
        ),
        group_label_reaction(adapters.recordings),
        conference_label_reaction(adapters.recordings, queries),
        *seat_rest_reactions(exchanges, queries),
        remind_reaction(commands),
        adapters.source_asker.reaction(),
        said_place_reaction(commands),
        link_end_reaction(commands),
        *make_terminal_reactions(adapters.terminals, adapters.gis_engine),
    )
