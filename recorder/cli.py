"""The recorder's commands."""

import asyncio
import json
import os
from pathlib import Path
from typing import Annotated, Final

import typer

from recorder.cli_options import ExchangeName, Reason, State, one_sentence
from recorder.cli_store import add_store_commands
from recorder.clock import SystemClock
from recorder.config import load_settings
from recorder.logs import configure_logs
from recorder.own_folder import only_one, open_journal
from recorder.storage.sqlite import from_stored
from recorder.switch_cli import standing, start, stop

app = typer.Typer(help="Records every channel of one exchange.", no_args_is_help=True)
for command in (stop, start, standing):
    app.command()(command)

_PRIVATE: Final = 0o077
_PROGRESS_LEAVES: Final = 1000

Copies = Annotated[
    list[Path] | None, typer.Option("--copy", help="A further file of copied checkpoints.")
]
Keys = Annotated[
    list[str] | None, typer.Option("--key", help="Public key to be believed instead of our own.")
]
Recordings = Annotated[
    list[str], typer.Option("--recording", help="Name of a recording; may be repeated.")
]
Out = Annotated[Path, typer.Option("--out", help="The zip to be written; must not be there yet.")]
By = Annotated[str, typer.Option("--by", help="Staff number of who takes it.")]
ChannelName = Annotated[str, typer.Option("--channel", help="Name of the line or radio input.")]


@app.command()
def run(state: State, exchange: ExchangeName) -> None:
    """Watch the exchange's folder, keep what it records, answer the servers."""
    from recorder.bootstrap import build
    from recorder.serving import listen

    with one_sentence():
        settings = load_settings(state, exchange)
        token = settings.secret("recorder_api")
        with only_one(settings), listen(settings.address) as listening:
            os.umask(_PRIVATE)
            configure_logs()
            asyncio.run(build(settings, token).run(listening))


@app.command()
def verify(state: State, exchange: ExchangeName, copy: Copies = None, key: Keys = None) -> None:
    """Name exactly what was changed, removed, added or re-timed; one JSON line a finding.

    Reads files, journal, log and checkpoints again, and the copies at the second places. Writes
    nothing. Ends with 0 where nothing is wrong, 1 with findings, 2 where it cannot be told.
    """
    from recorder.integrity.verify import Summary
    from recorder.integrity.verify import verify as find_differences
    from recorder.verifying import gather

    with one_sentence():
        summary, count, settings = Summary(), 0, load_settings(state, exchange)
        with gather(settings, SystemClock(), copies=copy or (), keys=key or ()) as evidence:
            for finding in find_differences(evidence, summary, _tell_progress):
                count += 1
                typer.echo(json.dumps(finding.told(), ensure_ascii=False))
            for tombstone in summary.tombstones:
                typer.echo(json.dumps({"told": "deleted", **tombstone}, ensure_ascii=False))
            places = {
                "copies": [one.place for one in evidence.copies],
                "copies_away": list(evidence.away),
            }
    typer.echo(json.dumps({"findings": count, **summary.told(), **places}))
    raise typer.Exit(1 if count else 0)


def _tell_progress(done: int, of: int) -> None:
    if done % _PROGRESS_LEAVES == 0 or done == of:
        typer.echo(f"{done} / {of}", err=True)


@app.command()
def bundle(
    state: State,
    exchange: ExchangeName,
    recording: Recordings,
    out: Out,
    by: By,
    reason: Reason,
) -> None:
    """Hand recordings out as evidence: one zip that proves itself with Python alone.

    Who took what, and why, is written into the recorder's journal first.
    """
    from recorder.bundling import make_bundle

    with one_sentence():
        settings = load_settings(state, exchange)
        sha256 = make_bundle(settings, SystemClock(), recording, out, actor=by, reason=reason)
    typer.echo(json.dumps({"file": str(out), "sha256": sha256, "recordings": len(recording)}))


@app.command()
def bundles(state: State, exchange: ExchangeName) -> None:
    """List who took which recordings out as evidence, newest first."""
    with one_sentence():
        journal = open_journal(load_settings(state, exchange), SystemClock())
        for row in journal.seals.list_bundles():
            told = dict(row) | {
                "made_at": from_stored(row["made_at"]).isoformat(),
                "recordings": json.loads(row["recordings"]),
            }
            typer.echo(json.dumps(told, ensure_ascii=False))
        journal.close()


@app.command()
def checkpoint(state: State, exchange: ExchangeName) -> None:
    """Print the last checkpoint and the public key: two lines, made for paper."""
    from recorder.integrity.proof_folder import LineFile, ProofFolder

    with one_sentence():
        settings = load_settings(state, exchange)
        key = settings.signing_key().public.raw.hex()
        typer.echo(LineFile(ProofFolder(settings.folder).checkpoints).last or "-")
    typer.echo(f"dispatch120-key-1 {exchange} {key}")


@app.command()
def channels(state: State, exchange: ExchangeName) -> None:
    """Show each line and radio input of the running recorder; one JSON line a channel."""
    from recorder.asking import ask_recorder

    with one_sentence():
        told = ask_recorder(load_settings(state, exchange), "GET", "/channels")
        for channel in told["channels"]:
            typer.echo(json.dumps(channel, ensure_ascii=False))


@app.command("test-tone")
def test_tone(state: State, exchange: ExchangeName, channel: ChannelName) -> None:
    """Feed a channel the test tone; ends with 0 where it was found or live sound came, else 1."""
    from recorder.asking import await_test

    with one_sentence():
        result = await_test(load_settings(state, exchange), channel)
    typer.echo(json.dumps({"channel": channel, "test": result}))
    raise typer.Exit(0 if result in ("found", "live") else 1)


@app.command()
def faults(state: State, exchange: ExchangeName) -> None:
    """List the open faults of recordings."""
    with one_sentence():
        journal = open_journal(load_settings(state, exchange), SystemClock())
        for fault in journal.faults.listed():
            row = {
                "recording": fault.recording,
                "code": fault.code,
                "raised_at": fault.raised_at.isoformat(),
            }
            typer.echo(json.dumps(row))
        journal.close()


add_store_commands(app, one_sentence)
