"""How many people call at which hour: quiet before dawn, busy in the morning and the evening."""

from datetime import datetime
from random import Random

# Calls of each hour against the mean hour; a shape as big cities publish it, not a measurement.
SHAPE = (
    *(0.62, 0.52, 0.45, 0.42, 0.45, 0.60, 0.85, 1.10, 1.32, 1.38, 1.34, 1.25),
    *(1.15, 1.12, 1.16, 1.20, 1.22, 1.25, 1.28, 1.32, 1.30, 1.15, 0.92, 0.75),
)


def mean_pause_s(at: datetime, usual_pause_s: float) -> float:
    """Give the mean time from one call to the next at a local hour."""
    return usual_pause_s / SHAPE[at.hour]


def next_pause_s(at: datetime, usual_pause_s: float, chance: Random) -> float:
    """Draw the time to the next call."""
    return chance.expovariate(1.0 / mean_pause_s(at, usual_pause_s))
