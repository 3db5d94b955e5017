"""The station's commands."""

import asyncio
import json
import os
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING, Annotated, Final

import typer

from station_client.errors import AlreadyEnrolled, Refused, StationError

if TYPE_CHECKING:
    from station_client.program import Equipment

app = typer.Typer(help="The program of an ambulance station.", no_args_is_help=True)

_OTHERS: Final = 0o077

State = Annotated[Path, typer.Option("--state", help="The folder that is this device.")]
ServerUrls = Annotated[
    list[str], typer.Option("--server", help="Address of a command server; give both.")
]
Code = Annotated[str, typer.Option("--code", help="The one-time code from the centre.")]
Name = Annotated[str, typer.Option("--name", help="What people call this device.")]
Authority = Annotated[
    Path | None, typer.Option("--authority", help="Certificate of the centre's own authority.")
]
PrintTo = Annotated[Path, typer.Option("--print-to", help="The folder that is printed.")]
BellOption = Annotated[
    str | None, typer.Option("--bell", help="`aplay`, or a file or pipe that takes the samples.")
]
RelayOption = Annotated[
    str | None, typer.Option("--relay", help="Serial port of the board for bell and lights.")
]
Browser = Annotated[
    str | None, typer.Option("--screen", help="Browser that shows the station page.")
]


@app.command()
def enrol(
    server: ServerUrls, code: Code, state: State, name: Name = "", authority: Authority = None
) -> None:
    """Make this folder a device of a station, with a one-time code."""
    from station_client.enrolment import enrol_device
    from station_client.folder import Folder

    with _one_sentence():
        folder = Folder(state.absolute())
        if folder.is_enrolled():
            raise AlreadyEnrolled(f"{state} is a device already")
        device = asyncio.run(
            enrol_device(
                folder,
                server,
                code,
                name or node() or "station",
                authority and authority.absolute(),
            )
        )
    typer.echo(f"{device.station_code} {device.station_name}: {device.name}")


@app.command()
def run(
    state: State,
    print_to: PrintTo,
    bell: BellOption = None,
    relay: RelayOption = None,
    screen: Browser = None,
) -> None:
    """Wait for orders, ring, print, tell the centre; until stopped."""
    from station_client.folder import Folder
    from station_client.logs import configure_logs
    from station_client.program import run as run_program

    with _one_sentence():
        folder = Folder(state.absolute())
        folder.read_device()
        os.umask(_OTHERS)
        configure_logs()
        with folder.held(), asyncio.Runner() as runner:
            equipment = _equipment(print_to, bell, relay, screen)
            runner.run(_until_stopped(run_program(folder, equipment)))


@app.command()
def status(state: State) -> None:
    """Tell how the running program is; exit 1 when it does not run or the centre is away."""
    from station_client.folder import Folder

    with _one_sentence():
        folder = Folder(state.absolute())
        folder.read_device()
        told = json.loads(folder.read_status()) | {"running": folder.is_running()}
    typer.echo(json.dumps(told, ensure_ascii=False))
    raise typer.Exit(0 if told["running"] and told.get("centre") == "reachable" else 1)


def _equipment(
    print_to: Path, bell: str | None, relay: str | None, screen: str | None
) -> "Equipment":
    from station_client.program import Equipment
    from station_client.relay import Relay
    from station_client.sinks import Aplay, NoSink, SampleFile, Sink

    sink: Sink = NoSink()
    if bell:
        sink = Aplay() if bell == "aplay" else SampleFile(Path(bell))
    return Equipment(sink, Relay(relay) if relay else None, print_to.absolute(), screen)


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        typer.echo(f"station-client: the centre refused [{refused.reason}]", err=True)
        raise typer.Exit(2) from None
    except StationError as error:
        typer.echo(f"station-client: {error} [{error.code}]", err=True)
        raise typer.Exit(2) from None
