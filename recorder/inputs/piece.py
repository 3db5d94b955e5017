"""One recording as it grows in the exchange's folder, in the form in which the exchange writes."""

import hashlib
import os
import struct
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from recorder.inputs.g711 import Samples
from recorder.names import RecordingName
from recorder.storage.channel_list import Gap

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
HEADER_BYTES: Final = _HEADER.size
_SAMPLE_BYTES: Final = 2


@dataclass(slots=True)
class Piece:
    """A growing file; its header says no lengths until it is closed, as an exchange's does."""

    name: RecordingName
    path: Path
    rate_hz: int
    file: BinaryIO
    frames: int = 0
    gaps: list[Gap] = field(default_factory=list)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def write(self, samples: Samples, *, gap: bool = False, lost: int = 0) -> None:
        """Append; the bytes are the system's when it returns, whoever kills us."""
        if gap:
            self.gaps.append(Gap(self.frames, len(samples), lost))
        content = samples.astype("<i2", copy=False).tobytes()
        written = self.file.write(content)
        if written != len(content):
            raise OSError(28, os.strerror(28))
        self.digest.update(content)
        self.frames += len(samples)

    def close(self) -> None:
        """Say the lengths and let go; the keeper makes it durable and marks it done."""
        try:
            self.file.seek(0)
            self.file.write(header(self.rate_hz, self.frames * _SAMPLE_BYTES))
        finally:
            self.file.close()


def open_piece(folder: Path, name: RecordingName, rate_hz: int) -> Piece:
    """Begin a file; FileExistsError where that name is taken."""
    path = folder / f"{name.text}-rx.wav"
    file = path.open("xb", buffering=0)
    file.write(header(rate_hz, 0))
    return Piece(name, path, rate_hz, file)


def header(rate_hz: int, data_bytes: int) -> bytes:
    """The head of a WAV file of 16-bit mono samples; zero lengths while it grows."""
    whole = HEADER_BYTES - 8 + data_bytes if data_bytes else 0
    return _HEADER.pack(
        b"RIFF", whole, b"WAVE", b"fmt ", 16, 1, 1, rate_hz, rate_hz * _SAMPLE_BYTES,
        _SAMPLE_BYTES, 8 * _SAMPLE_BYTES, b"data", data_bytes,
    )  # fmt: skip


def name_piece(exchange: str, channel: int, began_at: datetime) -> RecordingName:
    """Its name: the channel and the microsecond are in it, so it is like no other."""
    return RecordingName.of_input(exchange, channel, began_at)
