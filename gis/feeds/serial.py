"""Carries bytes from a serial port; it may be unplugged, and comes back by itself."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import serial
import structlog
from serial_asyncio_fast import open_serial_connection

log = structlog.get_logger()

READ_BYTES = 4096
LOOK_AGAIN_AFTER_S = 0.5
CONNECT_WITHIN_S = 5.0
SOCKET = "socket://"
PARITIES: Mapping[str, str] = {
    "none": serial.PARITY_NONE,
    "even": serial.PARITY_EVEN,
    "odd": serial.PARITY_ODD,
    "mark": serial.PARITY_MARK,
    "space": serial.PARITY_SPACE,
}


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line comes in and how it is clocked.

    Args:
        address: A device (/dev/ttyUSB0, /dev/serial/by-id/…, a pseudo-terminal) or
            socket://host:port of a serial server, which clocks the line itself.
        parity: none, even, odd, mark or space.
    """

    address: str
    baud: int = 38400
    data_bits: int = 8
    parity: str = "none"
    stop_bits: float = 1

    def clocking(self) -> Mapping[str, Any]:
        """Give what pyserial wants to be told."""
        return {
            "baudrate": self.baud,
            "bytesize": self.data_bits,
            "parity": PARITIES[self.parity],
            "stopbits": self.stop_bits,
        }


@dataclass(slots=True)
class SerialLine:
    """One port.

    Args:
        heard: Is given what was read.
        interrupted: Is told when the port went away.
        now_s: The monotonic clock.
        plugged: Whether the port is open now.
        turned_s: When it was opened or closed.
    """

    port: Port
    heard: Callable[[bytes], None]
    interrupted: Callable[[], None]
    now_s: Callable[[], float]
    plugged: bool = False
    why_closed: str | None = None
    turned_s: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin closed."""
        self.turned_s = self.now_s()

    async def listen(self) -> None:
        """Read until cancelled, whatever happens to the port."""
        while True:
            why = "ended"
            try:
                await self._read_while_plugged()
            except (OSError, serial.SerialException, TimeoutError) as error:
                why = type(error).__name__
            finally:
                self._let_go()
            if why != self.why_closed:
                log.warning("feed.port_closed", why=why)
            self.why_closed = why
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)

    async def _read_while_plugged(self) -> None:
        reader, writer = await self._open()
        self.plugged, self.why_closed = True, None
        self.turned_s = self.now_s()
        log.info("feed.plugged")
        try:
            while data := await reader.read(READ_BYTES):
                self.heard(data)
        finally:
            writer.transport.abort()

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.port.address.startswith(SOCKET):
            where = urlsplit(self.port.address)
            async with asyncio.timeout(CONNECT_WITHIN_S):
                return await asyncio.open_connection(where.hostname, where.port, limit=READ_BYTES)
        reader, writer = await open_serial_connection(
            url=self.port.address, limit=READ_BYTES, **self.port.clocking()
        )
        return reader, writer

    def _let_go(self) -> None:
        if self.plugged:
            self.plugged = False
            self.turned_s = self.now_s()
            self.interrupted()
            log.warning("feed.unplugged")
