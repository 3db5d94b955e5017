"""The built pages, and what a page must know before anybody has signed in."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from dispatch.api.context import Context, context_of
from dispatch.config import Boot
from dispatch.ports.commands import DatabaseAway

router = APIRouter(include_in_schema=False)

PAGES = ("/", "/call", "/map", "/director", "/admin", "/station")
KEPT_PAGES = "/kept_pages.js"
"""The browser's own keeper of the page's files: a reload works while the page's server is dead."""


@router.get("/boot.json")
async def boot(request: Request) -> dict[str, object]:
    """Tell a page which servers there are and whether this is a demonstration."""
    context = context_of(request)
    settings = context.settings.boot
    return {
        "centre_name": await _centre_name(context),
        "mode": settings.centre.mode,
        "zone": settings.centre.zone,
        "servers": [{"name": server.name, "url": server.url} for server in settings.servers],
    }


async def _centre_name(context: Context) -> str | None:
    """Give the centre's name; the log-in page must show without a database, too."""
    try:
        return (await context.queries.read_site()).centre_name
    except DatabaseAway:
        return None


def add_pages(app: FastAPI, folder: Path) -> None:
    """Serve the built console; where it is not built, the API works alone."""
    app.include_router(router)
    if not (folder / "index.html").is_file():
        return
    app.mount("/assets", StaticFiles(directory=folder / "assets"), name="assets")

    for path in PAGES:
        _add_file(app, path, folder / "index.html")
    _add_file(app, KEPT_PAGES, folder / KEPT_PAGES.lstrip("/"))


def _add_file(app: FastAPI, path: str, file: Path) -> None:
    async def give() -> FileResponse:
        return FileResponse(file, headers={"Cache-Control": "no-cache"})

    app.add_api_route(path, give, methods=["GET"], include_in_schema=False)


def security_headers(boot_settings: Boot) -> tuple[tuple[str, str], ...]:
    """Give the headers of every answer: only both servers and all exchanges may be spoken to."""
    servers = [server.url for server in boot_settings.servers]
    sockets = [url.replace("http", "ws", 1) for url in servers]
    exchanges = [_origin(exchange.web_socket_url) for exchange in boot_settings.exchanges]
    policy = "; ".join(
        (
            "default-src 'self'",
            f"connect-src 'self' {' '.join(servers + sockets + exchanges)}",
            f"media-src 'self' blob: {' '.join(servers)}",
            "img-src 'self' data: blob:",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
    return (
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "microphone=(self), geolocation=(self), speaker-selection=(self)"),
    )


def _origin(address: str) -> str:
    scheme, rest = address.split("://", 1)
    return f"{scheme}://{rest.split('/', 1)[0]}"
