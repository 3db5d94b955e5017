"""`dispatch120 terminals`: hears vehicle terminals that speak JT/T 808."""

from pathlib import Path
from typing import Annotated

import typer


def terminals(
    name: Annotated[str, typer.Option(help="Which terminal port of boot.toml this is.")],
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Let terminals register, store where they are and send them texts, until told to stop."""
    import asyncio

    from dispatch.cli.serving import log_json, until_stopped
    from dispatch.config import load_settings
    from gis.clock import SystemClock
    from gis.fleet.terminals.port import TerminalPort

    log_json()
    settings = load_settings(state)
    own = next((one for one in settings.boot.terminal_ports if one.name == name), None)
    if own is None:
        typer.echo(f"boot.toml has no terminal port {name}.", err=True)
        raise typer.Exit(2)
    port = TerminalPort(own.name, own.host, own.port, settings.dsn("gis"), SystemClock())
    asyncio.run(until_stopped(port.run()))
