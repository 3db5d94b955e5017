"""Asks a running exchange, for the checks to judge."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_refusals import PhoneStates
from dispatch.adapters.asterisk.ami_trunks import TrunkStates, list_trunk_contacts
from dispatch.adapters.asterisk.dialplan.net_files import EVENTS_ACCOUNT
from dispatch.adapters.asterisk.dialplan.plan import MONITOR
from dispatch.adapters.asterisk.prompt_folder import PromptFaults, PromptFolder
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.secrets import read_secret
from dispatch.config import Exchange
from dispatch.ports.call_control import ExchangeAway

Seen = TypeVar("Seen")


def ask_trunks(layout: Layout, exchange: Exchange) -> dict[str, bool] | None:
    """Ask which trunks an exchange reaches; None when it does not tell."""
    return _ask(layout, exchange, _trunks)


def ask_silent_phones(layout: Layout, exchange: Exchange) -> frozenset[str] | None:
    """Ask which telephones registered and do not answer; None when it does not tell."""
    return _ask(layout, exchange, _silent_phones)


def _ask(
    layout: Layout, exchange: Exchange, look: Callable[[AmiConnection], Awaitable[Seen]]
) -> Seen | None:
    try:
        secret = read_secret(layout, exchange.ami_secret)
        return asyncio.run(_ask_once(exchange.ami_port, secret, look))
    except (ExchangeAway, LoginRefused, OSError):
        return None


async def _ask_once(
    ami_port: int, secret: str, look: Callable[[AmiConnection], Awaitable[Seen]]
) -> Seen:
    connection = AmiConnection(port=ami_port, account=EVENTS_ACCOUNT, secret=secret, hears=False)
    await connection.open()
    try:
        return await look(connection)
    finally:
        connection.close()


async def _trunks(connection: AmiConnection) -> dict[str, bool]:
    states = TrunkStates()
    states.adopt(await list_trunk_contacts(connection))
    return {name: bool(answers) for name, answers in states.reached.items()}


async def _silent_phones(connection: AmiConnection) -> frozenset[str]:
    states = PhoneStates()
    states.adopt(await connection.ask_list("PJSIPShowContacts"))
    return states.silent


def read_exchange_files(layout: Layout, exchange: str) -> dict[str, str] | None:
    """Read the files an exchange runs with; None where this user may not."""
    try:
        found = sorted((layout.exchange(exchange) / "etc").glob("*.conf"))
        return {path.name: path.read_text(encoding="utf-8") for path in found}
    except OSError:
        return None


def read_conference_folder(layout: Layout, exchange: str) -> Path | None:
    """Read where an exchange's folder for conferences points; None where it points nowhere."""
    try:
        return (layout.exchange(exchange) / MONITOR).readlink()
    except OSError:
        return None


def find_prompt_faults(layout: Layout, exchange: str) -> PromptFaults | None:
    """Hold the sounds of an exchange against what was written; None where none lie here."""
    folder = PromptFolder(layout.exchange(exchange))
    try:
        return folder.find_faults() if folder.is_here else None
    except OSError:
        return None
