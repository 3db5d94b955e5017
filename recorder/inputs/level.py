"""How loud sound is, and whether it is a known tone."""

import math
from typing import Final

import numpy as np

from recorder.inputs.g711 import Samples

FULL_SCALE: Final = 32768.0
FLOOR_DBFS: Final = -90.0
TONE_SHARE: Final = 0.5


def level_dbfs(samples: Samples) -> float:
    """Root mean square below full scale; digital silence is the floor."""
    if not len(samples):
        return FLOOR_DBFS
    rms = math.sqrt(float(np.mean(np.square(samples.astype(np.float64)))))
    return FLOOR_DBFS if rms == 0 else max(FLOOR_DBFS, 20 * math.log10(rms / FULL_SCALE))


def tone_share(samples: Samples, tone_hz: float, rate_hz: int) -> float:
    """Which share of the energy lies at one frequency, 0 to 1. Source: Goertzel, 1958."""
    if not len(samples):
        return 0.0
    values = samples.astype(np.float64)
    energy = float(np.sum(values * values))
    if energy == 0:
        return 0.0
    turn = 2 * math.pi * tone_hz / rate_hz * np.arange(len(values))
    real, imaginary = float(values @ np.cos(turn)), float(values @ np.sin(turn))
    return min(1.0, 2 * (real * real + imaginary * imaginary) / (len(values) * energy))


def has_tone(samples: Samples, tone_hz: float, rate_hz: int) -> bool:
    """Whether half a second of it is that tone, whatever stands before and after."""
    span = rate_hz // 2
    starts = range(0, max(1, len(samples) - span + 1), span // 2)
    return any(
        len(window := samples[at : at + span]) == span
        and tone_share(window, tone_hz, rate_hz) > TONE_SHARE
        for at in starts
    )


def make_tone(tone_hz: float, rate_hz: int, seconds: float, dbfs: float = -12.0) -> Samples:
    """A sine."""
    at = np.arange(round(seconds * rate_hz))
    peak = FULL_SCALE * math.sqrt(2) * 10 ** (dbfs / 20)
    tone: Samples = np.round(peak * np.sin(2 * np.pi * tone_hz / rate_hz * at)).astype("<i2")
    return tone
