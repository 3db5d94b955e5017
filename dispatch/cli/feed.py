"""`dispatch120 feed`: hears vehicles' positions on one line."""

from pathlib import Path
from typing import Annotated

import typer


def feed(
    name: Annotated[str, typer.Option(help="Which feed of boot.toml this is.")],
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Read one serial line and store what vehicles say there, until told to stop."""
    import asyncio

    from dispatch.cli.serving import log_json, until_stopped
    from dispatch.config import load_settings
    from gis.clock import SystemClock
    from gis.fleet.feed import Feed

    log_json()
    settings = load_settings(state)
    own = next((one for one in settings.boot.feeds if one.name == name), None)
    if own is None:
        typer.echo(f"boot.toml has no feed {name}.", err=True)
        raise typer.Exit(2)
    device = settings.state / own.device
    listening = Feed(own.name, device, own.baud, settings.dsn("gis"), SystemClock())
    asyncio.run(until_stopped(listening.run()))
