"""Ids: UUIDv7 made by whoever acts; command keys made of what names the act."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_IN_A_MS = (1 << 12) - 1
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


class IdSource:
    """Makes ids each of which sorts behind the one before it, whatever the clock does.

    Where the clock stood still or went back, the last id's millisecond goes on, with a counter in
    the twelve bits below it. Source: RFC 9562 §6.2, method 1.
    """

    def __init__(self) -> None:
        self._at = UNIX_EPOCH
        self._count = 0

    def make(self, at: datetime, randomness: bytes) -> UUID:
        """Make an id; see `uuid7`. Of the randomness eight bytes are left."""
        at -= timedelta(microseconds=at.microsecond % 1000)
        if at > self._at:
            self._at, self._count = at, 0
        elif self._count < _MOST_IN_A_MS:
            self._count += 1
        else:
            self._at, self._count = self._at + timedelta(milliseconds=1), 0
        return uuid7(self._at, self._count.to_bytes(2, "big") + randomness[2:])


def key_of(*parts: str) -> UUID:
    """Make the command key of an act that names itself, such as a signal heard by both servers."""
    return uuid5(_SIGNALS, "\x1f".join(parts))
