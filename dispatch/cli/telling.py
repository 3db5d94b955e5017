"""How a command tells a refusal: one sentence, exit status 1, no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from dispatch.adapters.host.refusal import Refusal
from dispatch.cli.sentences import sentence
from dispatch.domain.errors import DomainError


def tell(code: str, **parameters: object) -> None:
    """Say one sentence to the person at the terminal."""
    typer.echo(sentence(code, **parameters))


@contextmanager
def told_refusals() -> Iterator[None]:
    """Turn a refusal into its sentence and an exit status.

    Raises:
        typer.Exit: After a refusal, with status 1.
    """
    try:
        yield
    except (Refusal, DomainError) as refusal:
        typer.echo(sentence(refusal.code, **refusal.parameters), err=True)
        raise typer.Exit(1) from refusal
