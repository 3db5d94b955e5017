"""Counts the telephone's work over a period, strictly: what comes in goes out in one class each.

Formulas: engineering practice of call centres as in NENA-STA-020 and ITU-T E.800 terms. A call
belongs to the quarter of an hour in which it first rang at our trunk, not to that in which it was
answered. No traffic gives no figure (None), never 100 %.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil

from dispatch.domain.clock_step import seconds_between

BUCKET = timedelta(minutes=15)


class Outcome(StrEnum):
    """What became of a call; each call has one."""

    ANSWERED = "answered"
    OVERFLOWED = "overflowed"
    ABANDONED = "abandoned"
    CUT_OFF = "cut_off"
    WAITING = "waiting"
    SCREENED = "screened"


@dataclass(frozen=True, slots=True)
class Targets:
    """What the figures are held against.

    Args:
        answer_s: The T of the service level; China counts 10 s.
        short_s: Who gives up within it is a short abandon.
    """

    answer_s: float = 10.0
    short_s: float = 5.0


@dataclass(frozen=True, slots=True)
class CountedCall:
    """A call as the counters see it.

    Args:
        at_seat: Whether the phone that answered first belongs to a seat.
        cut_off: Whether the exchange died under it.
        again: Whether its incident had another call before: 重复来电.
        screened: Whether a nuisance lock kept it from the seats.
    """

    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    at_seat: bool
    cut_off: bool
    again: bool = False
    screened: bool = False

    @property
    def outcome(self) -> Outcome:
        """Give the one class that it belongs to."""
        if self.screened:
            return Outcome.SCREENED
        if self.answered_at is not None:
            return Outcome.ANSWERED if self.at_seat else Outcome.OVERFLOWED
        if self.ended_at is None:
            return Outcome.WAITING
        return Outcome.CUT_OFF if self.cut_off else Outcome.ABANDONED

    @property
    def wait_s(self) -> float | None:
        """From the first ring to the answer or the end; None while it waits."""
        until = self.answered_at or self.ended_at
        return None if until is None else seconds_between(self.offered_at, until)

    @property
    def talk_s(self) -> float | None:
        """From the first answer to the end, holds included."""
        if self.answered_at is None or self.ended_at is None:
            return None
        return seconds_between(self.answered_at, self.ended_at)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long callers waited, seconds; None without any."""

    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    p95_s: float | None
    longest_s: float | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of an hour with each outcome's count."""

    begins_at: datetime
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class TelephoneCounters:
    """All counters of a period.

    Args:
        offered: O. It is the sum of all outcomes.
        counts: A (answered at a seat), X (overflowed: answered at a spare phone), B (abandoned),
            cut off, those that still wait, and those that a nuisance lock kept from the seats.
        answered_in_time: A_T.
        abandoned_in_time: B_T.
        abandoned_short: B_s.
        service_level: SL1 = A_T / (A + B + X), the strict one.
        service_level_without_short: SL2 = A_T / (A + B - B_s).
        abandon_rate: B / O.
        abandon_rate_without_short: (B - B_s) / (O - B_s).
        handling_s: AHT without the work after a call: (talk + hold) / A, of calls that ended.
        repeated: Answered calls whose incident had one before.
    """

    targets: Targets
    offered: int
    counts: Mapping[Outcome, int]
    answered_in_time: int
    abandoned_in_time: int
    abandoned_short: int
    service_level: float | None
    service_level_without_short: float | None
    abandon_rate: float | None
    abandon_rate_without_short: float | None
    waits: Waits
    handling_s: float | None
    repeated: int
    quarters: Sequence[Quarter]


def count_calls(calls: Iterable[CountedCall], targets: Targets) -> TelephoneCounters:
    """Count every call once."""
    all_calls = list(calls)
    counts = Counter(call.outcome for call in all_calls)
    answered = [call for call in all_calls if call.outcome is Outcome.ANSWERED]
    abandoned = [call for call in all_calls if call.outcome is Outcome.ABANDONED]
    in_time, short = _within(answered, targets.answer_s), _within(abandoned, targets.short_s)
    offered = len(all_calls)
    strict = counts[Outcome.ANSWERED] + counts[Outcome.ABANDONED] + counts[Outcome.OVERFLOWED]
    lenient = counts[Outcome.ANSWERED] + counts[Outcome.ABANDONED] - short
    talks = [call.talk_s for call in answered if call.talk_s is not None]
    return TelephoneCounters(
        targets=targets,
        offered=offered,
        counts={outcome: counts[outcome] for outcome in Outcome},
        answered_in_time=in_time,
        abandoned_in_time=_within(abandoned, targets.answer_s),
        abandoned_short=short,
        service_level=_share(in_time, strict),
        service_level_without_short=_share(in_time, lenient),
        abandon_rate=_share(len(abandoned), offered),
        abandon_rate_without_short=_share(len(abandoned) - short, offered - short),
        waits=_waits(answered),
        handling_s=sum(talks) / len(talks) if talks else None,
        repeated=sum(call.again for call in answered),
        quarters=_quarters(all_calls),
    )


def _within(calls: Iterable[CountedCall], limit_s: float) -> int:
    return sum(call.wait_s is not None and call.wait_s <= limit_s for call in calls)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


def _waits(answered: Sequence[CountedCall]) -> Waits:
    waits_s = sorted(call.wait_s for call in answered if call.wait_s is not None)
    if not waits_s:
        return Waits(None, None, None, None, None)
    p50, p90, p95 = (waits_s[ceil(share * len(waits_s)) - 1] for share in (0.5, 0.9, 0.95))
    return Waits(sum(waits_s) / len(waits_s), p50, p90, p95, waits_s[-1])


def _quarters(calls: Iterable[CountedCall]) -> Sequence[Quarter]:
    by_begin: dict[datetime, Counter[Outcome]] = {}
    for call in calls:
        by_begin.setdefault(_begin_of_quarter(call.offered_at), Counter())[call.outcome] += 1
    return [
        Quarter(begins_at, {outcome: counts[outcome] for outcome in Outcome})
        for begins_at, counts in sorted(by_begin.items())
    ]


def _begin_of_quarter(at: datetime) -> datetime:
    seconds = at.astimezone(UTC).timestamp()
    return datetime.fromtimestamp(seconds - seconds % BUCKET.total_seconds(), UTC)
