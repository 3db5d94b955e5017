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
    from gis.feeds.nmea import Framing
    from gis.feeds.serial import Port
    from gis.fleet.feed import Feed

    log_json()
    settings = load_settings(state)
    own = next((one for one in settings.boot.feeds if one.name == name), None)
    if own is None:
        typer.echo(f"boot.toml has no feed {name}.", err=True)
        raise typer.Exit(2)
    address = own.address(settings.state)
    listening = Feed(
        own.name,
        Port(address, own.baud, own.data_bits, own.parity, own.stop_bits),
        settings.dsn("gis"),
        SystemClock(),
        framing=Framing(own.framing),
        terminal=own.terminal,
    )
    asyncio.run(until_stopped(listening.run()))
