"""Asks a time server how far this machine's clock is off. Source: RFC 4330."""

import os
import socket
import struct
from dataclasses import dataclass

from dispatch.adapters.host.clock import utc_now

PACKET = struct.Struct("!BBbb3I8s8s8s8s")
REQUEST_HEAD = 0x23  # no leap warning, version 4, client
SERVER_MODE = 4
UNSYNCHRONISED = 3
SECONDS_1900_TO_1970 = 2_208_988_800
ERA_S = 1 << 32
TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class SntpFault:
    """A reply that says nothing about the time."""

    why: str


def ask_offset_s(host: str, port: int) -> float | SntpFault:
    """Ask a server how many seconds this machine's clock is behind (+) or ahead (-).

    Raises:
        OSError: No answer in time, or the name is unknown.
    """
    mark = os.urandom(8)
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, socket.SOCK_DGRAM) as wire:
        wire.settimeout(TIMEOUT_S)
        wire.connect(address)
        sent_at_s = utc_now().timestamp()
        wire.send(request(mark))
        reply = wire.recv(512)
        heard_at_s = utc_now().timestamp()
    return read_offset_s(reply, mark, sent_at_s, heard_at_s)


def request(mark: bytes) -> bytes:
    """Make a request; the server gives the mark back, so that it need not be our time."""
    return PACKET.pack(REQUEST_HEAD, 0, 0, 0, 0, 0, 0, bytes(8), bytes(8), bytes(8), mark)


def read_offset_s(
    reply: bytes, mark: bytes, sent_at_s: float, heard_at_s: float
) -> float | SntpFault:
    """Read a reply: half of both ways' differences, so that equal delays cancel out."""
    if len(reply) < PACKET.size:
        return SntpFault(f"{len(reply)} bytes")
    head, stratum, *_, echoed, received, transmitted = PACKET.unpack(reply[: PACKET.size])
    if head & 7 != SERVER_MODE or echoed != mark:
        return SntpFault("not a reply to this request")
    if head >> 6 == UNSYNCHRONISED or not 1 <= stratum <= 15:
        return SntpFault("the server does not know the time itself")
    there = _instant_s(received, sent_at_s), _instant_s(transmitted, heard_at_s)
    return ((there[0] - sent_at_s) + (there[1] - heard_at_s)) / 2


def _instant_s(stamp: bytes, near_s: float) -> float:
    """Read a 64-bit stamp as seconds since 1970, in the era (136 years each) nearest to a time."""
    whole, fraction = struct.unpack("!II", stamp)
    instant_s: float = whole - SECONDS_1900_TO_1970 + fraction / ERA_S
    return instant_s + ERA_S * round((near_s - instant_s) / ERA_S)
