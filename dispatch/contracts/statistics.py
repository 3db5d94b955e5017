"""Counters of the telephone on the wire."""

from datetime import datetime

from pydantic import Field

from dispatch.contracts.base import View


class WaitsView(View):
    """How long callers waited, seconds; null without any."""

    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    p95_s: float | None
    longest_s: float | None


class QuarterView(View):
    """A quarter of an hour: how many calls that first rang in it came to which outcome."""

    begins_at: datetime
    counts: dict[str, int]


class SeatTimeView(View):
    """A seat's time, seconds; away by reason, "" before a first reason."""

    seat: int
    by_state_s: dict[str, float]
    away_s: dict[str, float]
    occupancy: float | None


class CallBacksView(View):
    """Call-back tasks opened in the period; median_s of those that are done."""

    opened: int
    done: int
    median_s: float | None


class TelephoneCountersView(View):
    """Counters of a period; offered is the sum of counts. Shares are null without traffic.

    service_level is A_T / (A + B + X), service_level_without_short A_T / (A + B - B_s),
    abandon_rate B / O, abandon_rate_without_short (B - B_s) / (O - B_s), handling_s
    (talk + hold) / A, complaint_rate complaints / A, repeat_rate repeated / A. overrides
    counts orders that went otherwise than proposed first, by their reason.
    """

    since: datetime
    until: datetime
    answer_s: float
    short_s: float
    offered: int
    counts: dict[str, int]
    answered_in_time: int
    abandoned_in_time: int
    abandoned_short: int
    service_level: float | None
    service_level_without_short: float | None
    abandon_rate: float | None
    abandon_rate_without_short: float | None
    waits: WaitsView
    handling_s: float | None
    complaints: int
    complaint_rate: float | None
    repeated: int
    repeat_rate: float | None
    call_backs: CallBacksView
    seats: tuple[SeatTimeView, ...]
    quarters: tuple[QuarterView, ...]
    dispositions: dict[str, int] = Field(default_factory=dict)
    overrides: dict[str, int] = Field(default_factory=dict)
