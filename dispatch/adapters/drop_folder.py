"""The folder into which a carrier puts new three-field tables, on this machine's disk."""

import asyncio
import stat
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path

from dispatch.ports.drop_folder import DroppedFile, FolderAway

ENDINGS = frozenset({".csv", ".txt"})
STILL_FOR_S = 60.0
PIECE_BYTES = 1_000_000


class DiskDropFolder:
    """See `dispatch.ports.drop_folder`.

    Args:
        folder: Which; its files are only read, never moved or removed.
        now_s: Seconds since 1970, by the clock that dates files.
        still_for_s: So long nobody must have written to a file.
    """

    def __init__(
        self, folder: Path, now_s: Callable[[], float], *, still_for_s: float = STILL_FOR_S
    ) -> None:
        self._folder, self._now_s, self._still_for_s = folder, now_s, still_for_s

    async def find_newest(self) -> DroppedFile | None:
        """Find the newest whole file; FolderAway."""
        return await asyncio.to_thread(self._find_newest)

    async def read(self, name: str) -> AsyncIterator[bytes]:
        """Give a file's bytes, piece by piece; FolderAway."""
        try:
            with await asyncio.to_thread((self._folder / name).open, "rb") as file:
                while data := await asyncio.to_thread(file.read, PIECE_BYTES):
                    yield data
        except OSError as error:
            raise FolderAway from error

    def _find_newest(self) -> DroppedFile | None:
        try:
            whole = [one for one in self._folder.iterdir() if self._is_whole(one)]
            newest = max(whole, key=lambda one: (one.stat().st_mtime, one.name), default=None)
            return None if newest is None else DroppedFile(newest.name, _sha256_of(newest))
        except OSError as error:
            raise FolderAway from error

    def _is_whole(self, path: Path) -> bool:
        """No link: it could lead anywhere on this machine."""
        facts = path.lstat()
        still = self._now_s() - facts.st_mtime >= self._still_for_s
        return stat.S_ISREG(facts.st_mode) and path.suffix.lower() in ENDINGS and still


def _sha256_of(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while data := file.read(PIECE_BYTES):
            found.update(data)
    return found.hexdigest()
