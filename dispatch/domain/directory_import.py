"""An import of the three-field table 三字段: how far it has come and which lines were not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.caller import Subscriber
from dispatch.domain.errors import DomainError, IllegalMove

KEPT_BAD_LINES = 1_000


class ImportState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ImportMove(StrEnum):
    """What happened to an import."""

    TOOK_BATCH = "took_batch"
    ENDED = "ended"
    BROKE = "broke"


class BadLineCode(StrEnum):
    """Why a line was not taken."""

    BAD_NUMBER = "bad_number"
    MISSING_FIELD = "missing_field"
    TOO_MANY_FIELDS = "too_many_fields"
    BAD_POINT = "bad_point"
    BAD_LINE_KIND = "bad_line_kind"
    BAD_UTF8 = "bad_utf8"
    BAD_QUOTES = "bad_quotes"
    TOO_LONG = "too_long"


class FileFault(StrEnum):
    """Why a whole file could not be taken."""

    NO_HEADER = "no_header"
    FILE_LOST = "file_lost"


TRANSITIONS: Mapping[tuple[ImportState, ImportMove], ImportState] = {
    (ImportState.RUNNING, ImportMove.TOOK_BATCH): ImportState.RUNNING,
    (ImportState.RUNNING, ImportMove.ENDED): ImportState.DONE,
    (ImportState.RUNNING, ImportMove.BROKE): ImportState.FAILED,
}


class ImportNotFound(DomainError):
    """No import has this id."""

    code = "import_not_found"


class UploadNotUnderstood(DomainError):
    """The upload holds no file, or is not multipart/form-data."""

    code = "upload_not_understood"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not taken; the first line of the file is 1."""

    line: int
    code: BadLineCode


@dataclass(frozen=True, slots=True)
class FileMark:
    """A place between two lines of a file: bytes and lines before it."""

    offset: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class SubscriberBatch:
    """What lies between two places of a file; ended when nothing comes after it."""

    before: FileMark
    after: FileMark
    subscribers: Sequence[Subscriber]
    bad_lines: Sequence[BadLine]
    ended: bool


@dataclass(frozen=True, slots=True)
class DirectoryImport:
    """One import.

    Args:
        read_lines: Lines before read_bytes; with it the place from which it goes on.
        taken: Lines that became rows, or replaced one.
        bad_lines: The first KEPT_BAD_LINES of them.
        started_by: Who brought the file: staff:1027 or cli.
        worker: Who reads it now; another may when leased_until has passed.
        code: Why it failed.
    """

    id: UUID
    file_name: str
    state: ImportState
    total_bytes: int
    started_at: datetime
    started_by: str
    worker: str | None = None
    leased_until: datetime | None = None
    read_bytes: int = 0
    read_lines: int = 0
    taken: int = 0
    bad_count: int = 0
    bad_lines: tuple[BadLine, ...] = ()
    ended_at: datetime | None = None
    code: str | None = None

    @property
    def mark(self) -> FileMark:
        """The place from which it goes on."""
        return FileMark(self.read_bytes, self.read_lines)

    def claimed(self, worker: str, leased_until: datetime) -> "DirectoryImport":
        """Let one worker read on until the lease ends."""
        return replace(self, worker=worker, leased_until=leased_until)

    def took(self, batch: SubscriberBatch, leased_until: datetime) -> "DirectoryImport":
        """Note a batch that is stored."""
        return replace(
            self,
            state=self._after(ImportMove.TOOK_BATCH),
            leased_until=leased_until,
            read_bytes=batch.after.offset,
            read_lines=batch.after.lines,
            taken=self.taken + len(batch.subscribers),
            bad_count=self.bad_count + len(batch.bad_lines),
            bad_lines=(*self.bad_lines, *batch.bad_lines)[:KEPT_BAD_LINES],
        )

    def ended(self, at: datetime) -> "DirectoryImport":
        """Say that the whole file was read."""
        return replace(self, state=self._after(ImportMove.ENDED), ended_at=at)

    def broken(self, code: str, at: datetime) -> "DirectoryImport":
        """Say why the file cannot be read; what was taken before stays."""
        return replace(self, state=self._after(ImportMove.BROKE), ended_at=at, code=code)

    def _after(self, move: ImportMove) -> ImportState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None
