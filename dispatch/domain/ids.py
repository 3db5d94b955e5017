"""Ids: UUIDv7 made by whoever acts; command keys made of what names the act."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIGNALS = UUID("0d9d4a0e-6f0a-5d0e-9c53-1d2f0b1c7a10")


def uuid7(at: datetime, randomness: bytes) -> UUID:
    """Make a UUID version 7 that sorts by time. Source: RFC 9562 §5.7.

    Args:
        at: Instant, aware.
        randomness: Ten random bytes; the six version and variant bits are overwritten.
    """
    milliseconds = (at - UNIX_EPOCH) // timedelta(milliseconds=1) & ((1 << 48) - 1)
    value = milliseconds << 80 | int.from_bytes(randomness[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def key_of(*parts: str) -> UUID:
    """Make the command key of an act that names itself, such as a signal heard by both servers."""
    return uuid5(_SIGNALS, "\x1f".join(parts))
