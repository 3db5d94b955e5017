"""What tests of location links share: a call with its incident, a modem, the public page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx2
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.link_queries import PostgresLinkQueries
from dispatch.adapters.sms.modem import Patience, SerialModem
from dispatch.adapters.sms.report_inbox import ReportInbox
from dispatch.api.link_page.app import LinkPage, create_link_app
from dispatch.domain.location_link import ShownLink
from dispatch.domain.told_point import Area
from dispatch.services.location_links.send_location_link import (
    SendLocationLink,
    send_location_link,
)
from dispatch.workers.link_end import link_end_reaction
from dispatch.workers.reactions import incident_reaction
from dispatch.workers.sms import SmsWorker
from tests.integration.conftest import Database
from tests.integration.core.hearing import act, answered, events, found, has, offered, until
from tests.integration.core.servers import Server

TOKEN = "abcdefghijkmnpqrstuvwxyz23"
URL = f"https://l.example.cn/l/{TOKEN}"
CHANNEL = "node1-1795310763.1"
QUICK = Patience(answer_s=0.6, taken_s=0.8, look_every_s=0.1, look_again_after_s=0.05)
HERE = Area(117.9, 33.5, 118.9, 34.4)
INSIDE = {"kind": "place", "lon": 118.3, "lat": 33.95, "accuracy_m": 12.5, "age_s": 2.0}


def make_server(database: Database) -> Server:
    """A server that opens incidents and ends links."""
    opens = partial(incident_reaction, zone=ZoneInfo("Asia/Shanghai"))
    return Server(database, opens, link_end_reaction)


async def answered_call(engine: AsyncEngine, database: Database) -> tuple[UUID, UUID]:
    """Let a call be answered; give it and its incident."""
    await found(engine)
    async with make_server(database).at_work() as server:
        server.script.tell(offered(CHANNEL), answered(CHANNEL))
        await until(lambda: has(engine, "incident_opened"))
    (opened,) = await events(engine, "incident_opened")
    incident = opened.payload["incident"]
    return UUID(incident["calls"][0]), UUID(incident["id"])


async def send_link(
    engine: AsyncEngine, call_id: UUID, number: str | None = None, token: str = TOKEN
) -> None:
    """Queue the short message of a link."""
    command = SendLocationLink(
        call_id, number, "1027", sha256(token.encode()).digest(), URL.replace(TOKEN, token)
    )
    await act(engine, lambda tx: send_location_link(command, tx))


async def link_of(engine: AsyncEngine, call_id: UUID) -> ShownLink:
    """Read the one link of a call as a seat sees it."""
    (link,) = await PostgresLinkQueries(engine).list_of_call(call_id)
    return link


async def stands(engine: AsyncEngine, call_id: UUID, holds: Callable[[ShownLink], bool]) -> bool:
    """Whether the one link of a call is so."""
    return holds(await link_of(engine, call_id))


@asynccontextmanager
async def sender(name: str, engine: AsyncEngine, device: Path | None) -> AsyncIterator[SmsWorker]:
    """One server's sender, with a modem or without."""
    way = None
    if device:
        inbox = ReportInbox(device.with_name("sms-reports"))
        way = SerialModem(device, 115200, inbox, None, QUICK)
    worker = SmsWorker(name, PostgresCommands(engine), way)
    task = asyncio.create_task(worker.run())
    yield worker
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


class KnownArea:
    """See `dispatch.ports.location_links`."""

    async def read(self) -> Area | None:
        return HERE


@asynccontextmanager
async def telephone(engine: AsyncEngine, **limits: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A telephone's browser before the public page."""
    page = LinkPage(
        commands=PostgresCommands(engine),
        links=PostgresLinkQueries(engine),
        area=KnownArea(),
        clock=SystemClock(),
        **limits,
    )
    transport = httpx2.ASGITransport(app=create_link_app(page))
    async with httpx2.AsyncClient(transport=transport, base_url="https://l.example.cn") as client:
        yield client
