"""The long-running parts of a centre: one list for the runner and for systemd."""

import sys
from pathlib import Path

from dispatch.adapters.asterisk.program import find_asterisk
from dispatch.adapters.host.account import Account
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.part import Part
from dispatch.cli.preparing import private_cluster
from dispatch.config import Settings

POSTGRES = "postgres"
ROADS = "roads"
SIMULATOR = "simulator"


def list_parts(settings: Settings, account: Account, *, simulated: bool = True) -> list[Part]:
    """List the parts in the order they start; only a demonstration can be simulated."""
    layout = Layout(settings.state)
    cluster = private_cluster(layout, account, port=settings.boot.database.port)
    parts = [Part(POSTGRES, tuple(cluster.server_command()), 10, "INT", 60)]
    for exchange in settings.boot.exchanges_here:
        config = layout.exchange(exchange.name) / "etc" / "asterisk.conf"
        command = account.command(*find_asterisk().words, "-C", config, "-f", "-n")
        parts.append(Part(f"asterisk-{exchange.name}", tuple(command), 20))
        recorder = _program("recorder", "run", "--exchange", exchange.name)
        parts.append(Part(f"recorder-{exchange.name}", recorder, 30, stop_within_s=20))
    if settings.boot.roads:
        parts.append(Part(ROADS, _program("dispatch120", "roads"), 35))
    parts += [
        Part(f"feed-{name}", _program("dispatch120", "feed", "--name", name), 36)
        for name in settings.boot.line_names
    ]
    parts += [
        Part(f"terminals-{one.name}", _program("dispatch120", "terminals", "--name", one.name), 36)
        for one in settings.boot.terminal_ports
    ]
    if settings.boot.location_links and settings.boot.location_links.here:
        parts.append(Part("link-page", _program("dispatch120", "link-page"), 45))
    parts += [
        Part(server.name, _program("dispatch120", "serve", "--name", server.name), 40)
        for server in settings.boot.servers_here
    ]
    if simulated and settings.boot.centre.mode == "demo":
        parts.append(Part(SIMULATOR, _program("dispatch120", "simulate"), 50))
    return parts


def _program(name: str, *words: str) -> tuple[str, ...]:
    return (str(Path(sys.prefix) / "bin" / name), *words)
