"""Steps of clocks, found by holding each against a clock that never steps. Pure."""

from dataclasses import dataclass
from datetime import datetime

DATABASE = "database"
# A clock that is slewed moves half a millisecond a second; whatever moves so far at once jumped.
STEP_FROM_S = 2.0
# From here on two machines' times of one call can no longer be laid beside each other.
APART_FROM_S = 2.0


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What a clock said, and between which moments of this process's monotonic clock."""

    at: datetime
    before_s: float
    after_s: float


@dataclass(frozen=True, slots=True)
class ClockStep:
    """A clock that jumped.

    Args:
        clock: database, or the name of the server or the exchange on whose machine it is.
        observer: The server that found it.
        by_s: How far, forward above zero.
    """

    clock: str
    observer: str
    by_s: float


def step_between(earlier: ClockReading, later: ClockReading) -> float:
    """Give how far a clock jumped between two readings, seconds; 0.0 where time alone explains it.

    How long a reading took may have been before or after the clock was read: never told as a step.
    """
    told_s = (later.at - earlier.at).total_seconds()
    least_s = later.before_s - earlier.after_s
    most_s = later.after_s - earlier.before_s
    if least_s - STEP_FROM_S < told_s < most_s + STEP_FROM_S:
        return 0.0
    return told_s - (least_s + most_s) / 2


def are_apart(one: ClockReading, other: ClockReading) -> bool:
    """Tell whether two clocks differ by more than could be the network's."""
    ahead_s = (one.at - other.at).total_seconds()
    least_s = one.before_s - other.after_s
    most_s = one.after_s - other.before_s
    return not least_s - APART_FROM_S < ahead_s < most_s + APART_FROM_S


def seconds_between(begin: datetime, end: datetime) -> float:
    """Give a length of time; none is negative, though the clock went back between its ends."""
    return max((end - begin).total_seconds(), 0.0)
