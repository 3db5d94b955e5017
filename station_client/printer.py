"""Puts every order into the print folder: the PDF, or at once the raw text if none can be had."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import structlog

from dispatch.contracts.devices import PrinterState
from dispatch.contracts.orders import OrderView
from station_client.errors import CentreAway, Refused
from station_client.folder import write_whole
from station_client.journal import Journal
from station_client.text_order import text_of

log = structlog.get_logger()

FETCH_AGAIN_AFTER_S = 10.0
PDF = b"%PDF-"


class Printer:
    """Prints each revision of each order once.

    Args:
        fetch: Gives an order's PDF.
        told: Called when it became well or failed.
    """

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        *,
        fetch: Callable[[UUID], Awaitable[bytes]],
        zone: str,
        told: Callable[[], None],
    ) -> None:
        self._folder, self._journal, self._zone = folder, journal, zone
        self._fetch, self._told = fetch, told
        self._waiting: dict[UUID, OrderView] = {}
        self._more = asyncio.Event()
        self.state: PrinterState = "ok"

    def want(self, order: OrderView) -> None:
        """Print this revision, unless it lies in the folder as a PDF."""
        if self._journal.printed_form(order.id, order.revision) != "pdf":
            self._waiting[order.id] = order
            self._more.set()

    async def run(self) -> None:
        """Print what is wanted until cancelled; what had no PDF is asked for again."""
        while True:
            self._more.clear()
            for order in tuple(self._waiting.values()):
                await self._print(order)
            await self._until_more()

    async def _print(self, order: OrderView) -> None:
        """Keep what the centre gives; an order that it will never give again is done with."""
        try:
            data = await self._fetch(order.id)
        except CentreAway as away:
            self._keep_text(order, away.code)
        except Refused as refused:
            self._keep_text(order, refused.reason)
            if self._journal.printed_form(order.id, order.revision) is not None:
                self._done(order)
        else:
            if data.startswith(PDF):
                self._keep(order, "pdf", data)
            else:
                self._keep_text(order, "no_pdf")

    def _keep_text(self, order: OrderView, why: str) -> None:
        log.warning("station.no_sheet", order=str(order.id), why=why)
        if self._journal.printed_form(order.id, order.revision) is None:
            self._keep(order, "txt", text_of(order.sheet, self._zone).encode())

    def _keep(self, order: OrderView, form: str, data: bytes) -> None:
        name = f"{order.number}-r{order.revision}.{form}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / name, data)
        except OSError as error:
            log.warning("station.not_printed", order=str(order.id), errno=error.errno)
            self._become("failed")
            return
        self._journal.note_printed(order.id, order.revision, form)
        self._become("ok")
        if form == "pdf":
            self._done(order)

    def _done(self, order: OrderView) -> None:
        if self._waiting.get(order.id) is order:
            del self._waiting[order.id]

    def _become(self, state: PrinterState) -> None:
        if state != self.state:
            self.state = state
            self._told()

    async def _until_more(self) -> None:
        try:
            async with asyncio.timeout(FETCH_AGAIN_AFTER_S if self._waiting else None):
                await self._more.wait()
        except TimeoutError:
            return
