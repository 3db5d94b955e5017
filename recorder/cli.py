"""The recorder's commands."""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.errors import RecorderError
from recorder.integrity.verify import verify as find_differences
from recorder.logs import configure_logs
from recorder.own_folder import only_one, open_journal

app = typer.Typer(help="Records every channel of one exchange.", no_args_is_help=True)

_PRIVATE: Final = 0o077

State = Annotated[
    Path, typer.Option("--state", envvar="DISPATCH120_STATE", help="The state folder.")
]
ExchangeName = Annotated[str, typer.Option("--exchange", help="The exchange it stands beside.")]


@app.command()
def run(state: State, exchange: ExchangeName) -> None:
    """Watch the exchange's folder, keep what it records, answer the servers."""
    from recorder.bootstrap import build
    from recorder.serving import listen

    with _one_sentence():
        settings = load_settings(state, exchange)
        token = settings.secret("recorder_api")
        with only_one(settings), listen(settings.address) as listening:
            os.umask(_PRIVATE)
            configure_logs()
            asyncio.run(build(settings, token).run(listening))


@app.command()
def verify(state: State, exchange: ExchangeName) -> None:
    """Read every master again and name what is changed, missing or not known."""
    with _one_sentence():
        settings = load_settings(state, exchange)
        journal = open_journal(settings, SystemClock())
        count = 0
        for finding in find_differences(journal, settings.folder / "store"):
            count += 1
            typer.echo(json.dumps({"code": finding.code, "path": finding.path}))
        journal.close()
    typer.echo(json.dumps({"findings": count}))
    raise typer.Exit(1 if count else 0)


@app.command()
def faults(state: State, exchange: ExchangeName) -> None:
    """List the open faults of recordings."""
    with _one_sentence():
        journal = open_journal(load_settings(state, exchange), SystemClock())
        for fault in journal.faults.listed():
            row = {
                "recording": fault.recording,
                "code": fault.code,
                "raised_at": fault.raised_at.isoformat(),
            }
            typer.echo(json.dumps(row))
        journal.close()


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except RecorderError as error:
        typer.echo(f"recorder: {error} [{error.code}]", err=True)
        raise typer.Exit(2) from None
