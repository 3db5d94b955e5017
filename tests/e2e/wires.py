"""Watches where pages speak to: only to the servers and the exchanges, as the CSP says."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket

from dispatch.config import Boot

WITHIN_THE_PAGE = ("data", "blob")


def allowed_origins(boot: Boot) -> frozenset[str]:
    """Both servers and every exchange."""
    servers = {server.url for server in boot.servers}
    sockets = {url.replace("http", "ws", 1) for url in servers}
    return frozenset(servers | sockets | {_origin(one.web_socket_url) for one in boot.exchanges})


class WireWatch:
    """Keeps every address that the pages of a context asked, and every fault they told."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("page", self._page)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    def strangers(self, allowed: frozenset[str]) -> list[str]:
        """Addresses that no page may speak to."""
        return [url for url in self.asked if not _is_own(url) and _origin(url) not in allowed]

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)


def _is_own(url: str) -> bool:
    return urlsplit(url).scheme in WITHIN_THE_PAGE


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
