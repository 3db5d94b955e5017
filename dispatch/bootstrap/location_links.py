"""Wires short messages and the page by which telephones say where they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.clock import SystemClock
from dispatch.adapters.postgres.commands import PostgresCommands
from dispatch.adapters.postgres.engine import make_engine
from dispatch.adapters.postgres.link_queries import (
    PostgresLinkQueries,
    PostgresServiceArea,
    PostgresWaysElsewhere,
)
from dispatch.adapters.sms.gateway import HttpGateway, Request
from dispatch.adapters.sms.modem import SerialModem
from dispatch.adapters.sms.report_inbox import ReportInbox
from dispatch.api.link_page.app import LinkPage, create_link_app
from dispatch.config import Settings
from dispatch.ports.commands import Commands
from dispatch.ports.sms import SmsWay
from dispatch.workers.sms import SmsWorker

POOL = 4


def make_sms_worker(
    settings: Settings, name: str, commands: Commands, engine: AsyncEngine
) -> SmsWorker:
    """Make what sends short messages for one server; without a way it only gives up."""
    return SmsWorker(name, commands, make_sms_way(settings), PostgresWaysElsewhere(engine))


def make_sms_way(settings: Settings) -> SmsWay | None:
    """Make the way out that this machine has: its modem before a gateway."""
    boot = settings.boot
    if boot.sms_modem is not None and boot.sms_modem.here:
        pin = _secret(settings, "sms_pin")
        device = settings.state / boot.sms_modem.device
        return SerialModem(device, boot.sms_modem.baud, make_report_inbox(settings), pin)
    if boot.sms_gateway is None:
        return None
    gateway = boot.sms_gateway
    request = Request(gateway.url, gateway.body, gateway.accepted_field, gateway.accepted_value)
    return HttpGateway(request, _secret(settings, "sms_gateway") or "")


def make_report_inbox(settings: Settings) -> ReportInbox:
    """Make where reports of deliveries wait, for whatever process holds this machine's modem."""
    return ReportInbox(settings.state / "sms-reports")


def build_link_page(settings: Settings) -> FastAPI:
    """Make the public page, with connections of its own."""
    engine = make_engine(settings.database_url("dispatch"), connections=POOL)
    gis_engine = make_engine(settings.database_url("gis"), connections=POOL)
    page = LinkPage(
        commands=PostgresCommands(engine),
        links=PostgresLinkQueries(engine),
        area=PostgresServiceArea(gis_engine),
        clock=SystemClock(),
    )
    app = create_link_app(page)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await engine.dispose()
        await gis_engine.dispose()

    app.router.lifespan_context = lifespan
    return app


def _secret(settings: Settings, name: str) -> str | None:
    try:
        return settings.secret(name).get_secret_value() or None
    except FileNotFoundError:
        return None
