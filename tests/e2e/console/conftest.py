"""Pages of the built console with a scripted centre behind them: no service runs."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from typing_extensions import override

from tests.e2e.console.boards import board, uuid
from tests.e2e.console.scripted_centre import ScriptedCentre

PAGES = Path(__file__).parents[3] / "dispatch" / "console" / "dist"
SEAT = 3

Opened = Callable[..., tuple[Page, ScriptedCentre]]


class BuiltPages(SimpleHTTPRequestHandler):
    """Gives the built pages; every address that is no file is a page."""

    @override
    def do_GET(self) -> None:
        """Give one file."""
        if not (PAGES / self.path.split("?")[0].lstrip("/")).is_file():
            self.path = "/index.html"
        super().do_GET()

    @override
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Nothing is kept at this desk: every request of a page comes to the scripted centre."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture(scope="session")
def addresses() -> Iterator[tuple[str, str]]:
    """Two servers of nothing but pages."""
    hosts = ("127.0.0.1", "127.0.0.2")
    servers = [
        ThreadingHTTPServer((host, 0), partial(BuiltPages, directory=str(PAGES))) for host in hosts
    ]
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    yield (_address(servers[0]), _address(servers[1]))
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def opened(page: Page, addresses: tuple[str, str]) -> Opened:
    """Open a page as somebody who has signed in, at seat 3 where the page wants a seat."""

    def open_page(path: str = "/call", **given: Any) -> tuple[Page, ScriptedCentre]:
        state = board(**given)
        state["servers"] = [
            {"name": f"server-{number}", "url": url} for number, url in enumerate(addresses, 1)
        ]
        centre = ScriptedCentre(page, *addresses, state)
        centre.answer("POST", f"/seats/{SEAT}/sign-on", 200, _account(state))
        centre.answer("GET", "/calls", 200, {"calls": [], "next_before": None})
        nothing_before: dict[str, list[object]] = {"calls": [], "of_address": [], "notes": []}
        for call in state["calls"]:
            centre.answer("GET", f"/calls/{call['id']}/contacts", 200, nothing_before)
        kept = {"dispatch120.token": "scripted", "dispatch120.checked_seat": str(SEAT)}
        page.add_init_script(f"Object.assign(sessionStorage, {json.dumps(kept)})")
        page.goto(addresses[0] + path)
        expect(page.locator("[data-ready]")).to_be_visible()
        if path == "/call":
            expect(page.locator("[data-stream]")).to_have_attribute("data-stream", "live")
        return page, centre

    return open_page


def _account(state: dict[str, Any]) -> dict[str, Any]:
    mine = next(seat for seat in state["seats"] if seat["number"] == SEAT)
    exchange = {
        "exchange": "node1",
        "web_socket_url": "ws://127.0.0.1:9/ws",
        "sip_uri": "sip:8003@127.0.0.1",
    }
    return {"seat": mine, "user": "8003", "secret": uuid(0), "exchanges": [exchange]}


def _address(server: ThreadingHTTPServer) -> str:
    host, port = server.server_address[:2]
    return f"http://{host!s}:{port}"
