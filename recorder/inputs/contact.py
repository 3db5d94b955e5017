"""The contact (压控) of a channel on a serial line: closed means that somebody speaks."""

from collections.abc import Callable
from typing import Any, Final

import serial
import structlog

from recorder.inputs.settings import Contact

RETRY_S: Final = 5.0
MAX_BYTES: Final = 256

log = structlog.get_logger()


class ContactLine:
    """Looks at the line; a device that is away is tried again and told."""

    def __init__(self, contact: Contact, open_port: Callable[..., Any] = serial.Serial) -> None:
        self.away = True
        self.closed = False
        self.stuck = False
        self._contact = contact
        self._open_port = open_port
        self._port: serial.Serial | None = None
        self._retry_at_s = float("-inf")
        self._closed_s = 0.0

    def look(self, at_s: float) -> bool:
        """Whether it is closed now. A line that is away counts as closed: better all than none."""
        if self._port is None and at_s >= self._retry_at_s:
            self._open(at_s)
        was_closed = self.closed
        try:
            self.closed = self._read()
        except OSError as error:
            self._lost(at_s, error)
        if self.closed and not was_closed:
            self._closed_s = at_s
        self.stuck = (
            self.closed and not self.away and at_s - self._closed_s >= self._contact.stuck_after_s
        )
        return self.closed or self.away

    def close(self) -> None:
        """Let go of the line."""
        if self._port is not None:
            self._port.close()

    def _open(self, at_s: float) -> None:
        try:
            self._port = self._open_port(self._contact.device, self._contact.baud, timeout=0)
            self.away = False
        except OSError as error:
            self._lost(at_s, error)

    def _read(self) -> bool:
        if self._port is None:
            return False
        match self._contact.line:
            case "bytes":
                return self._read_bytes(self._port)
            case "cts":
                return bool(self._port.cts)
            case "dsr":
                return bool(self._port.dsr)
            case "dcd":
                return bool(self._port.cd)

    def _read_bytes(self, port: serial.Serial) -> bool:
        """The last word counts; bytes that say neither are passed over."""
        closed = self.closed
        for byte in port.read(MAX_BYTES):
            if byte == int(self._contact.closed, 16):
                closed = True
            elif byte == int(self._contact.opened, 16):
                closed = False
        return closed

    def _lost(self, at_s: float, error: OSError) -> None:
        if self._port is not None:
            self._port.close()
        if not self.away or self._retry_at_s < 0:
            log.warning("channel.contact", device=self._contact.device, why=type(error).__name__)
        self._port, self.away, self.closed = None, True, False
        self._retry_at_s = at_s + RETRY_S
