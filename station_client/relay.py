"""The relay that drives the station's bell and lights: LCUS boards on a serial port.

Source: LCUS-1 data sheet: ``A0 channel state sum``, 9600 baud, 8N1, no answer.
"""

import asyncio
from contextlib import suppress

import serial

from station_client.errors import RelayFailed

BAUD = 9600
WRITE_WITHIN_S = 0.5


def frame(*, on: bool, channel: int = 1) -> bytes:
    """Make the four bytes that switch a channel."""
    state = int(on)
    return bytes((0xA0, channel, state, (0xA0 + channel + state) & 0xFF))


class Relay:
    """One channel of a board; a board that was unplugged is opened again at the next switch."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._port: serial.Serial | None = None

    async def switch(self, *, on: bool) -> None:
        """Switch it, whatever it was before.

        Raises:
            RelayFailed: The bytes were not taken.
        """
        await asyncio.to_thread(self._write, frame(on=on))

    def close(self) -> None:
        """Switch it off, if it still hears, and let go of the port."""
        with suppress(RelayFailed):
            self._write(frame(on=False))
        self._drop()

    def _write(self, data: bytes) -> None:
        try:
            self._port = self._port or serial.Serial(
                self._device, BAUD, write_timeout=WRITE_WITHIN_S
            )
            self._port.write(data)
        except OSError as error:
            self._drop()
            raise RelayFailed(type(error).__name__) from None

    def _drop(self) -> None:
        if self._port:
            with suppress(OSError):
                self._port.close()
        self._port = None
