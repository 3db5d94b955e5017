"""`dispatch120 directory import`: the three-field table 三字段 from a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dispatch.cli.options import State
from dispatch.cli.sentences import sentence
from dispatch.cli.telling import tell, told_refusals

if TYPE_CHECKING:
    from dispatch.domain.directory_import import DirectoryImport

SHOWN_BAD_LINES = 20

directory = typer.Typer(help="The caller directory.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV.")]


@directory.callback()
def _group() -> None:
    """The caller directory."""


@directory.command("import")
def import_(file: File, state: State = None) -> None:
    """Take numbers, owners and addresses from a UTF-8 CSV; rows of known numbers are replaced."""
    from dispatch.adapters.host.layout import find_layout
    from dispatch.bootstrap.directory_import import import_file
    from dispatch.config import load_settings

    layout = find_layout(state)
    with told_refusals(), _told_faults(layout.state):
        settings = load_settings(layout.state)
        with typer.progressbar(length=file.stat().st_size, label=sentence("importing")) as bar:

            def show(known: "DirectoryImport") -> None:
                bar.update(known.read_bytes - bar.pos)

            ended = import_file(settings, file, show)
        _report(ended)


def _report(ended: "DirectoryImport") -> None:
    """Say how it ended, and name the first bad lines.

    Raises:
        typer.Exit: The file could not be read; status 1.
    """
    for bad in ended.bad_lines[:SHOWN_BAD_LINES]:
        tell("import_bad_line", line=bad.line, why=bad.code)
    if ended.code is not None:
        tell("import_failed", why=ended.code)
        raise typer.Exit(1)
    tell("import_done", taken=ended.taken, bad=ended.bad_count)


@contextmanager
def _told_faults(state: Path) -> Iterator[None]:
    """Give the two faults that are the terminal's own their sentences."""
    from dispatch.adapters.host.refusal import Refusal
    from dispatch.ports.commands import DatabaseAway

    try:
        yield
    except DatabaseAway as away:
        raise Refusal("database_away") from away
    except FileNotFoundError as missing:
        raise Refusal("no_centre", folder=state) from missing
    except PermissionError as closed:
        raise Refusal("state_not_writable", folder=state) from closed
