"""What was predicted of drives held against what they took, and what is learned from it.

Learned is one factor for each hour of the day: the median of what drives took, as a share of what
was predicted without it. A median of few drives says nothing: then the factor is 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import fmean, median
from uuid import UUID
from zoneinfo import ZoneInfo

from dispatch.domain.errors import DomainError

HOURS = 24
LEAST_RUNS_OF_AN_HOUR = 12
LEAST_RUNS = 30
SMALLEST, LARGEST = 0.5, 3.0
"""A factor beyond these is a fault of the figures, not of the traffic."""
LEAST_ERROR_PERCENT, MOST_ERROR_PERCENT = 5, 100
FIVE_OF_SIX = 83
"""So many of a hundred drives shall end within the span that is told."""


class TooFewRuns(DomainError):
    """From so few drives nothing can be learned; `least` says how many are needed."""

    code = "too_few_runs"


class NothingToUndo(DomainError):
    """No calibration is in force."""

    code = "nothing_to_undo"


@dataclass(frozen=True, slots=True)
class Run:
    """One drive to a scene that was predicted and has ended.

    Args:
        departed_at: When the wheels rolled, by its milestone.
        predicted_s: As it was told, with the factor of its time.
        factor: That was in force for it.
        real_s: From there to the arrival.
        low_s: Of the span that was told; None where none was kept.
    """

    departed_at: datetime
    predicted_s: float
    factor: float
    real_s: float
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True, slots=True)
class HourFactor:
    """What was learned of one hour of the day."""

    hour: int
    runs: int
    factor: float


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """How good the predictions were.

    Args:
        bias_s: Mean of real minus predicted: above zero, vehicles came later than told.
        within_percent: Of the drives whose span was kept: how many ended within it.
        error_share_percent: As a share of what was predicted, with the new factors, which
            FIVE_OF_SIX of a hundred drives stay within.
    """

    runs: int
    bias_s: float | None
    mae_s: float | None
    p90_s: float | None
    spans: int
    within_percent: float | None
    error_share_percent: int | None
    hours: tuple[HourFactor, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """One that somebody put in force, or took back.

    Args:
        factors: Of each hour of the day in zone.
        error_share_percent: None: what the rules of dispatch say.
        undoes: The version that this takes back.
    """

    id: UUID
    version: int
    factors: tuple[float, ...]
    error_share_percent: int | None
    runs: int
    zone: str
    used_by: str
    used_at: datetime
    undoes: int | None = None

    def factor_at(self, at: datetime) -> float:
        """Give the factor of an instant."""
        return self.factors[at.astimezone(ZoneInfo(self.zone)).hour]


def calibrate(runs: Sequence[Run], zone: str) -> CalibrationReport:
    """Hold predictions against what came of them."""
    hours = tuple(_hours(runs, ZoneInfo(zone)))
    errors_s = [one.real_s - one.predicted_s for one in runs]
    spans = [one for one in runs if one.low_s is not None and one.high_s is not None]
    within = [one for one in spans if (one.low_s or 0.0) <= one.real_s <= (one.high_s or 0.0)]
    sizes_s = [abs(one) for one in errors_s]
    return CalibrationReport(
        runs=len(runs),
        bias_s=round(fmean(errors_s), 1) if errors_s else None,
        mae_s=round(fmean(sizes_s), 1) if sizes_s else None,
        p90_s=round(_at_share(sizes_s, 90), 1) if sizes_s else None,
        spans=len(spans),
        within_percent=round(100 * len(within) / len(spans), 1) if spans else None,
        error_share_percent=_error_share(runs, hours, ZoneInfo(zone)),
        hours=hours,
    )


def must_suffice(report: CalibrationReport) -> None:
    """Refuse to learn from too few drives."""
    if report.runs < LEAST_RUNS:
        raise TooFewRuns(runs=report.runs, least=LEAST_RUNS)


def _hours(runs: Sequence[Run], zone: ZoneInfo) -> list[HourFactor]:
    shares: list[list[float]] = [[] for _ in range(HOURS)]
    for one in runs:
        shares[one.departed_at.astimezone(zone).hour].append(_share(one))
    return [HourFactor(hour, len(of), _factor(of)) for hour, of in enumerate(shares)]


def _factor(shares: Sequence[float]) -> float:
    if len(shares) < LEAST_RUNS_OF_AN_HOUR:
        return 1.0
    return round(min(LARGEST, max(SMALLEST, median(shares))), 3)


def _share(run: Run) -> float:
    """Give what a drive took as a share of what is predicted without any factor."""
    return run.real_s * run.factor / max(run.predicted_s, 1.0)


def _error_share(runs: Sequence[Run], hours: Sequence[HourFactor], zone: ZoneInfo) -> int | None:
    if len(runs) < LEAST_RUNS:
        return None
    off = [
        abs(_share(one) / hours[one.departed_at.astimezone(zone).hour].factor - 1) for one in runs
    ]
    percent = ceil(100 * _at_share(off, FIVE_OF_SIX))
    return min(MOST_ERROR_PERCENT, max(LEAST_ERROR_PERCENT, percent))


def _at_share(values: Sequence[float], percent: int) -> float:
    """Give the smallest value that so many of a hundred do not exceed."""
    return sorted(values)[max(ceil(len(values) * percent / 100), 1) - 1]
