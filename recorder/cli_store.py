"""The recorder's commands about its store: archive, restore, retention, forecast."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer

from recorder.archive.store import DiskStore
from recorder.clock import SystemClock
from recorder.config import Settings, load_settings
from recorder.integrity.proof_folder import ProofFolder
from recorder.keeping.medium import Medium, SiteEjector
from recorder.keeping.restore import Outcome, Restoring, names_between
from recorder.keeping.restore import restore as bring_back
from recorder.keeping.retention import list_outlived
from recorder.keeping.stores import Stores
from recorder.keeping.write_archive import write_archive
from recorder.names import RecordingName
from recorder.own_folder import open_journal
from recorder.storage.copy_list import Kind
from recorder.storage.journal import Journal

State = Annotated[
    Path, typer.Option("--state", envvar="DISPATCH120_STATE", help="The state folder.")
]
ExchangeName = Annotated[str, typer.Option("--exchange", help="The exchange it stands beside.")]
Folder = Annotated[Path, typer.Option("--medium", help="Where the medium is mounted.")]
Label = Annotated[str | None, typer.Option("--label", help="The label of a new medium.")]
Eject = Annotated[bool, typer.Option("--eject", help="Run the site's eject_command at the end.")]
Names = Annotated[list[str] | None, typer.Option("--recording", help="A name; may be repeated.")]
FirstDay = Annotated[str | None, typer.Option("--from", help="First day, as 20261122.")]
LastDay = Annotated[str | None, typer.Option("--to", help="Last day, as 20261123.")]
Out = Annotated[Path | None, typer.Option("--out", help="Another folder than the store.")]
DryRun = Annotated[bool, typer.Option("--dry-run/--delete", help="Only name it, or have it done.")]
By = Annotated[str, typer.Option("--by", help="Staff number of who has it deleted.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; is sealed in the tombstone.")]
OneSentence = Callable[[], AbstractContextManager[None]]

NEXT_MEDIUM: Final = 3
"""How a command ends that asks for the next medium."""


def add_store_commands(app: typer.Typer, one_sentence: OneSentence) -> None:
    """Add the commands."""
    _add_archive(app, one_sentence)
    _add_restore(app, one_sentence)
    _add_retention(app, one_sentence)


def _add_archive(app: typer.Typer, one_sentence: OneSentence) -> None:
    @app.command()
    def archive(
        state: State,
        exchange: ExchangeName,
        medium: Folder,
        label: Label = None,
        eject: Eject = False,
    ) -> None:
        """Copy what is in no archive yet to a medium and read it back; 3 asks for the next one."""
        with one_sentence(), _opened(state, exchange) as (settings, journal):
            clock = SystemClock()
            target = Medium.open(medium, exchange, label=label, now=clock.now())
            done = write_archive(target, journal, DiskStore(settings.folder), clock)
            typer.echo(json.dumps(asdict(done)))
            if eject:
                SiteEjector(settings.store.eject_command).eject(medium)
        if done.full:
            typer.echo("medium full: give the next one", err=True)
            raise typer.Exit(NEXT_MEDIUM)
        raise typer.Exit(1 if done.differs or done.not_there else 0)

    @app.command()
    def archives(state: State, exchange: ExchangeName) -> None:
        """List the media with the copies that were read back from each."""
        with one_sentence(), _opened(state, exchange) as (_, journal):
            for place in journal.copies.count_places():
                if place.kind is Kind.ARCHIVE:
                    last_at = place.last_at and place.last_at.isoformat()
                    typer.echo(json.dumps(asdict(place) | {"last_at": last_at}))


def _add_restore(app: typer.Typer, one_sentence: OneSentence) -> None:
    @app.command()
    def restore(
        state: State,
        exchange: ExchangeName,
        medium: Folder,
        recording: Names = None,
        first_day: FirstDay = None,
        last_day: LastDay = None,
        out: Out = None,
    ) -> None:
        """Bring masters back; each is held against its seal first. 1: not all came back."""
        with one_sentence(), _opened(state, exchange) as (settings, journal):
            source = Medium.open(medium, exchange)
            given = [RecordingName.parse(one) for one in recording or ()]
            names = given or names_between(source, first_day, last_day)
            store = DiskStore(settings.folder)
            parts = Restoring(journal, store, store.root, ProofFolder(settings.folder).log)
            came = True
            for one in bring_back(names, source, parts, out=out):
                came &= one.outcome in {Outcome.RESTORED, Outcome.THERE_ALREADY}
                typer.echo(json.dumps(asdict(one)))
        raise typer.Exit(0 if came else 1)


def _add_retention(app: typer.Typer, one_sentence: OneSentence) -> None:
    @app.command()
    def retention(
        state: State,
        exchange: ExchangeName,
        dry_run: DryRun = True,
        by: By = "",
        reason: Reason = "",
    ) -> None:
        """Name what has outlived its class, why, and what holds it; have it deleted with --delete.

        The running recorder deletes, after the tombstone is sealed; what is in no archive stays.
        """
        if not dry_run and not (by.strip() and reason.strip()):
            raise typer.BadParameter("who deletes and why must be said: --by, --reason")
        with one_sentence(), _opened(state, exchange) as (settings, journal):
            outlived = list_outlived(journal, settings.retention, SystemClock().now())
            for one in list(outlived):
                told = {
                    "recording": one.recording.name.text,
                    "class": one.class_name,
                    "days": one.days,
                    "goes": one.goes,
                    "why": one.why,
                }
                typer.echo(json.dumps(told))
                if one.goes and not dry_run:
                    journal.holds.order_retention(one.recording.name, by=by, reason=reason)

    @app.command()
    def forecast(state: State, exchange: ExchangeName) -> None:
        """Say how many days each store has room for."""
        with one_sentence(), _opened(state, exchange) as (settings, journal):
            stores = Stores(
                settings.folder, settings.store, settings.retention, journal, SystemClock()
            )
            for store in stores.reckon().stores:
                typer.echo(json.dumps(asdict(store)))


@contextmanager
def _opened(state: Path, exchange: str) -> Iterator[tuple[Settings, Journal]]:
    settings = load_settings(state, exchange)
    journal = open_journal(settings, SystemClock())
    try:
        yield settings, journal
    finally:
        journal.close()
