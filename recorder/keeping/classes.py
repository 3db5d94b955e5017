"""Classes of recordings and what retention would do; pure. What fits no class is kept for ever."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final, Protocol

from recorder.recording import Recording

KEPT: Final = "kept"
"""The class of what fits no rule."""


class Rule(Protocol):
    """As the settings say it."""

    @property
    def name(self) -> str:
        """The class."""
        ...

    @property
    def days(self) -> int | None:
        """None: for ever."""
        ...

    @property
    def called(self) -> tuple[str, ...]:
        """Called numbers, with `*` and `?`."""
        ...

    @property
    def empty(self) -> bool:
        """Only pieces without any sound."""
        ...

    @property
    def labelled(self) -> bool | None:
        """Only with, or only without a label."""
        ...


class Why(StrEnum):
    """Why a recording whose days are over goes, or stays."""

    DUE = "due"
    HELD = "held"
    NOT_ARCHIVED = "not_archived"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would become of one recording."""

    recording: Recording
    class_name: str
    days: int
    why: Why

    @property
    def goes(self) -> bool:
        """Whether nothing holds it."""
        return self.why is Why.DUE


def classify(recording: Recording, rules: Sequence[Rule]) -> Rule | None:
    """The first rule that fits."""
    return next((rule for rule in rules if _fits(recording, rule)), None)


def judge(
    recordings: Iterable[Recording],
    rules: Sequence[Rule],
    now: datetime,
    *,
    is_held: Callable[[Recording], bool],
    is_archived: Callable[[Recording], bool],
) -> Iterator[Verdict]:
    """What of these has outlived its class, and what holds it; nothing younger is named."""
    for recording in recordings:
        rule = classify(recording, rules)
        if rule is None or rule.days is None or not _is_over(recording, rule.days, now):
            continue
        why = Why.DUE
        if is_held(recording):
            why = Why.HELD
        elif recording.master is not None and not is_archived(recording):
            why = Why.NOT_ARCHIVED
        yield Verdict(recording, rule.name, rule.days, why)


def _is_over(recording: Recording, days: int, now: datetime) -> bool:
    if recording.settled_at is None:
        return False
    return now - max(recording.name.started_at, recording.settled_at) >= timedelta(days=days)


def _fits(recording: Recording, rule: Rule) -> bool:
    if rule.empty and recording.master is not None:
        return False
    labels = recording.labels
    if rule.labelled is not None and rule.labelled is not (labels is not None):
        return False
    called = labels.called_number if labels is not None else None
    return not rule.called or any(fnmatchcase(called or "", one) for one in rule.called)
