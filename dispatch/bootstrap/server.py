"""Wires one command server together."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.asterisk.ami_control import AsteriskControl
from dispatch.adapters.asterisk.ami_link import AsteriskLink
from dispatch.adapters.clock import SystemClock
from dispatch.adapters.passwords import Argon2Passwords
from dispatch.adapters.peers import Peer
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.event_log import PostgresEventLog
from dispatch.adapters.postgres.queries import PostgresQueries
from dispatch.adapters.postgres.reaction_log import PostgresReactionLog
from dispatch.adapters.recorder import HttpRecordings
from dispatch.adapters.subscriber_files import SubscriberFolder
from dispatch.api.app import create_app
from dispatch.api.context import Context
from dispatch.api.media_signature import MediaSigner
from dispatch.config import Settings
from dispatch.domain.part import PartState
from dispatch.ports.recordings import Recordings
from dispatch.workers.deadlines import DeadlineWorker
from dispatch.workers.directory_import import DirectoryImportWorker
from dispatch.workers.health import WELL, Finding, HealthWorker, Probe
from dispatch.workers.keeping import Keeper
from dispatch.workers.reactions import (
    ReactionWorker,
    call_back_reaction,
    label_reaction,
    seat_rest_reaction,
)
from dispatch.workers.telephony import TelephonyWorker

PAGES = Path(__file__).parents[1] / "console" / "dist"
LOW_DISK_BYTES = 5_000_000_000
NOBODY = "nobody's password"


class Worker(Protocol):
    """A loop that runs until it is cancelled."""

    async def run(self) -> None:
        """Run."""
        ...


@dataclass(frozen=True, slots=True)
class Server:
    """One command server, wired but not running."""

    app: FastAPI
    engine: AsyncEngine
    event_log: PostgresEventLog
    links: Mapping[str, AsteriskLink]
    recordings: HttpRecordings
    peers: Mapping[str, Peer]
    workers: tuple[Worker, ...]
    keeper: Keeper

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run everything behind the routes until the block ends."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.engine.dispose)
            stack.push_async_callback(self.recordings.close)
            for peer in self.peers.values():
                stack.push_async_callback(peer.close)
            for link in self.links.values():
                await stack.enter_async_context(link)
            loops = (self.event_log.run, *(worker.run for worker in self.workers))
            tasks = [asyncio.create_task(self.keeper.keep(loop)) for loop in loops]
            stack.callback(lambda: [task.cancel() for task in tasks])
            yield


async def build_server(settings: Settings, name: str) -> Server:
    """Make the parts of one server.

    Args:
        settings: Boot settings and secrets.
        name: Which of the boot file's servers this is.
    """
    clock = SystemClock()
    engine = make_engine(settings.database_url("dispatch"))
    commands, queries = PostgresCommands(engine), PostgresQueries(engine)
    event_log = PostgresEventLog(settings.dsn("dispatch"))
    links = {link.exchange: link for link in _links(settings, clock)}
    exchanges = {exchange: AsteriskControl(link) for exchange, link in links.items()}
    recordings = HttpRecordings(
        {one.name: one.recorder_url for one in settings.boot.exchanges},
        settings.secret("recorder_api").get_secret_value(),
    )
    subscriber_files = SubscriberFolder(settings.state / "imports")
    peers = _peers(settings, name)
    passwords = Argon2Passwords()
    keeper = Keeper()
    probes = _probes(event_log, links, recordings, peers) | {f"server:{name}": keeper.ask}
    health = HealthWorker(name, probes, commands, clock)
    context = Context(
        server=name,
        settings=settings,
        commands=commands,
        queries=queries,
        event_log=event_log,
        lamps=health,
        passwords=passwords,
        clock=clock,
        exchanges=exchanges,
        recordings=recordings,
        media=MediaSigner(settings.secret("media_signing").get_secret_value()),
        subscriber_files=subscriber_files,
        pages=PAGES,
    )
    reactions = (
        call_back_reaction(commands),
        label_reaction(recordings),
        seat_rest_reaction(exchanges),
    )
    workers: tuple[Worker, ...] = (
        *(TelephonyWorker(link, commands, queries, exchanges) for link in links.values()),
        DeadlineWorker(commands),
        DirectoryImportWorker(name, commands, queries, subscriber_files),
        ReactionWorker(PostgresReactionLog(engine, event_log), reactions),
        health,
    )
    app = create_app(context, nobodys_hash=await passwords.hash(NOBODY))
    return Server(app, engine, event_log, links, recordings, peers, workers, keeper)


def _links(settings: Settings, clock: SystemClock) -> Iterator[AsteriskLink]:
    secret = settings.secret("ami").get_secret_value()
    for exchange in settings.boot.exchanges:
        yield AsteriskLink(exchange.name, ami_port=exchange.ami_port, secret=secret, now=clock.now)


def _peers(settings: Settings, own: str) -> Mapping[str, Peer]:
    certificates = settings.boot.certificates
    authority = certificates.authority if certificates else None
    others = [server for server in settings.boot.servers if server.name != own]
    return {server.name: Peer(server.url, authority) for server in others}


def _probes(
    event_log: PostgresEventLog,
    links: Mapping[str, AsteriskLink],
    recordings: Recordings,
    peers: Mapping[str, Peer],
) -> dict[str, Probe]:
    probes: dict[str, Probe] = {"database": _database_probe(event_log)}
    for name, link in links.items():
        probes[f"exchange:{name}"] = _exchange_probe(link)
        probes[f"recorder:{name}"] = _recorder_probe(recordings, name)
    probes |= {f"server:{name}": peer.ask for name, peer in peers.items()}
    return probes


def _database_probe(event_log: PostgresEventLog) -> Probe:
    async def ask() -> Finding:
        return WELL if event_log.current else (PartState.FAILED, "database_away")

    return ask


def _exchange_probe(link: AsteriskLink) -> Probe:
    async def ask() -> Finding:
        if link.refused:
            return PartState.FAILED, "login_refused"
        await link.acting().ask("Ping")
        return WELL

    return ask


def _recorder_probe(recordings: Recordings, exchange: str) -> Probe:
    async def ask() -> Finding:
        health = await recordings.health(exchange)
        if health.faults:
            return PartState.DEGRADED, health.faults[0]
        if health.free_bytes < LOW_DISK_BYTES:
            return PartState.DEGRADED, "disk_low"
        return (PartState.DEGRADED, "index_away") if health.index_away else WELL

    return ask
