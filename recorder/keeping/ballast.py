"""Ballast: a file that takes room on the exchange's disk, so that there is room to give back.

A disk that runs full in mid call cuts every call on it. The recorder sees it coming, lets the
ballast go, and tells: from then on there are minutes, not calls lost.
"""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from recorder.archive.store import RESERVE_BYTES
from recorder.clock import Clock
from recorder.faults import FaultCode
from recorder.ingest.conditions import Conditions

CHANNELS: Final = 32
CHANNEL_BYTES_S: Final = 48_000
"""Two sides of 16 kB/s as the exchange writes them, and half of that for its master."""
HELD_S: Final = 300
DEFAULT_BYTES: Final = CHANNELS * CHANNEL_BYTES_S * HELD_S
_BLOCK_BYTES: Final = 1024 * 1024
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)

log = structlog.get_logger()


def free_bytes(folder: Path) -> int:
    """Room for an ordinary user."""
    return shutil.disk_usage(folder).free


class Ballast:
    """One file of a fixed size, there or not there."""

    def __init__(self, path: Path, size_bytes: int) -> None:
        self.path = path
        self.size_bytes = size_bytes

    @property
    def is_grown(self) -> bool:
        """Whether it takes its room."""
        return self.path.is_file() and self.path.stat().st_size >= self.size_bytes

    def grow(self) -> bool:
        """Take the room; False, and nothing taken, where it is not there."""
        part = self.path.with_name(self.path.name + ".part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                os.posix_fallocate(descriptor, 0, self.size_bytes)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            part.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            if error.errno not in _FULL:
                raise
            return False
        return True

    def release(self) -> None:
        """Give the room back."""
        self.path.unlink(missing_ok=True)


class SpaceGuard:
    """Looks at the exchange's disk each half second; gives the ballast and takes it again."""

    def __init__(
        self,
        ballast: Ballast,
        conditions: Conditions,
        clock: Clock,
        *,
        free: Callable[[], int],
        low_bytes: int = RESERVE_BYTES,
    ) -> None:
        self._ballast = ballast
        self._conditions = conditions
        self._clock = clock
        self._free = free
        self._low_bytes = low_bytes
        self._short_at: datetime | None = None

    @property
    def is_short(self) -> bool:
        """Whether the ballast is spent: then nothing that can wait takes any room."""
        return not self._ballast.is_grown

    def short_after(self, instant: datetime) -> datetime | None:
        """When the disk was last seen without its reserve, if that was after an instant."""
        seen = self._short_at
        return seen if seen is not None and seen >= instant else None

    def tick(self) -> None:
        """Look once."""
        free, ballast = self._free(), self._ballast
        if free < self._low_bytes:
            self._short_at = self._clock.now()
            if ballast.is_grown:
                ballast.release()
                log.error("ballast.released", free_bytes=free, size_bytes=ballast.size_bytes)
        elif not ballast.is_grown and free >= ballast.size_bytes + 2 * self._low_bytes:
            self._grow()
        self._tell()

    def _grow(self) -> None:
        try:
            grown = self._ballast.grow()
        except OSError as error:  # a disk that refuses is told by what is missing
            log.warning("ballast.refused", why=type(error).__name__)
        else:
            log.info("ballast.grown" if grown else "ballast.no_room")

    def _tell(self) -> None:
        if self.is_short:
            self._conditions.begin(FaultCode.BALLAST_SPENT)
        else:
            self._conditions.end(FaultCode.BALLAST_SPENT)
