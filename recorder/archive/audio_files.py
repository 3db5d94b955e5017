"""Writing and reading the kept forms of a sound. The only place that knows the audio library."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

_CHANNELS: Final = 2
_FLAC_LEVEL: Final = 0.5
_REVIEW_LEVEL: Final = 0.976
"""libsndfile's scale for Opus: 24 kbit/s for two channels."""
_BLOCK_FRAMES: Final = 480_000
_FULL_SCALE: Final = 32768.0


class AudioFileError(Exception):
    """The audio library could not write or read a file."""


def write_flac(path: Path, sample_rate_hz: int, blocks: Iterable[NDArray[np.int16]]) -> None:
    """Write a stereo FLAC of 16 bits."""
    try:
        with soundfile.SoundFile(
            path,
            "w",
            samplerate=sample_rate_hz,
            channels=_CHANNELS,
            subtype="PCM_16",
            format="FLAC",
            compression_level=_FLAC_LEVEL,
        ) as target:
            for block in blocks:
                target.write(block)
    except (soundfile.SoundFileError, AssertionError) as error:
        raise AudioFileError(path.name) from error


def write_opus(master: Path, path: Path, *, is_stopped: Callable[[], bool]) -> bool:
    """Make the small review copy from a master; False if it was stopped half-way."""
    try:
        with (
            soundfile.SoundFile(master) as source,
            soundfile.SoundFile(
                path,
                "w",
                samplerate=source.samplerate,
                channels=source.channels,
                subtype="OPUS",
                format="OGG",
                compression_level=_REVIEW_LEVEL,
            ) as target,
        ):
            for block in source.blocks(_BLOCK_FRAMES, dtype="int16"):
                if is_stopped():
                    return False
                target.write(block.astype(np.float32) / _FULL_SCALE)
    except (soundfile.SoundFileError, AssertionError) as error:
        raise AudioFileError(path.name) from error
    return True


def write_wav(master: Path, path: Path) -> None:
    """Decode a master into a WAV of 16 bits."""
    try:
        with (
            soundfile.SoundFile(master) as source,
            soundfile.SoundFile(
                path,
                "w",
                samplerate=source.samplerate,
                channels=source.channels,
                subtype="PCM_16",
                format="WAV",
            ) as target,
        ):
            for block in source.blocks(_BLOCK_FRAMES, dtype="int16"):
                target.write(block)
    except (soundfile.SoundFileError, AssertionError) as error:
        raise AudioFileError(path.name) from error


def read_blocks(path: Path, frames: int = _BLOCK_FRAMES) -> Iterator[NDArray[np.int16]]:
    """Decode a master, block by block."""
    try:
        with soundfile.SoundFile(path) as source:
            yield from source.blocks(frames, dtype="int16", always_2d=True)
    except soundfile.SoundFileError as error:
        raise AudioFileError(path.name) from error


def read_span(path: Path, first: int, frames: int) -> NDArray[np.int16]:
    """Decode one span of a master, whatever is wrong elsewhere in it."""
    try:
        with soundfile.SoundFile(path) as source:
            source.seek(first)
            span: NDArray[np.int16] = source.read(frames, dtype="int16", always_2d=True)
    except soundfile.SoundFileError as error:
        raise AudioFileError(path.name) from error
    return span


def pcm_sha256(blocks: Iterable[NDArray[np.int16]]) -> str:
    """SHA-256 over interleaved 16-bit little-endian samples, hexadecimal."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block.astype("<i2", copy=False).tobytes())
    return digest.hexdigest()
