"""A whole new three-field table 三字段: what it changes, and when it waits for a person."""

from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.errors import DomainError

SAMPLES = 10
"""Of each kind of difference so many are shown, masked."""


class ImportMode(StrEnum):
    """What a file is: rows to add to the table, or a whole table that takes its place."""

    ADD = "add"
    WHOLE = "whole"


class ImportStage(StrEnum):
    """What of a whole table is being done."""

    READING = "reading"
    BUILDING = "building"
    COMPARING = "comparing"
    OVER = "over"


class DifferenceKind(StrEnum):
    """How a row of the new table stands to the one in force."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class ImportSuperseded(DomainError):
    """A newer table was brought meanwhile; this one is no longer there."""

    code = "import_superseded"


@dataclass(frozen=True, slots=True)
class TableSample:
    """One row that differs, masked; before or after is empty where there is none."""

    kind: DifferenceKind
    number: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a whole table changes.

    Args:
        before: Rows in force until then.
        after: Rows of the new one.
        repeated: Lines whose number came again further down; the later counts.
    """

    before: int
    after: int
    new: int
    changed: int
    gone: int
    repeated: int
    samples: tuple[TableSample, ...] = ()

    def shrinks_beyond(self, percent: int) -> bool:
        """Tell whether so much is missing that a person must say that this is meant."""
        return self.after * 100 < self.before * (100 - percent)
