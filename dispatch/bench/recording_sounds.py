"""Sounds that are known, and what of them a recording kept: half a second at a time."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.g711 import RATE_HZ, Samples, decode_alaw, encode_alaw

WINDOW: Final = RATE_HZ // 2
WINDOW_MS: Final = 500.0
# A packet of 20 ms is a twenty-fifth of half a second; G.711 comes through as it was said.
SAME: Final = 0.995
ONSET_S: Final = 2
SEARCH: Final = RATE_HZ // 4


def source_of(number: int, seconds: float) -> bytes:
    """Speech-like noise that no other number has, as A-law."""
    count = round(seconds * RATE_HZ)
    loud = 800 + 6000 * (np.sin(np.arange(count) / 900 + number) > -0.4)
    noise = np.random.default_rng(number).normal(0, 0.3, count)
    return encode_alaw((noise * loud).astype("<i2"))


def damaged_windows(recorded: Samples, said: bytes) -> list[bool]:
    """Whether each half second of what was said is not in the recording where it belongs.

    A recording that is shifted from some place on is damaged there once, and then followed.
    """
    source = decode_alaw(said)
    begin = find_source(recorded, source[: ONSET_S * RATE_HZ])
    at = round(begin.at_s * RATE_HZ)
    found: list[bool] = []
    for window in _windows(source):
        part = recorded[max(0, at) : max(0, at) + WINDOW]
        kept = at >= 0 and _likeness(part, window) >= SAME
        found.append(not kept)
        at += WINDOW if kept else WINDOW + _slip(recorded, window, at)
    return found


def _windows(source: Samples) -> Iterator[Samples]:
    for at in range(0, len(source) - WINDOW + 1, WINDOW):
        yield source[at : at + WINDOW]


def _likeness(part: Samples, window: Samples) -> float:
    """Which share of the samples is as it was said."""
    if len(part) < len(window):
        return 0.0
    return float(np.mean(part == window))


def _slip(recorded: Samples, window: Samples, at: int) -> int:
    """How far the sound lies from where it belongs, within a quarter of a second; else nothing."""
    first = max(0, at - SEARCH)
    near = recorded[first : at + WINDOW + SEARCH]
    match = find_source(near, window, least_part=0.9)
    return first + round(match.at_s * RATE_HZ) - at if match.score > 0.5 else 0
