"""What retention would do to this exchange's recordings: named one by one, done by a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from recorder.keeping.classes import Rule, Verdict, judge
from recorder.names import RecordingName
from recorder.recording import Recording
from recorder.storage.copy_list import CopyState, Kind
from recorder.storage.journal import Journal

PAGE: Final = 500


def list_outlived(journal: Journal, rules: Sequence[Rule], now: datetime) -> Iterator[Verdict]:
    """Recordings that have outlived their class, oldest settled first."""
    days = [rule.days for rule in rules if rule.days is not None]
    if not days:
        return
    before = now - timedelta(days=min(days))
    yield from judge(
        _settled_before(journal, before),
        rules,
        now,
        is_held=lambda one: journal.holds.is_held(one.name),
        is_archived=lambda one: is_archived(journal, one.name),
    )


def is_archived(journal: Journal, name: RecordingName) -> bool:
    """Whether a medium has it, read back."""
    return any(
        copy.kind is Kind.ARCHIVE and copy.state is CopyState.CONFIRMED
        for copy in journal.copies.of(name)
    )


def _settled_before(journal: Journal, before: datetime) -> Iterator[Recording]:
    after: tuple[datetime, str] | None = None
    while page := journal.list_settled(before, PAGE, after=after):
        yield from page
        last = page[-1]
        after = (last.settled_at or before, last.name.text)
