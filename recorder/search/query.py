"""What can be asked, and how both stores are asked it: the columns have the same names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from recorder.names import RecordingName
from recorder.search.label_filters import LabelFilters, label_conditions
from recorder.state import RecordingState

SUFFIX_MARK: Final = "*"
COPIES: Final = "%.%-r%"
"""Names of redacted copies; the index has an index of its own for exactly this."""
_LAST_CHARACTER: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Filters, all of which must hold.

    Args:
        number: The caller's number; with a leading `*` its last digits.
        started_from: Earliest start.
        started_before: Start before this.
        recording: Exactly this one.
        state: Its state.
        limit: Rows to a page.
        call_id: The call that it is labelled with.
        with_empty: Also those whose call was over before a sound came.
        before: The last recording of the page before.
        redacted: Redacted copies only.
        labels: Filters by label and by length.
    """

    number: str | None = None
    started_from: datetime | None = None
    started_before: datetime | None = None
    recording: RecordingName | None = None
    state: RecordingState | None = None
    limit: int = 50
    before: RecordingName | None = None
    call_id: UUID | None = None
    with_empty: bool = True
    redacted: bool = False
    labels: LabelFilters = field(default_factory=LabelFilters)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a store is asked."""

    relation: str
    mark: str
    instant: Callable[[datetime], object]
    identity: Callable[[UUID], object]


def select(query: SearchQuery, exchange: str, dialect: Dialect) -> tuple[str, list[object]]:
    """The statement and its values: newest first, one index range per filter."""
    conditions: list[str] = ["exchange = ?"]
    parameters: list[object] = [exchange]
    for condition, *values in _conditions(query, dialect):
        conditions.append(condition)
        parameters.extend(values)
    statement = (
        f"SELECT * FROM {dialect.relation} WHERE {' AND '.join(conditions)}"  # noqa: S608
        " ORDER BY started_at DESC, name DESC LIMIT ?"
    )
    return statement.replace("?", dialect.mark), [*parameters, query.limit]


def _conditions(query: SearchQuery, dialect: Dialect) -> Iterator[tuple[str, *tuple[object, ...]]]:
    if query.number is not None:
        yield _number_condition(query.number)
    if query.started_from is not None:
        yield "started_at >= ?", dialect.instant(query.started_from)
    if query.started_before is not None:
        yield "started_at < ?", dialect.instant(query.started_before)
    if query.recording is not None:
        yield "name = ?", query.recording.text
    if query.state is not None:
        yield "state = ?", query.state.value
    yield from _story_conditions(query, dialect)
    if query.redacted:
        yield "name LIKE ?", COPIES
    yield from label_conditions(query.labels)
    if query.before is not None:
        instant = dialect.instant(query.before.started_at)
        yield "(started_at, name) < (?, ?)", instant, query.before.text


def _story_conditions(
    query: SearchQuery, dialect: Dialect
) -> Iterator[tuple[str, *tuple[object, ...]]]:
    if query.call_id is not None:
        yield "call_id = ?", dialect.identity(query.call_id)
    if not query.with_empty:
        yield ("(settled_at IS NULL OR frames IS NOT NULL OR fault IS NOT NULL)",)


def _number_condition(number: str) -> tuple[str, *tuple[object, ...]]:
    if not number.startswith(SUFFIX_MARK):
        return "number = ?", number
    start = number.removeprefix(SUFFIX_MARK)[::-1]
    return "number_reversed >= ? AND number_reversed < ?", start, start + _LAST_CHARACTER
