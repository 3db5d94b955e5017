"""Carries bytes from a serial device; it may be unplugged, and comes back by itself."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import serial
import structlog
from serial_asyncio_fast import open_serial_connection

log = structlog.get_logger()

READ_BYTES = 4096
LOOK_AGAIN_AFTER_S = 0.5


@dataclass(slots=True)
class SerialLine:
    """One serial device.

    Args:
        heard: Is given what was read.
        interrupted: Is told when the device went away.
        plugged: Whether the device is open now.
    """

    device: Path
    baud: int
    heard: Callable[[bytes], None]
    interrupted: Callable[[], None]
    plugged: bool = False
    _told_absent: bool = False

    async def listen(self) -> None:
        """Read until cancelled, whatever happens to the device."""
        while True:
            try:
                await self._read_while_plugged()
            except (OSError, serial.SerialException) as error:
                self._tell_absent(error)
            finally:
                self._let_go()
            await asyncio.sleep(LOOK_AGAIN_AFTER_S)

    async def _read_while_plugged(self) -> None:
        reader, writer = await open_serial_connection(
            url=str(self.device), baudrate=self.baud, limit=READ_BYTES
        )
        self.plugged, self._told_absent = True, False
        log.info("feed.plugged")
        try:
            while data := await reader.read(READ_BYTES):
                self.heard(data)
        finally:
            writer.transport.abort()

    def _let_go(self) -> None:
        if self.plugged:
            self.plugged = False
            self.interrupted()
            log.warning("feed.unplugged")

    def _tell_absent(self, error: Exception) -> None:
        if not self._told_absent and not self.plugged:
            log.warning("feed.device_absent", why=type(error).__name__)
            self._told_absent = True
