"""An import of the three-field table 三字段: how far it has come and which lines were not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.caller import Subscriber
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.place_source_plan import Encoding
from dispatch.domain.subscriber_table import ImportMode, ImportStage, TableReport

KEPT_BAD_LINES = 1_000


class ImportState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    HELD = "held"
    DONE = "done"
    FAILED = "failed"


class ImportMove(StrEnum):
    """What happened to an import."""

    TOOK_BATCH = "took_batch"
    ENDED = "ended"
    BROKE = "broke"
    TOO_SMALL = "too_small"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class BadLineCode(StrEnum):
    """Why a line was not taken."""

    BAD_NUMBER = "bad_number"
    MISSING_FIELD = "missing_field"
    TOO_MANY_FIELDS = "too_many_fields"
    BAD_POINT = "bad_point"
    BAD_LINE_KIND = "bad_line_kind"
    BAD_UTF8 = "bad_utf8"
    BAD_ENCODING = "bad_encoding"
    BAD_QUOTES = "bad_quotes"
    TOO_LONG = "too_long"


class FileFault(StrEnum):
    """Why a whole file could not be taken."""

    NO_HEADER = "no_header"
    FILE_LOST = "file_lost"
    ENCODING_WRONG = "encoding_wrong"
    NO_ROWS = "no_rows"


TRANSITIONS: Mapping[tuple[ImportState, ImportMove], ImportState] = {
    (ImportState.RUNNING, ImportMove.TOOK_BATCH): ImportState.RUNNING,
    (ImportState.RUNNING, ImportMove.ENDED): ImportState.DONE,
    (ImportState.RUNNING, ImportMove.BROKE): ImportState.FAILED,
    (ImportState.RUNNING, ImportMove.TOO_SMALL): ImportState.HELD,
    (ImportState.HELD, ImportMove.CONFIRMED): ImportState.DONE,
    (ImportState.HELD, ImportMove.DISCARDED): ImportState.FAILED,
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
    """What lies between two places of a file; ended when nothing comes after it.

    Args:
        encoding: As it was read.
    """

    before: FileMark
    after: FileMark
    subscribers: Sequence[Subscriber]
    bad_lines: Sequence[BadLine]
    ended: bool
    encoding: str = "utf-8"


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
        mode: Rows to add, or a whole table; that waits beside the old one while HELD.
        encoding: As a person declared it.
        found_encoding: As it is read; None before the first line.
        stage: How far a whole table has come.
        report: What a whole table changes, once that is known.
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
    mode: ImportMode = ImportMode.ADD
    encoding: Encoding = Encoding.AUTO
    found_encoding: str | None = None
    stage: ImportStage = ImportStage.READING
    report: TableReport | None = None

    @property
    def mark(self) -> FileMark:
        """The place from which it goes on."""
        return FileMark(self.read_bytes, self.read_lines)

    def is_worked_by(self, worker: str) -> bool:
        """Whether it runs, and is this worker's."""
        return self.state is ImportState.RUNNING and self.worker == worker

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
            found_encoding=batch.encoding,
            bad_count=self.bad_count + len(batch.bad_lines),
            bad_lines=(*self.bad_lines, *batch.bad_lines)[:KEPT_BAD_LINES],
        )

    def ended(self, at: datetime) -> "DirectoryImport":
        """Say that the whole file was read."""
        return replace(self, state=self._after(ImportMove.ENDED), ended_at=at)

    def broken(self, code: str, at: datetime) -> "DirectoryImport":
        """Say why the file cannot be read; what was taken before stays."""
        return replace(self, state=self._after(ImportMove.BROKE), ended_at=at, code=code)

    def at_stage(self, stage: ImportStage, leased_until: datetime) -> "DirectoryImport":
        """Note that the next part of the work begins."""
        return replace(self, stage=stage, leased_until=leased_until)

    def held(self, report: TableReport) -> "DirectoryImport":
        """Wait for a person: the new table is much smaller than the old."""
        state = self._after(ImportMove.TOO_SMALL)
        return replace(self, state=state, report=report, stage=ImportStage.OVER)

    def swapped_in(self, report: TableReport, at: datetime) -> "DirectoryImport":
        """Say that the new table is in force."""
        move = ImportMove.CONFIRMED if self.state is ImportState.HELD else ImportMove.ENDED
        state = self._after(move)
        return replace(self, state=state, report=report, ended_at=at, stage=ImportStage.OVER)

    def discarded(self, at: datetime) -> "DirectoryImport":
        """Say that a person did not want it; the old table stands."""
        return replace(self, state=self._after(ImportMove.DISCARDED), ended_at=at, code="discarded")

    def _after(self, move: ImportMove) -> ImportState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None
