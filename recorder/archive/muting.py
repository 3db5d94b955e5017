"""Mutes spans of a sound, sample by sample; what lies outside is passed on as it is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.redaction import Filling, Lanes, Span

TONE_HZ: Final = 1000
TONE_PEAK: Final = 3277
"""A tenth of full scale, -20 dBFS: heard, and never painful."""
_CHANNELS: Final = {Lanes.BOTH: [0, 1], Lanes.CALLER: [0], Lanes.SEAT: [1]}


def muted_blocks(
    blocks: Iterable[NDArray[np.int16]],
    spans: Sequence[Span],
    filling: Filling,
    sample_rate_hz: int,
) -> Iterator[NDArray[np.int16]]:
    """Give the blocks with the spans filled; blocks follow each other from the first sample."""
    at = 0
    for block in blocks:
        changed = block.copy()
        for span in spans:
            first, end = max(span.first - at, 0), min(span.end - at, len(block))
            if first < end:
                fill = _fill(at + first, at + end, filling, sample_rate_hz)
                changed[first:end, _CHANNELS[span.lanes]] = fill[:, np.newaxis]
        at += len(block)
        yield changed


def _fill(first: int, end: int, filling: Filling, sample_rate_hz: int) -> NDArray[np.int16]:
    if filling is Filling.SILENCE:
        return np.zeros(end - first, dtype=np.int16)
    turns = np.arange(first, end) * TONE_HZ % sample_rate_hz / sample_rate_hz
    tone: NDArray[np.int16] = np.rint(TONE_PEAK * np.sin(2 * np.pi * turns)).astype(np.int16)
    return tone
