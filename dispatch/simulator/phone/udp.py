"""A UDP port on the event loop."""

import asyncio
import socket
from collections.abc import Callable

LONGEST_DATAGRAM = 65_535
MOST_AT_ONCE = 64

Address = tuple[str, int]


class UdpPort:
    """A bound port that hands on what comes. What cannot be sent is lost, as UDP has it."""

    def __init__(self, address: str, port: int, take: Callable[[bytes, Address], None]) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.bind((address, port))
        self._take = take
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket, self._read)
        self._open = True
        bound = self._socket.getsockname()
        self.address: Address = (bound[0], bound[1])

    def send(self, data: bytes, to: Address) -> None:
        """Send a datagram."""
        if not self._open:
            return
        try:
            self._socket.sendto(data, to)
        except OSError:
            return

    def close(self) -> None:
        """Give the port back."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._socket)
            self._socket.close()

    def _read(self) -> None:
        for _ in range(MOST_AT_ONCE):
            if not self._open:
                return
            try:
                data, sender = self._socket.recvfrom(LONGEST_DATAGRAM)
            except BlockingIOError:
                return
            except OSError:  # an ICMP message about something sent before
                continue
            self._take(data, (sender[0], sender[1]))
