"""Asks the way out for short messages, and the public page."""

import asyncio

import psycopg

from dispatch.adapters.host.probes import get
from dispatch.adapters.sms.modem import SerialModem
from dispatch.bootstrap.location_links import make_report_inbox
from dispatch.config import Settings
from dispatch.doctor.checks.sms import SmsFacts
from dispatch.domain.sms import SmsReason

LOOK_EVERY_S = 0.1
LOOKS = 100
PREFIX = "sms_"
LAMPS = b"SELECT code FROM dispatch.part WHERE name = 'sms' ORDER BY code IS NULL DESC LIMIT 1"
NEVER_WAS = "/l/doctor"


def ask_sms(settings: Settings) -> SmsFacts | None:
    """Ask the modem itself; where a server holds it, or there is a gateway, that server's lamp."""
    modem = settings.boot.sms_modem
    if modem is not None and modem.here:
        device = settings.state / modem.device
        if not device.exists():
            return SmsFacts(SmsReason.MODEM_AWAY)
        own = asyncio.run(_ask_modem(SerialModem(device, modem.baud, make_report_inbox(settings))))
        if own is not None:
            return own
    return _ask_lamp(settings)


def ask_link_page(url: str) -> int | None:
    """Ask the public address for a link that never was."""
    try:
        return get(url + NEVER_WAS).status
    except OSError:
        return None


async def _ask_modem(modem: SerialModem) -> SmsFacts | None:
    """Look until the modem is well or the time is over; None while another process holds it."""
    task = asyncio.create_task(modem.run())
    for _ in range(LOOKS):
        if modem.health().fault is None:
            break
        await asyncio.sleep(LOOK_EVERY_S)
    health = modem.health()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None if health.held_elsewhere else SmsFacts(health.fault, health.signal_dbm)


def _ask_lamp(settings: Settings) -> SmsFacts | None:
    try:
        with psycopg.connect(settings.dsn("owner"), connect_timeout=3) as connection:
            row = connection.execute(LAMPS).fetchone()
    except (psycopg.Error, OSError):
        return None
    return SmsFacts(row[0].removeprefix(PREFIX) if row[0] else None) if row else None
