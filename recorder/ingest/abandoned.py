"""When is a recording without a done mark over? Only when nobody can still be writing it."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import Final

from recorder.clock import Clock
from recorder.ingest.incoming import Sighting

QUIET_S: Final = 15.0
"""MixMonitor writes silence too, a block of 32 KiB each 2 s: this is seven blocks."""
QUIET_UNSURE_S: Final = 90.0
"""Where the kernel cannot say who writes: longer than the exchange's own rtp_timeout of 60 s."""


class Writer(Enum):
    """Whether a process has a file open for writing."""

    NONE = "none"
    SOME = "some"
    UNKNOWN = "unknown"


def find_writer(path: Path) -> Writer:
    """Ask the kernel: a read lease is granted only while nobody has the file open for writing.

    Source: fcntl(2), F_SETLEASE. The lease is given back at once; the process must ignore SIGIO.
    A file of another user needs CAP_LEASE, hence UNKNOWN.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return Writer.UNKNOWN
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return Writer.SOME if error.errno == errno.EAGAIN else Writer.UNKNOWN
    finally:
        os.close(descriptor)
    return Writer.NONE


class QuietWatch:
    """Remembers since when the files of each recording have not changed.

    Monotonic time and what this process saw itself: a stepped clock or a restart can only make the
    wait longer, never shorter.
    """

    def __init__(self, clock: Clock, find: Callable[[Path], Writer] = find_writer) -> None:
        self._clock = clock
        self._find = find
        self._seen: dict[str, tuple[object, float]] = {}

    def is_abandoned(self, sighting: Sighting) -> bool:
        """Whether nothing has grown for long enough and nobody writes."""
        files = tuple((file.size_bytes, file.changed_at) for file in sighting.sides)
        quiet_s = self.quiet_s(sighting.name.text, files)
        if quiet_s < QUIET_S:
            return False
        writers = {self._find(side.path) for side in sighting.sides}
        if Writer.SOME in writers:
            return False
        return writers == {Writer.NONE} or quiet_s >= QUIET_UNSURE_S

    def quiet_s(self, key: str, signature: object) -> float:
        """Seconds since the signature of a key last changed."""
        now_s = self._clock.monotonic_s()
        seen, since_s = self._seen.get(key, (None, now_s))
        if seen != signature:
            self._seen[key] = (signature, now_s)
            return 0.0
        return now_s - since_s

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Drop what is no longer in the folder."""
        kept = set(keys)
        self._seen = {key: value for key, value in self._seen.items() if key in kept}
