"""The running program: what the link hears goes to bell, printer and outbox."""

import asyncio
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx2
import structlog

from dispatch.contracts.devices import DeviceState
from dispatch.contracts.orders import OrderView
from station_client.alarm import ENDED, UNTAKEN, Alarm, Sound, is_away
from station_client.bell import Bell
from station_client.centre import Centre, http_as, trusting
from station_client.clock import now
from station_client.folder import Device, Folder
from station_client.journal import Journal
from station_client.link import Link, dialling
from station_client.outbox import Outbox
from station_client.picture import Picture
from station_client.printer import Printer
from station_client.relay import Relay
from station_client.screen import keep_shown
from station_client.servers import Servers
from station_client.sinks import Sink
from station_client.tones import warm

log = structlog.get_logger()

LOOK_EVERY_S = 0.5
TELL_EVERY_S = 60.0
BELL_FIRST_S = 0.05


@dataclass(frozen=True, slots=True)
class Equipment:
    """What stands at the station.

    Args:
        browser: Program that shows the station page; None shows none.
    """

    sink: Sink
    relay: Relay | None
    print_to: Path
    browser: str | None = None


class Program:
    """One station's client."""

    def __init__(
        self, folder: Folder, device: Device, equipment: Equipment, http: httpx2.AsyncClient
    ) -> None:
        self._folder, self._device, self._equipment = folder, device, equipment
        self._clock = asyncio.get_running_loop().time
        self._journal = Journal(folder.journal)
        self._servers = Servers(device.servers)
        self._centre = Centre(http, self._servers)
        self._outbox = Outbox(self._journal, self._centre.deliver)
        self._bell = Bell(equipment.sink, equipment.relay, self._tell_state)
        self._printer = Printer(
            equipment.print_to,
            self._journal,
            fetch=self._centre.fetch_sheet,
            zone=device.zone,
            told=self._tell_state,
        )
        self._alarm = Alarm(open=self._journal.open_orders())
        self._orders: tuple[OrderView, ...] = ()
        self._heard_at = self._clock()
        self._heard = asyncio.Event()
        self._server: str | None = None
        self._unreadable = 0
        self._news = asyncio.Event()

    async def run(self, trust: ssl.SSLContext) -> None:
        """Work until cancelled; when a part of it breaks, all of it ends and is started again."""
        warm()
        link = Link(
            self._servers,
            self._device.token.get_secret_value(),
            self,
            snapshot=self._centre.read_board,
            dial=dialling(trust),
            random=Random(),  # noqa: S311 - only spreads the waits
        )
        self._tell_state()
        async with asyncio.TaskGroup() as group:
            for work in (link.run, self._bell.run, self._outbox.run, self._printer.run):
                group.create_task(work())
            group.create_task(self._keep_up())
            group.create_task(self._every(LOOK_EVERY_S, self._look))
            group.create_task(self._every(TELL_EVERY_S, self._tell_state))
            if self._equipment.browser:
                group.create_task(self._show(self._equipment.browser))

    def took(self, picture: Picture) -> None:
        """Ring first; everything that touches the disk comes after the bell."""
        self._orders = tuple(picture.orders.values())
        self._alarm = self._alarm.after(self._orders, self._clock())
        self._unreadable = picture.unreadable
        self._bell.sound(self._wanted())
        self._news.set()

    def heard(self, server: str) -> None:
        """Note that a server spoke."""
        self._heard_at, self._server = self._clock(), server
        self._heard.set()

    async def _keep_up(self) -> None:
        """Tell the centre what arrived, and print it."""
        while True:
            await self._news.wait()
            await asyncio.sleep(BELL_FIRST_S)
            self._news.clear()
            for order in self._orders:
                self._receive(order)
            self._journal.note_open(self._alarm.open)
            self._tell_state()

    def _receive(self, order: OrderView) -> None:
        if order.state in ENDED:
            return
        if order.state in UNTAKEN:
            self._journal.tell_once(f"receipt:{order.id}", f"/station/orders/{order.id}/receipt")
        self._printer.want(order)

    def _wanted(self) -> Sound | None:
        return self._alarm.sound(self._clock(), heard_s=self._heard_at)

    def _look(self) -> None:
        before = self._bell.sounding
        self._bell.sound(self._wanted())
        if before is not self._bell.sounding:
            self._tell_state()
        self._keep_status()

    def _tell_state(self) -> None:
        state = DeviceState(
            bell=self._bell.state,
            printer=self._printer.state,
            sounding=self._bell.sounding is not None,
            note="unreadable_event" if self._unreadable else "",
        )
        self._journal.tell_newest("state", "/station/state", state.model_dump_json())
        self._outbox.wake()
        self._keep_status()

    def _keep_status(self) -> None:
        away = is_away(self._clock(), self._heard_at)
        status = {
            "at": now().isoformat(timespec="seconds"),
            "station": self._device.station_code,
            "centre": "not_reachable" if away else "reachable",
            "server": self._server,
            "bell": self._bell.state,
            "sounding": self._bell.sounding,
            "printer": self._printer.state,
            "undelivered": len(self._journal.list_untold()),
            "orders": {one.number: one.state for one in self._orders if one.state not in ENDED},
        }
        self._folder.keep_status(json.dumps(status))

    async def _every(self, period_s: float, act: Callable[[], None]) -> None:
        while True:
            await asyncio.sleep(period_s)
            act()

    async def _show(self, browser: str) -> None:
        await keep_shown(browser, self._folder.browser, lambda: self._servers.current, self._heard)


async def run(folder: Folder, equipment: Equipment) -> None:
    """Run the client of the device that is enrolled in a folder."""
    device = folder.read_device()
    trust = trusting(device.authority)
    async with http_as(device.token.get_secret_value(), trust) as http:
        await Program(folder, device, equipment, http).run(trust)
