"""Packets in which an exchange tells every SIP message it hears or says. Pure.

Source: HEP/EEP 3, rev. 12 (the protocol of Asterisk's res_hep).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

MAGIC = b"HEP3"
_HEAD, _CHUNK, _PORT = struct.Struct(">4sH"), struct.Struct(">HHH"), struct.Struct(">H")
_SOURCE_PORT, _TARGET_PORT, _PAYLOAD, _ABOUT = 7, 8, 15, 17


@dataclass(frozen=True, slots=True)
class Overheard:
    """One SIP message.

    Args:
        about: The channel it belongs to; its own Call-ID where there is none.
    """

    source_port: int
    target_port: int
    about: str
    message: bytes


def read_packet(data: bytes) -> Overheard | None:
    """Read a packet; None for what is none, or lacks anything."""
    if len(data) < _HEAD.size or _HEAD.unpack_from(data) != (MAGIC, len(data)):
        return None
    chunks = _read_chunks(data)
    try:
        return Overheard(
            _PORT.unpack(chunks[_SOURCE_PORT])[0],
            _PORT.unpack(chunks[_TARGET_PORT])[0],
            chunks[_ABOUT].decode("utf-8", "replace"),
            chunks[_PAYLOAD],
        )
    except (KeyError, struct.error):
        return None


def _read_chunks(data: bytes) -> Mapping[int, bytes]:
    chunks, at = dict[int, bytes](), _HEAD.size
    while at + _CHUNK.size <= len(data):
        _, kind, size = _CHUNK.unpack_from(data, at)
        if size < _CHUNK.size:
            break
        chunks[kind] = data[at + _CHUNK.size : at + size]
        at += size
    return chunks
