"""A vehicle's terminal beside a browser: it lives on a thread of its own."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

from dispatch.adapters.clock import SystemClock
from dispatch.simulator.driving.jt808_terminal import (
    Jt808Terminal,
    NotAdmitted,
    TerminalBox,
    connected,
)
from dispatch.simulator.driving.track import Whereabouts
from gis.feeds.jt808.upward import Register
from tests.centre import Centre, until

T = TypeVar("T")


class Box:
    """One terminal, connected anew for each join.

    Attributes:
        terminal: While it is connected.
    """

    def __init__(self, centre: Centre, phone: str) -> None:
        told = Register(32, 1300, "ACME0", "T808", f"E2E{phone[-4:]}", 2, "苏N12099")
        self._box, self._port = TerminalBox(phone, told), centre.settings.boot.terminal_ports[0]
        self._loop = asyncio.new_event_loop()
        self._left = asyncio.Event()
        self.terminal: Jt808Terminal | None = None

    def run(self) -> None:
        """Turn the loop until `stop`."""
        self._loop.run_forever()
        self._loop.close()

    def stop(self) -> None:
        """Leave, and end the loop."""
        self.do(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the terminal's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def join(self) -> bool:
        """Connect and register; False when the centre does not let it in."""
        return self.do(self._join())

    def tell(self, seen: Whereabouts) -> int:
        """Tell where the vehicle is."""
        return self.do(self._there.tell(seen, SystemClock().now()))

    def press(self, seen: Whereabouts) -> int:
        """Tell it with the emergency key pressed."""
        return self.do(self._there.press(seen, SystemClock().now()))

    @property
    def _there(self) -> Jt808Terminal:
        assert self.terminal is not None
        return self.terminal

    async def _join(self) -> bool:
        joined: asyncio.Future[bool] = self._loop.create_future()
        self._life = self._loop.create_task(self._live(joined))
        return await joined

    async def _live(self, joined: asyncio.Future[bool]) -> None:
        async with connected(self._box, "127.0.0.1", self._port.port) as terminal:
            try:
                await terminal.join()
            except NotAdmitted:
                joined.set_result(False)
                return
            self.terminal = terminal
            joined.set_result(True)
            await self._left.wait()

    async def _leave(self) -> None:
        self._left.set()
        await self._life


@contextmanager
def box_at(centre: Centre, phone: str) -> Iterator[Box]:
    """A terminal that the centre does not know yet."""
    box = Box(centre, phone)
    thread = Thread(target=box.run, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        box.stop()
        thread.join(10)


def until_true(look: Callable[[], bool]) -> None:
    """Wait for what the terminal sees."""
    until(look, 30.0)
