"""The uploaded files of the three-field table, between upload and the end of their import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.directory_import import FileFault, FileMark, SubscriberBatch
from dispatch.domain.errors import DomainError
from dispatch.domain.place_source_plan import Encoding


class NoSpace(DomainError):
    """The disk is full; nothing of the upload was kept."""

    code = "no_space"


class FileUnreadable(Exception):
    """The file is gone or is no three-field table; no line of it can be taken.

    Args:
        fault: Which of the two.
    """

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class LineStamp:
    """What every row of one file shares.

    Args:
        area_code: The centre's own; completes local numbers.
        source: The file's name.
        as_of: When it was brought.
        encoding: As a person declared it.
    """

    area_code: str
    source: str
    as_of: datetime
    encoding: Encoding = Encoding.AUTO


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """A file whose every byte is on the disk."""

    total_bytes: int
    sha256: str


class Upload(Protocol):
    """A file that is being written; nothing of it is left unless it is kept."""

    async def write(self, data: bytes) -> None:
        """Write on."""
        ...

    async def finish(self) -> KeptUpload:
        """Put every byte on the disk."""
        ...

    async def keep(self, import_id: UUID) -> None:
        """Make it the file of an import; the same twice changes nothing."""
        ...

    async def close(self) -> None:
        """Remove it, unless it was kept."""
        ...


class SubscriberFiles(Protocol):
    """All uploaded files that are not read to their end."""

    async def begin(self) -> Upload:
        """Begin to write a file."""
        ...

    async def read_batch(
        self, import_id: UUID, after: FileMark, stamp: LineStamp, *, lines: int
    ) -> SubscriberBatch:
        """Read on from a place, so many lines or to the end; FileUnreadable."""
        ...

    async def list_kept(self) -> Sequence[UUID]:
        """Give the imports whose file is here."""
        ...

    async def remove(self, import_id: UUID) -> None:
        """Remove the file of an import that has ended."""
        ...
