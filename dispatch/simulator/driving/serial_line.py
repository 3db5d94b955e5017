"""The serial line of all terminals: a pseudo-terminal with a fixed name."""

import os
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

NOBODY_READS_AFTER_S = 1.0


class SerialLine:
    """The end that the terminals write to.

    Args:
        writes: Descriptor of the writing end.
        reads: Descriptor of the reading end, kept open so that a reader may come and go.
    """

    def __init__(self, writes: int, reads: int) -> None:
        self._writes = writes
        self._reads = reads

    def write(self, data: bytes) -> None:
        """Write; when nobody reads, what is old makes room for what is new."""
        try:
            os.write(self._writes, data)
        except BlockingIOError:
            termios.tcflush(self._reads, termios.TCIFLUSH)

    def write_whole(self, data: bytes) -> None:
        """Write as fast as it is read, so that nothing is dropped while somebody reads."""
        while data:
            _, has_room, _ = select([], [self._writes], [], NOBODY_READS_AFTER_S)
            if not has_room:
                termios.tcflush(self._reads, termios.TCIFLUSH)
                return
            data = data[os.write(self._writes, data) :]


@contextmanager
def open_line(name: Path) -> Iterator[SerialLine]:
    """Open a raw line whose reading end is found under a name for as long as the block runs."""
    writes, reads = os.openpty()
    try:
        tty.setraw(reads)
        os.set_blocking(writes, False)
        _point(name, os.ttyname(reads))
        yield SerialLine(writes, reads)
    finally:
        name.unlink(missing_ok=True)
        os.close(writes)
        os.close(reads)


def _point(name: Path, device: str) -> None:
    """Let the name lead to the device, at once for whoever opens it meanwhile."""
    name.parent.mkdir(parents=True, exist_ok=True)
    new = name.with_suffix(".new")
    new.unlink(missing_ok=True)
    new.symlink_to(device)
    new.replace(name)
