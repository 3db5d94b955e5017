"""`dispatch120 contracts typescript`: the wire's shapes for the pages."""

import typer

contracts = typer.Typer(help="The wire's shapes.", no_args_is_help=True)


@contracts.callback()
def _group() -> None:
    """The wire's shapes."""


@contracts.command()
def typescript() -> None:
    """Print contracts.gen.ts; the static tier checks that the committed one is current."""
    from dispatch.adapters.typescript import typescript as written

    typer.echo(written(), nl=False)
