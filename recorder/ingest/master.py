"""Make the master of two sides and prove it before anybody trusts it."""

from collections.abc import Iterator
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


def store_master(name: RecordingName, sides: Sides, store: Store) -> Master:
    """Encode, decode again, compare, publish: the FLAC and the peaks beside it.

    Safe to repeat. Raises `AudioFileError` where what is decoded is not what was put in.
    """
    source = pcm_sha256(stereo_blocks(sides))
    part = store.stage(name, Form.MASTER, needs_bytes=sides.frames * _STEREO_FRAME_BYTES)
    write_flac(part, sides.sample_rate_hz, stereo_blocks(sides))
    if pcm_sha256(read_blocks(part)) != source:
        raise AudioFileError(f"{part.name} is not what was put in")
    flac = store.publish(name, Form.MASTER)
    _store_peaks(name, sides, store)
    return Master(
        frames=sides.frames,
        rx_frames=0 if sides.rx is None else sides.rx.pcm.frames,
        tx_frames=0 if sides.tx is None else sides.tx.pcm.frames,
        sample_rate_hz=sides.sample_rate_hz,
        pcm_sha256=source,
        flac_sha256=file_sha256(flac),
        flac_bytes=flac.stat().st_size,
    )


def load_peaks(path: Path) -> NDArray[np.int8]:
    """Read stored peaks, shape (hundredths, channels, 2)."""
    loaded: NDArray[np.int8] = np.load(path, allow_pickle=False)
    return loaded


def _store_peaks(name: RecordingName, sides: Sides, store: Store) -> None:
    picture = np.concatenate(list(_peak_blocks(sides)))
    part = store.stage(name, Form.PEAKS, needs_bytes=picture.nbytes)
    with part.open("wb") as target:
        np.save(target, picture)
    store.publish(name, Form.PEAKS)


def _peak_blocks(sides: Sides) -> Iterator[NDArray[np.int8]]:
    return (peaks(block, sides.sample_rate_hz) for block in stereo_blocks(sides))
