"""The two sides of a recording: what can be read of them, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.faults import FaultCode
from recorder.ingest.incoming import Sighting, SourceFile
from recorder.ingest.wav import HEAD_BYTES, Pcm, locate_pcm

TOLERANCE_MS: Final = 100
TOLERANCE_REPAIRED_MS: Final = 2100
"""After a crash one side may have one block of 32 KiB (2.048 s at 8 kHz) more than the other."""
SOUNDLESS_MS: Final = 2000
"""A call that was over so soon after its begin, known to the second, may hold no sound at all."""
BLOCK_S: Final = 60
_SAMPLE: Final = np.dtype("<i2")
_NOTHING: Final = (FaultCode.SIDE_MISSING,)


@dataclass(frozen=True, slots=True)
class Side:
    """One readable side: a file and the span of its samples."""

    path: Path
    pcm: Pcm


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides; a side that cannot be read is None and will be silent in the master."""

    rx: Side | None
    tx: Side | None
    fault: FaultCode | None
    repaired: bool

    @property
    def readable(self) -> tuple[Side, ...]:
        """The sides with a known place of their samples."""
        return tuple(side for side in (self.rx, self.tx) if side is not None)

    @property
    def frames(self) -> int:
        """Length of the longer side."""
        return max((side.pcm.frames for side in self.readable), default=0)

    @property
    def sample_rate_hz(self) -> int:
        """The rate both share."""
        return self.readable[0].pcm.sample_rate_hz


def examine(sighting: Sighting) -> Sides:
    """Look at both files and say the first fault, worst first; a line or radio input has one."""
    found = [_read(sighting.rx), _read(sighting.tx)]
    if sighting.name.channel is not None and sighting.tx is None:
        found = found[:1]
    rx, tx = (None if isinstance(side, FaultCode) else side for side in (*found, *_NOTHING)[:2])
    if rx and tx and rx.pcm.sample_rate_hz != tx.pcm.sample_rate_hz:
        return Sides(rx, None, FaultCode.RATES_DIFFER, repaired=False)
    repaired = sighting.done is None or any(s.pcm.repaired for s in (rx, tx) if s)
    if _too_short_for_sound(sighting, found):
        return Sides(rx, tx, None, repaired=False)
    unreadable = next((fault for fault in found if isinstance(fault, FaultCode)), None)
    sides = Sides(rx, tx, unreadable, repaired)
    return Sides(rx, tx, unreadable or _length_fault(sides), repaired)


def stereo_blocks(sides: Sides) -> Iterator[NDArray[np.int16]]:
    """Interleave, a minute a block: left rx, right tx, the shorter one followed by silence."""
    block_frames = sides.sample_rate_hz * BLOCK_S
    for at in range(0, sides.frames, block_frames):
        frames = min(block_frames, sides.frames - at)
        block = np.zeros((frames, 2), dtype=_SAMPLE)
        for channel, side in enumerate((sides.rx, sides.tx)):
            samples = side_samples(side, at, frames)
            block[: len(samples), channel] = samples
        yield block


def side_samples(side: Side | None, at: int, frames: int) -> NDArray[np.int16]:
    """Up to so many samples of a side from a place on; none where it is silent."""
    if side is None or at >= side.pcm.frames:
        return np.zeros(0, dtype=_SAMPLE)
    return np.fromfile(
        side.path,
        dtype=_SAMPLE,
        count=min(frames, side.pcm.frames - at),
        offset=side.pcm.offset_bytes + at * _SAMPLE.itemsize,
    )


def _read(file: SourceFile | None) -> Side | FaultCode:
    if file is None:
        return FaultCode.SIDE_MISSING
    with file.path.open("rb") as source:
        head = source.read(HEAD_BYTES)
    if not head:
        return FaultCode.EMPTY_RECORDING
    pcm = locate_pcm(head, file.size_bytes)
    return pcm if isinstance(pcm, FaultCode) else Side(file.path, pcm)


def _too_short_for_sound(sighting: Sighting, found: list[Side | FaultCode]) -> bool:
    """Tell whether the caller was gone before the first packet: then nothing was lost."""
    if sighting.done is None or not all(_is_empty(side) for side in found):
        return False
    lasted_ms = (sighting.done.changed_at - sighting.name.started_at).total_seconds() * 1000
    return 0 <= lasted_ms <= SOUNDLESS_MS


def _is_empty(side: Side | FaultCode) -> bool:
    if isinstance(side, FaultCode):
        return side is FaultCode.EMPTY_RECORDING
    return side.pcm.frames == 0


def _length_fault(sides: Sides) -> FaultCode | None:
    if sides.frames == 0:
        return FaultCode.EMPTY_RECORDING
    lengths = [side.pcm.frames for side in sides.readable]
    tolerance_ms = TOLERANCE_REPAIRED_MS if sides.repaired else TOLERANCE_MS
    difference_ms = (max(lengths) - min(lengths)) * 1000 / sides.sample_rate_hz
    return FaultCode.UNEQUAL_LENGTHS if difference_ms > tolerance_ms else None
