"""`dispatch120 serve`: one of the two command servers."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer


def serve(
    name: Annotated[str, typer.Option(help="Which server of boot.toml this is.")],
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Run one command server until it is told to stop."""
    from dispatch.adapters.host.forked import serve_from_child
    from dispatch.cli.serving import log_json, serve_until_stopped
    from dispatch.config import load_settings

    log_json()
    ended = serve_from_child(lambda: asyncio.run(serve_until_stopped(load_settings(state), name)))
    raise typer.Exit(ended)
