"""Options that several commands share, and how a refusal is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from recorder.errors import RecorderError

State = Annotated[
    Path, typer.Option("--state", envvar="DISPATCH120_STATE", help="The state folder.")
]
Reason = Annotated[str, typer.Option("--reason", help="For whom and why; is kept.")]
ExchangeName = Annotated[str, typer.Option("--exchange", help="The exchange it stands beside.")]


@contextmanager
def one_sentence() -> Iterator[None]:
    """Tell a refusal in one sentence, and end with 2."""
    try:
        yield
    except RecorderError as error:
        typer.echo(f"recorder: {error} [{error.code}]", err=True)
        raise typer.Exit(2) from None
