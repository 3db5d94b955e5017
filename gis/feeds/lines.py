"""Splits a byte stream into lines, whatever the packets; every buffer is bounded."""

from collections.abc import Iterator

from gis.feeds.fix import Damage

MAX_LINE_BYTES = 1024  # TAG block and sentence have 82 characters each; some terminals say more
MAX_KEPT_BYTES = 512  # of a line that is too long: a sentence may stand at its end


class LineReader:
    """Gives whole lines without their ends; what never ends is dropped and told once.

    Receivers mix binary frames with sentences: of a line that is too long the last one is kept.
    """

    def __init__(self) -> None:
        self._half = b""
        self._dropping = False

    @property
    def held_bytes(self) -> int:
        """How much is remembered of the line that has not ended."""
        return len(self._half)

    def feed(self, data: bytes) -> Iterator[bytes | Damage]:
        """Take the next bytes; give every line that ends in them."""
        *whole, self._half = (self._half + data).replace(b"\r", b"\n").split(b"\n")
        for line in whole:
            dropped, self._dropping = self._dropping, False
            yield from self._ended(line, dropped=dropped)
        if len(self._half) > MAX_LINE_BYTES:
            self._half = _last_sentence(self._half)
            if not self._dropping:
                yield Damage("too_long")
            self._dropping = True

    def interrupt(self) -> None:
        """Forget half a line: what comes next comes from a line that was plugged in anew."""
        self._half, self._dropping = b"", False

    @staticmethod
    def _ended(line: bytes, *, dropped: bool) -> Iterator[bytes | Damage]:
        if not dropped and len(line) <= MAX_LINE_BYTES:
            if line:
                yield line
            return
        if not dropped:
            yield Damage("too_long")
        last = _last_sentence(line)
        if b"*" in last:
            yield last


def _last_sentence(line: bytes) -> bytes:
    """Find where the last sentence begins, with its TAG block; empty when that is too far back."""
    start = line.rfind(b"$")
    if start > 0 and line[start - 1 : start] == b"\\":
        start = max(line.rfind(b"\\", 0, start - 1), 0)
    return line[start:] if start >= 0 and len(line) - start <= MAX_KEPT_BYTES else b""
