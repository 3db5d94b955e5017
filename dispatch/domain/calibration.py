"""What was predicted of drives held against what they took, and what is learned from it.

Learned is one factor for each hour of the day: the median of what drives took, as a share of what
was predicted without it. A median of few drives says nothing: then the factor is 1.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from statistics import fmean, median
from zoneinfo import ZoneInfo

from dispatch.domain.errors import DomainError
from dispatch.domain.travel import TravelMode

HOURS = 24
LEAST_RUNS_OF_AN_HOUR = 12
LEAST_RUNS = 30
SMALLEST, LARGEST = 0.5, 3.0
"""A factor beyond these is a fault of the figures, not of the traffic."""
LEAST_ERROR_PERCENT, MOST_ERROR_PERCENT = 5, 100
FIVE_OF_SIX = 83
"""So many of a hundred drives shall end within the span that is told."""
SHORTEST_S, LONGEST_S = 20.0, 3 * 3600.0
"""Who arrives sooner pressed both keys at the scene; who arrives later forgot one."""
ON_FOOT_M_S = 1.4
"""Who was slower than this stood somewhere on the way."""


class TooFewRuns(DomainError):
    """From so few drives nothing can be learned; `least` says how many are needed."""

    code = "too_few_runs"


class NothingToUndo(DomainError):
    """No calibration is in force."""

    code = "nothing_to_undo"


class CalibrationChangedMeanwhile(DomainError):
    """Somebody else put one in force, or took it back, after this person looked."""

    code = "calibration_changed_meanwhile"


class LeftOut(StrEnum):
    """Why nothing is learned from a drive."""

    NOT_REACHED = "not_reached"
    NO_DEPARTURE = "no_departure"
    UNPREDICTED = "unpredicted"
    STRAIGHT_LINE = "straight_line"
    ABSURD_TIME = "absurd_time"
    STOOD = "stood"


@dataclass(frozen=True, slots=True)
class Drive:
    """One order as it was kept, good or not.

    Args:
        departed_at: When the wheels rolled, by its milestone; so is arrived_at.
        mode: How its time was predicted; None where it was not.
        predicted_s: As it was told, with the factor of its time.
        factor: That was in force for it.
        low_s: Of the span that was told; None where none was kept.
    """

    departed_at: datetime | None
    arrived_at: datetime | None
    mode: TravelMode | None
    predicted_s: float | None
    distance_m: float | None
    factor: float = 1.0
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A drive to a scene that something can be learned from."""

    departed_at: datetime
    real_s: float
    predicted_s: float
    factor: float = 1.0
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
        left_out: Drives that nothing is learned from, by why.
        bias_s: Mean of real minus predicted: above zero, vehicles came later than told.
        p90_s: What nine of ten errors do not exceed, either way.
        within_percent: Of the drives whose span was kept: how many ended within it.
        error_share_percent: As a share of what is predicted with the new factors, which
            FIVE_OF_SIX of a hundred drives stay within.
    """

    runs: int
    left_out: Mapping[LeftOut, int]
    bias_s: float | None
    mae_s: float | None
    p90_s: float | None
    spans: int
    within_percent: float | None
    error_share_percent: int | None
    hours: tuple[HourFactor, ...]

    @property
    def suffices(self) -> bool:
        """Whether there are drives enough to learn from."""
        return self.runs >= LEAST_RUNS


@dataclass(frozen=True, slots=True)
class Calibration:
    """One that somebody put in force, or took back; version 0 is what a centre begins with.

    Args:
        factors: Of each hour of the day in zone.
        error_share_percent: None: what the rules of dispatch say.
        undoes: The version that this takes back.
    """

    version: int = 0
    factors: tuple[float, ...] = (1.0,) * HOURS
    error_share_percent: int | None = None
    runs: int = 0
    zone: str = "UTC"
    used_by: str | None = None
    used_at: datetime | None = None
    undoes: int | None = None

    def factor_at(self, at: datetime) -> float:
        """Give the factor of an instant."""
        return self.factors[at.astimezone(ZoneInfo(self.zone)).hour]


UNCALIBRATED = Calibration()


def calibrate(drives: Sequence[Drive], zone: str) -> CalibrationReport:
    """Hold predictions against what came of them."""
    runs = [run for run in map(_run, drives) if isinstance(run, Run)]
    left_out = Counter(why for why in map(_run, drives) if isinstance(why, LeftOut))
    hours = tuple(_hours(runs, ZoneInfo(zone)))
    errors_s = [one.real_s - one.predicted_s for one in runs]
    within = [low <= real <= high for real, low, high in map(_span, runs) if high is not None]
    sizes_s = [abs(one) for one in errors_s]
    return CalibrationReport(
        runs=len(runs),
        left_out=dict(left_out),
        bias_s=round(fmean(errors_s), 1) if errors_s else None,
        mae_s=round(fmean(sizes_s), 1) if sizes_s else None,
        p90_s=round(_at_share(sizes_s, 90), 1) if sizes_s else None,
        spans=len(within),
        within_percent=round(100 * sum(within) / len(within), 1) if within else None,
        error_share_percent=_error_share(runs, hours, ZoneInfo(zone)),
        hours=hours,
    )


def must_suffice(report: CalibrationReport) -> None:
    """Refuse to learn from too few drives."""
    if not report.suffices:
        raise TooFewRuns(runs=report.runs, least=LEAST_RUNS)


def _run(drive: Drive) -> Run | LeftOut:
    departed_at, arrived_at, told_s = drive.departed_at, drive.arrived_at, drive.predicted_s
    if arrived_at is None:
        return LeftOut.NOT_REACHED
    if departed_at is None:
        return LeftOut.NO_DEPARTURE
    if drive.mode is None or not told_s:
        return LeftOut.UNPREDICTED
    if drive.mode is TravelMode.STRAIGHT_LINE:
        return LeftOut.STRAIGHT_LINE
    real_s = (arrived_at - departed_at).total_seconds()
    run = Run(departed_at, real_s, told_s, drive.factor, drive.low_s, drive.high_s)
    return _unlikely(real_s, drive.distance_m) or run


def _unlikely(real_s: float, distance_m: float | None) -> LeftOut | None:
    if not SHORTEST_S <= real_s <= LONGEST_S:
        return LeftOut.ABSURD_TIME
    if distance_m is not None and distance_m / real_s < ON_FOOT_M_S:
        return LeftOut.STOOD
    return None


def _span(run: Run) -> tuple[float, float, float | None]:
    return run.real_s, run.low_s or 0.0, run.high_s


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
