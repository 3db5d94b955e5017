"""A window of a recording's picture at a screen's resolution, and its silences."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.ingest.peaks import RATE_HZ

MOST_COLUMNS: Final = 8000
QUIET: Final = 2
"""Of 128: what stays below is no voice (-36 dB)."""
SILENT_FROM_MS: Final = 3000
_MS: Final = 1000 // RATE_HZ


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a sound, and how many columns it may have."""

    from_ms: int
    to_ms: int
    columns: int


def reduced(picture: NDArray[np.int8], window: Window) -> NDArray[np.int8]:
    """Minimum and maximum of each column, of shape (columns, channels, 2).

    Never more columns than hundredths of a second; what lies beyond the sound has none.
    """
    part = picture[window.from_ms // _MS : -(-window.to_ms // _MS)]
    if len(part) <= window.columns:
        return part
    edges = np.linspace(0, len(part), window.columns, endpoint=False).astype(np.int64)
    low = np.minimum.reduceat(part[:, :, 0], edges, axis=0)
    high = np.maximum.reduceat(part[:, :, 1], edges, axis=0)
    return np.stack([low, high], axis=-1)


def silences(picture: NDArray[np.int8]) -> list[tuple[int, int]]:
    """Begin and end, in milliseconds, of every stretch in which neither side is heard."""
    loud = (np.abs(picture.astype(np.int16)) > QUIET).any(axis=(1, 2))
    edges = np.flatnonzero(np.diff(np.concatenate(([1], loud.view(np.int8), [1]))))
    spans = edges.reshape(-1, 2) * _MS
    return [(int(a), int(b)) for a, b in spans if b - a >= SILENT_FROM_MS]
