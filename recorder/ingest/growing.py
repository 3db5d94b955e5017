"""The sound of a recording that is still being written: read only, and never more than asked.

The exchange writes a block of 32 KiB at a time: what was said in the last 2 s may not be there yet.
"""

import struct
from dataclasses import dataclass
from typing import Final

import numpy as np

from recorder.faults import FaultCode
from recorder.ingest.incoming import SourceFile
from recorder.ingest.sides import Side, side_samples
from recorder.ingest.wav import HEAD_BYTES, locate_pcm

MOST_S: Final = 600
ENDLESS_BYTES: Final = 0xFFFF_FFFF
_HEAD: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHANNELS, _SAMPLE_BYTES = 2, 2


@dataclass(frozen=True, slots=True)
class Growing:
    """Both sides as far as they were written at one moment; one may not be there yet."""

    rx: Side | None
    tx: Side | None

    @property
    def sample_rate_hz(self) -> int:
        """The rate both share."""
        side = self.rx or self.tx
        return 8000 if side is None else side.pcm.sample_rate_hz

    @property
    def frames(self) -> int:
        """How far both were written; one alone counts where the other is missing."""
        return min((side.pcm.frames for side in (self.rx, self.tx) if side), default=0)

    def read(self, first: int, frames: int) -> bytes:
        """Interleave a stretch: left the caller, right what he heard."""
        frames = max(0, min(frames, self.frames - first))
        block = np.zeros((frames, _CHANNELS), dtype="<i2")
        for channel, side in enumerate((self.rx, self.tx)):
            samples = side_samples(side, first, frames)
            block[: len(samples), channel] = samples
        return block.tobytes()


def look_at(rx: SourceFile | None, tx: SourceFile | None) -> Growing:
    """Look at both files as they are now; one that cannot be read is silent."""
    return Growing(_side(rx), _side(tx))


def wav_head(sample_rate_hz: int, data_bytes: int) -> bytes:
    """Write the head of a stereo file; `ENDLESS_BYTES` where the end is not known."""
    frame_bytes = _CHANNELS * _SAMPLE_BYTES
    riff_bytes = min(data_bytes + _HEAD.size - 8, ENDLESS_BYTES)
    byte_rate = sample_rate_hz * frame_bytes
    layout = (16, 1, _CHANNELS, sample_rate_hz, byte_rate, frame_bytes, 8 * _SAMPLE_BYTES)
    return _HEAD.pack(b"RIFF", riff_bytes, b"WAVE", b"fmt ", *layout, b"data", data_bytes)


def _side(file: SourceFile | None) -> Side | None:
    if file is None:
        return None
    try:
        with file.path.open("rb") as source:
            head = source.read(HEAD_BYTES)
    except FileNotFoundError:
        return None
    pcm = locate_pcm(head, file.size_bytes)
    return None if isinstance(pcm, FaultCode) else Side(file.path, pcm)
