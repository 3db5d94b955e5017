"""Byte ranges, pure. Source: RFC 9110 section 14."""

import re
from dataclasses import dataclass
from typing import Final

_ONE_RANGE: Final = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """From first to last byte, both included."""

    first: int
    last: int

    @property
    def size_bytes(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """A well-formed range that has nothing of the file."""


def parse_range(header: str | None, size_bytes: int) -> ByteRange | None:
    """The one range asked for, cut to the file; None means the whole file.

    What is malformed, of another unit, or more than one range is ignored, as the standard allows.
    Raises `Unsatisfiable`.
    """
    match = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if match is None or (not match["first"] and not match["last"]):
        return None
    if not match["first"]:
        return _suffix(int(match["last"]), size_bytes)
    first, last = int(match["first"]), int(match["last"] or size_bytes)
    if match["last"] and last < first:
        return None
    if first >= size_bytes:
        raise Unsatisfiable
    return ByteRange(first, min(last, size_bytes - 1))


def _suffix(wanted_bytes: int, size_bytes: int) -> ByteRange:
    if wanted_bytes == 0 or size_bytes == 0:
        raise Unsatisfiable
    return ByteRange(max(0, size_bytes - wanted_bytes), size_bytes - 1)
