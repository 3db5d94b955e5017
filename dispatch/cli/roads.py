"""`dispatch120 roads`: the process that knows the roads."""

from pathlib import Path
from typing import Annotated

import typer


def roads(
    state: Annotated[Path, typer.Option(envvar="DISPATCH120_STATE", help="State folder.")],
) -> None:
    """Answer with travel times and routes on loopback until told to stop."""
    from urllib.parse import urlsplit

    import uvicorn

    from dispatch.cli.serving import log_json
    from dispatch.config import load_settings
    from gis.routing.app import create_app
    from gis.routing.current import CurrentRegion

    log_json()
    settings = load_settings(state)
    if settings.boot.roads is None:
        typer.echo("boot.toml has no [roads].", err=True)
        raise typer.Exit(2)
    address = urlsplit(settings.boot.roads.url)
    app = create_app(CurrentRegion(state / "gis"), settings.secret("gis_api").get_secret_value())
    uvicorn.run(
        app,
        host=address.hostname or "127.0.0.1",
        port=address.port or 80,
        timeout_graceful_shutdown=2,
        log_config=None,
        access_log=False,
        server_header=False,
    )
