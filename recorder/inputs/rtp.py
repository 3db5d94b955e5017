"""One RTP packet: read and written. Source: RFC 3550, 5.1."""

import struct
from dataclasses import dataclass
from typing import Final

HEAD: Final = struct.Struct("!BBHII")
_VERSION: Final = 2
MAX_PAYLOAD_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class RtpPacket:
    """What of a packet counts here."""

    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class RtpError:
    """Why a datagram is no packet."""

    why: str


def read_packet(datagram: bytes) -> RtpPacket | RtpError:
    """Read one datagram; damage is a value."""
    if len(datagram) < HEAD.size:
        return RtpError("short")
    first, second, sequence, timestamp, ssrc = HEAD.unpack_from(datagram)
    if first >> 6 != _VERSION:
        return RtpError("version")
    at = HEAD.size + 4 * (first & 0x0F)
    if first & 0x10:
        if len(datagram) < at + 4:
            return RtpError("extension")
        at += 4 + 4 * int.from_bytes(datagram[at + 2 : at + 4], "big")
    end = len(datagram) - (datagram[-1] if first & 0x20 else 0)
    if not at <= end or end - at > MAX_PAYLOAD_BYTES:
        return RtpError("length")
    return RtpPacket(second & 0x7F, sequence, timestamp, ssrc, datagram[at:end])


def write_packet(packet: RtpPacket) -> bytes:
    """The datagram of a packet."""
    head = HEAD.pack(
        _VERSION << 6,
        packet.payload_type,
        packet.sequence & 0xFFFF,
        packet.timestamp & 0xFFFFFFFF,
        packet.ssrc,
    )
    return head + packet.payload
