"""Measures whether a recording, or what a phone heard, holds a known sound."""

from dataclasses import dataclass

import numpy as np

from dispatch.simulator.phone.g711 import RATE_HZ, Samples

FAINTEST = 1e-9


@dataclass(frozen=True, slots=True)
class Match:
    """How well a source was found.

    Attributes:
        score: Normalised correlation at the best place, 1.0 is the same sound.
        at_s: Where in the heard sound the source begins; negative when its begin is missing.
    """

    score: float
    at_s: float


def find_source(heard: Samples, source: Samples, *, least_part: float = 0.5) -> Match:
    """Find the place in a sound where a source fits best.

    Only places where at least this part of the source lies within the sound count.
    """
    if not len(heard) or not len(source):
        return Match(0.0, 0.0)
    a, b = heard.astype(np.float64), source.astype(np.float64)
    size = 1 << (len(a) + len(b) - 2).bit_length()
    product = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    lags = np.arange(-(len(b) - 1), len(a))
    shared = np.minimum(lags + len(b), len(a)) - np.maximum(lags, 0)
    norm = np.sqrt(_energy(a, lags, len(b)) * _energy(b, -lags, len(a)))
    scores = np.where(norm > FAINTEST, product[lags % size] / np.maximum(norm, FAINTEST), 0.0)
    scores[shared < least_part * len(b)] = 0.0
    best = int(np.argmax(scores))
    return Match(float(scores[best]), float(lags[best]) / RATE_HZ)


def _energy(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]],
    starts: np.ndarray[tuple[int], np.dtype[np.int64]],
    length: int,
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Energy of the part of a sound that a window of this length covers at each start."""
    sums = np.concatenate(([0.0], np.cumsum(sound * sound)))
    begins = np.clip(starts, 0, len(sound))
    return sums[np.clip(starts + length, 0, len(sound))] - sums[begins]
