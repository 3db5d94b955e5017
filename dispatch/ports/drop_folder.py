"""The folder into which a carrier puts new three-field tables."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


class FolderAway(Exception):
    """The folder cannot be read."""


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that is whole: nobody has written to it for a while."""

    name: str
    sha256: str


class DropFolder(Protocol):
    """Its files; FolderAway when it cannot be read."""

    async def find_newest(self) -> DroppedFile | None:
        """Find the newest whole file; None where there is none."""
        ...

    def read(self, name: str) -> AsyncIterator[bytes]:
        """Give a file's bytes, piece by piece."""
        ...
