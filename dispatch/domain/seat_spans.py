"""How long each seat was in each state within a period: spans that meet end to end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dispatch.domain.seat import BusyReason, SeatState

HANDLING = frozenset({SeatState.TALKING, SeatState.WRAP_UP})


@dataclass(frozen=True, slots=True)
class SeatChange:
    """From this instant on a seat was in a state; a changed reason is a change."""

    seat: int
    at: datetime
    state: SeatState
    busy_reason: BusyReason | None = None


@dataclass(frozen=True, slots=True)
class SeatTime:
    """One seat's time within a period, seconds.

    Args:
        away_s: Busy, by reason; the time before a first reason is under None.
        occupancy: (talk + hold + work after calls) / (signed on - busy); None without any.
    """

    seat: int
    by_state_s: Mapping[SeatState, float]
    away_s: Mapping[BusyReason | None, float]
    occupancy: float | None


def seat_times(
    changes: Iterable[SeatChange], since: datetime, until: datetime
) -> Sequence[SeatTime]:
    """Split a period by seat and state; spans over its edges are cut exactly.

    Args:
        changes: Of any seats, in the order of time, the last before the period included.
        since: Where the period begins.
        until: Where it ends, or now.
    """
    by_seat: defaultdict[int, list[SeatChange]] = defaultdict(list)
    for change in changes:
        by_seat[change.seat].append(change)
    return [_time_of(seat, own, since, until) for seat, own in sorted(by_seat.items())]


def _time_of(
    seat: int, changes: Sequence[SeatChange], since: datetime, until: datetime
) -> SeatTime:
    by_state_s = dict.fromkeys(SeatState, 0.0)
    away_s: defaultdict[BusyReason | None, float] = defaultdict(float)
    ends = [*(change.at for change in changes), until]
    for change, (begin, end) in zip(changes, pairwise(ends), strict=True):
        span_s = max((min(end, until) - max(begin, since)).total_seconds(), 0.0)
        by_state_s[change.state] += span_s
        if change.state is SeatState.BUSY:
            away_s[change.busy_reason] += span_s
    signed_on_s = sum(by_state_s.values()) - by_state_s[SeatState.SIGNED_OFF]
    at_work_s = signed_on_s - by_state_s[SeatState.BUSY]
    handling_s = sum(by_state_s[state] for state in HANDLING)
    return SeatTime(
        seat, by_state_s, dict(away_s), handling_s / at_work_s if at_work_s > 0 else None
    )
