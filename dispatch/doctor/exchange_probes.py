"""Asks a running exchange, for the checks to judge."""

import asyncio

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_trunks import TrunkStates, list_trunk_contacts
from dispatch.adapters.asterisk.dialplan.net_files import EVENTS_ACCOUNT
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.secrets import read_secret
from dispatch.config import Exchange
from dispatch.ports.call_control import ExchangeAway


def ask_trunks(layout: Layout, exchange: Exchange) -> dict[str, bool] | None:
    """Ask which trunks an exchange reaches; None when it does not tell."""
    try:
        secret = read_secret(layout, exchange.ami_secret)
        return asyncio.run(_ask_trunks(exchange.ami_port, secret))
    except (ExchangeAway, LoginRefused, OSError):
        return None


async def _ask_trunks(ami_port: int, secret: str) -> dict[str, bool]:
    connection = AmiConnection(port=ami_port, account=EVENTS_ACCOUNT, secret=secret, hears=False)
    await connection.open()
    try:
        states = TrunkStates()
        states.adopt(await list_trunk_contacts(connection))
    finally:
        connection.close()
    return {name: bool(answers) for name, answers in states.reached.items()}


def read_exchange_files(layout: Layout, exchange: str) -> dict[str, str] | None:
    """Read the files an exchange runs with; None where this user may not."""
    try:
        found = sorted((layout.exchange(exchange) / "etc").glob("*.conf"))
        return {path.name: path.read_text(encoding="utf-8") for path in found}
    except OSError:
        return None
