"""`dispatch120 link-page`: the page by which callers' telephones say where they are."""

from pathlib import Path
from typing import Annotated

import typer

MOST_AT_ONCE = 200


def link_page(
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Serve the public page on its own port until told to stop."""
    import uvicorn

    from dispatch.bootstrap.location_links import build_link_page
    from dispatch.cli.serving import log_json
    from dispatch.config import load_settings

    log_json()
    settings = load_settings(state)
    links = settings.boot.location_links
    if links is None:
        typer.echo("boot.toml has no [location_links].", err=True)
        raise typer.Exit(2)
    uvicorn.run(
        build_link_page(settings),
        host=links.host,
        port=links.port,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=8192,
        proxy_headers=False,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
    )
