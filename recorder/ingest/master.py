"""Make the master of two sides and prove it before anybody trusts it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recorder.archive.audio_files import AudioFileError, pcm_sha256, read_blocks, write_flac
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.ingest.peaks import peaks
from recorder.ingest.sides import Sides, stereo_blocks
from recorder.integrity.digest import file_sha256
from recorder.names import RecordingName
from recorder.recording import Master

_STEREO_FRAME_BYTES: Final = 4

Blocks = Callable[[], Iterable[NDArray[np.int16]]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a sound is."""

    frames: int
    rx_frames: int
    tx_frames: int
    sample_rate_hz: int


def store_master(name: RecordingName, sides: Sides, store: Store) -> Master:
    """Encode, decode again, compare, publish: the FLAC and the peaks beside it.

    Safe to repeat. Raises `AudioFileError` where what is decoded is not what was put in.
    """
    return store_blocks(
        name,
        lambda: stereo_blocks(sides),
        Shape(
            frames=sides.frames,
            rx_frames=0 if sides.rx is None else sides.rx.pcm.frames,
            tx_frames=0 if sides.tx is None else sides.tx.pcm.frames,
            sample_rate_hz=sides.sample_rate_hz,
        ),
        store,
    )


def store_blocks(name: RecordingName, blocks: Blocks, shape: Shape, store: Store) -> Master:
    """The same of any stereo sound; `blocks` gives it anew each time it is asked."""
    source = pcm_sha256(blocks())
    part = store.stage(name, Form.MASTER, needs_bytes=shape.frames * _STEREO_FRAME_BYTES)
    write_flac(part, shape.sample_rate_hz, blocks())
    if pcm_sha256(read_blocks(part)) != source:
        raise AudioFileError(f"{part.name} is not what was put in")
    flac = store.publish(name, Form.MASTER)
    _store_peaks(name, blocks, shape, store)
    return Master(
        frames=shape.frames,
        rx_frames=shape.rx_frames,
        tx_frames=shape.tx_frames,
        sample_rate_hz=shape.sample_rate_hz,
        pcm_sha256=source,
        flac_sha256=file_sha256(flac),
        flac_bytes=flac.stat().st_size,
    )


def load_peaks(path: Path) -> NDArray[np.int8]:
    """Read stored peaks, shape (hundredths, channels, 2)."""
    loaded: NDArray[np.int8] = np.load(path, allow_pickle=False)
    return loaded


def _store_peaks(name: RecordingName, blocks: Blocks, shape: Shape, store: Store) -> None:
    picture = np.concatenate([peaks(block, shape.sample_rate_hz) for block in blocks()])
    part = store.stage(name, Form.PEAKS, needs_bytes=picture.nbytes)
    with part.open("wb") as target:
        np.save(target, picture)
    store.publish(name, Form.PEAKS)
