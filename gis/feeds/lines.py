"""Splits a byte stream into lines, whatever the packets; every buffer is bounded."""

from collections.abc import Iterator

from gis.feeds.fix import Damage

MAX_LINE_BYTES = 1024  # TAG block and sentence have 82 characters each; some terminals say more


class LineReader:
    """Gives whole lines without their ends; what never ends is dropped and told once."""

    def __init__(self) -> None:
        self._half = b""
        self._dropping = False

    def feed(self, data: bytes) -> Iterator[bytes | Damage]:
        """Take the next bytes; give every line that ends in them."""
        *whole, self._half = (self._half + data).replace(b"\r", b"\n").split(b"\n")
        for line in whole:
            dropped, self._dropping = self._dropping, False
            if line and not dropped:
                yield line if len(line) <= MAX_LINE_BYTES else Damage("too_long")
        if len(self._half) > MAX_LINE_BYTES:
            self._half = b""
            if not self._dropping:
                yield Damage("too_long")
            self._dropping = True

    def interrupt(self) -> None:
        """Forget half a line: what comes next comes from a line that was plugged in anew."""
        self._half, self._dropping = b"", False
