"""Asks a running exchange, for the checks to judge."""

import asyncio

from dispatch.adapters.asterisk.ami_connection import AmiConnection, LoginRefused
from dispatch.adapters.asterisk.ami_trunks import TrunkStates, list_trunk_contacts
from dispatch.adapters.asterisk.dialplan.net_files import EVENTS_ACCOUNT
from dispatch.adapters.asterisk.prompt_folder import PromptFaults, PromptFolder
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.secrets import read_secret
from dispatch.ports.call_control import ExchangeAway


def ask_trunks(layout: Layout, ami_port: int) -> dict[str, bool] | None:
    """Ask which trunks an exchange reaches; None when it does not tell."""
    try:
        return asyncio.run(_ask_trunks(ami_port, read_secret(layout, "ami")))
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


def find_prompt_faults(layout: Layout, exchange: str) -> PromptFaults | None:
    """Hold the sounds of an exchange against what was written; None where none lie here."""
    folder = PromptFolder(layout.exchange(exchange))
    try:
        return folder.find_faults() if folder.is_here else None
    except OSError:
        return None
