"""Where the samples lie in a WAV file, also when the exchange died before it wrote the lengths.

Pure. Source: RIFF/WAVE (Multimedia Programming Interface 1.0, IBM and Microsoft, 1991). Asterisk
writes a 44-byte header with length 0 and fills it in when it closes the file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recorder.faults import FaultCode

HEAD_BYTES: Final = 4096
_RIFF: Final = struct.Struct("<4sI4s")
_CHUNK: Final = struct.Struct("<4sI")
_FORMAT: Final = struct.Struct("<HHIIHH")
_PCM: Final = 1
_SAMPLE_BYTES: Final = 2
_RATES_HZ: Final = range(8000, 48001, 100)


@dataclass(frozen=True, slots=True)
class Pcm:
    """A span of mono 16-bit little-endian samples in a file."""

    sample_rate_hz: int
    offset_bytes: int
    frames: int
    repaired: bool


def locate_pcm(head: bytes, file_bytes: int) -> Pcm | FaultCode:
    """Find the samples; damage is a value.

    A length that is zero, too long, or leaves bytes that belong to nothing is not believed:
    then everything up to the end of the file is sound, and the span is marked repaired.

    Args:
        head: The first `HEAD_BYTES` of the file, or all of it.
        file_bytes: Its whole length.
    """
    if len(head) < _RIFF.size:
        return FaultCode.UNREADABLE_HEADER
    riff, riff_bytes, wave = _RIFF.unpack_from(head)
    if (riff, wave) != (b"RIFF", b"WAVE"):
        return FaultCode.UNREADABLE_HEADER
    sample_rate_hz = None
    for kind, at, size in _chunks(head):
        if kind == b"fmt ":
            sample_rate_hz = _sample_rate_hz(head[at : at + size])
        if kind == b"data" and sample_rate_hz is not None:
            declared_end = riff_bytes + _CHUNK.size
            return _span(sample_rate_hz, at, size, file_bytes, declared_end)
        if kind == b"fmt " and sample_rate_hz is None:
            return FaultCode.UNSUPPORTED_FORMAT
    return FaultCode.UNREADABLE_HEADER


def _chunks(head: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = _RIFF.size
    while at + _CHUNK.size <= len(head):
        kind, size = _CHUNK.unpack_from(head, at)
        if kind == b"fmt " and at + _CHUNK.size + size > len(head):
            return
        yield kind, at + _CHUNK.size, size
        at += _CHUNK.size + size + size % 2


def _sample_rate_hz(body: bytes) -> int | None:
    if len(body) < _FORMAT.size:
        return None
    tag, channels, rate_hz, _, block, bits = _FORMAT.unpack_from(body)
    plain = (tag, channels, block, bits) == (_PCM, 1, _SAMPLE_BYTES, 8 * _SAMPLE_BYTES)
    return rate_hz if plain and rate_hz in _RATES_HZ else None


def _span(rate_hz: int, at: int, declared: int, file_bytes: int, declared_end: int) -> Pcm:
    there = max(0, file_bytes - at)
    whole = declared == there or (declared < there and declared_end == file_bytes)
    believed = whole and (declared > 0 or there == 0)
    size = declared if believed else there
    return Pcm(rate_hz, at, size // _SAMPLE_BYTES, repaired=not believed)
