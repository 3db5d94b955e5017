"""Fingerprints of a master's sound, ten seconds at a time."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recorder.archive.audio_files import AudioFileError, read_blocks, read_span
from recorder.integrity.manifest import CHUNK_S


@dataclass(frozen=True, slots=True)
class Sound:
    """All samples of a master, and each chunk of them, as SHA-256."""

    pcm_sha256: str
    chunks: tuple[str, ...]


def fingerprint_sound(path: Path, sample_rate_hz: int) -> Sound:
    """Decode a master once; raises `AudioFileError`."""
    whole, chunks = hashlib.sha256(), []
    for block in read_blocks(path, CHUNK_S * sample_rate_hz):
        data = _bytes(block)
        whole.update(data)
        chunks.append(hashlib.sha256(data).hexdigest())
    return Sound(whole.hexdigest(), tuple(chunks))


def find_chunk(path: Path, sample_rate_hz: int, number: int) -> str | None:
    """One chunk's fingerprint, whatever is wrong elsewhere; None where it cannot be decoded."""
    frames = CHUNK_S * sample_rate_hz
    try:
        return hashlib.sha256(_bytes(read_span(path, number * frames, frames))).hexdigest()
    except AudioFileError:
        return None


def _bytes(block: NDArray[np.int16]) -> bytes:
    return block.astype("<i2", copy=False).tobytes()
