"""Asks the site's time server how far this machine's clock is off. Source: RFC 4330."""

import os
import socket
import struct
from typing import Final

from recorder.clock import Clock, SystemClock

_PACKET: Final = struct.Struct("!BBbb3I8s8s8s8s")
_REQUEST_HEAD: Final = 0x23
_SERVER_MODE: Final = 4
_UNSYNCHRONISED: Final = 3
_EPOCH_1900_S: Final = 2_208_988_800
_ERA_S: Final = 1 << 32
_TIMEOUT_S: Final = 2.0


def ask_offset_us(host: str, port: int, clock: Clock | None = None) -> int | None:
    """Microseconds this clock is behind (+) or ahead (-); None where nobody says so in time."""
    clock, mark = clock or SystemClock(), os.urandom(8)
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, socket.SOCK_DGRAM) as wire:
            wire.settimeout(_TIMEOUT_S)
            wire.connect(address)
            sent_at_s = clock.now().timestamp()
            wire.send(_PACKET.pack(_REQUEST_HEAD, *[0] * 6, *[bytes(8)] * 3, mark))
            reply = wire.recv(512)
            heard_at_s = clock.now().timestamp()
    except OSError:
        return None
    return read_offset_us(reply, mark, sent_at_s, heard_at_s)


def read_offset_us(reply: bytes, mark: bytes, sent_at_s: float, heard_at_s: float) -> int | None:
    """Read a reply: half of both ways' differences, so that equal delays cancel out."""
    if len(reply) < _PACKET.size:
        return None
    head, stratum, *_, echoed, received, transmitted = _PACKET.unpack(reply[: _PACKET.size])
    answers = head & 7 == _SERVER_MODE and echoed == mark
    if not answers or head >> 6 == _UNSYNCHRONISED or not 1 <= stratum <= 15:
        return None
    forth_s = _instant_s(received, sent_at_s) - sent_at_s
    back_s = _instant_s(transmitted, heard_at_s) - heard_at_s
    return round((forth_s + back_s) / 2 * 1_000_000)


def _instant_s(stamp: bytes, near_s: float) -> float:
    whole, fraction = struct.unpack("!II", stamp)
    instant_s: float = whole - _EPOCH_1900_S + fraction / _ERA_S
    return instant_s + _ERA_S * round((near_s - instant_s) / _ERA_S)
