"""`dispatch120 feed`: hears vehicles' positions on one line or one port."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import uvicorn

    from dispatch.config import Feed, PositionPort, Settings
    from gis.fleet.http_port import HttpFeed

MOST_AT_ONCE = 2_000


def feed(
    name: Annotated[str, typer.Option(help="Which feed of boot.toml this is.")],
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Hear one serial line or HTTP port and store what vehicles say there, until told to stop."""
    from dispatch.cli.serving import log_json
    from dispatch.config import load_settings

    log_json()
    settings = load_settings(state)
    line = next((one for one in settings.boot.feeds if one.name == name), None)
    port = next((one for one in settings.boot.position_ports if one.name == name), None)
    if line is not None:
        _hear_line(settings, line)
    elif port is not None:
        _hear_port(settings, port)
    else:
        typer.echo(f"boot.toml has no feed {name}.", err=True)
        raise typer.Exit(2)


def _hear_line(settings: "Settings", own: "Feed") -> None:
    import asyncio

    from dispatch.cli.serving import until_stopped
    from gis.clock import SystemClock
    from gis.feeds.nmea import Framing
    from gis.feeds.serial import Port
    from gis.fleet.feed import Feed

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


def _hear_port(settings: "Settings", own: "PositionPort") -> None:
    import uvicorn

    from gis.clock import SystemClock
    from gis.fleet.http_port import HttpFeed
    from gis.fleet.roll import Roll

    roll = Roll(own.name, frozenset(own.forwarders))
    address = f"http://{own.host}:{own.port}"
    listening = HttpFeed(
        own.name,
        settings.dsn("gis"),
        SystemClock(),
        roll,
        address=address,
        speed_unit=own.query_speed,
    )
    uvicorn.Server(http_server(listening, own.host, own.port)).run()


def http_server(listening: "HttpFeed", host: str, port: int) -> "uvicorn.Config":
    """Say how a port of positions is served; tests serve it the same way."""
    import uvicorn

    from gis.fleet.http_port import create_http_app

    return uvicorn.Config(
        create_http_app(listening),
        host=host,
        port=port,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=8192,
        proxy_headers=False,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
    )
