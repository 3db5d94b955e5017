"""How long a store has room: from what really grew, or from channels and duty; pure."""

from dataclasses import dataclass
from typing import Final, Literal

FLAC_BYTES_S: Final = 12_500
"""100 kbit/s for both sides, as measured on speech."""
BESIDE: Final = 1.3
"""A master's review copy and peaks take three tenths of it again."""
DAY_S: Final = 86_400
HISTORY_DAYS: Final = 14
LEAST_HISTORY_DAYS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days left, and what they were reckoned from."""

    days_left: int
    bytes_a_day: int
    free_bytes: int
    basis: Literal["history", "channels"]
    history_days: float


def forecast(
    *, free_bytes: int, grown_bytes: int, history_days: float, channels: int, duty: float
) -> Forecast:
    """Reckon.

    Args:
        free_bytes: Room without the reserve.
        grown_bytes: Masters of the last days.
        history_days: How many days these are, at most `HISTORY_DAYS`.
        channels: How many are recorded.
        duty: Which part of a day each speaks.
    """
    known = history_days >= LEAST_HISTORY_DAYS and grown_bytes > 0
    masters = grown_bytes / history_days if known else channels * duty * FLAC_BYTES_S * DAY_S
    bytes_a_day = max(1, round(masters * BESIDE))
    return Forecast(
        days_left=max(0, free_bytes) // bytes_a_day,
        bytes_a_day=bytes_a_day,
        free_bytes=free_bytes,
        basis="history" if known else "channels",
        history_days=round(history_days, 2),
    )
