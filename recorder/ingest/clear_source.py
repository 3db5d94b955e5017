"""The use case: the exchange's files of a settled recording leave its folder."""

import numpy as np
from numpy.typing import NDArray

from recorder.archive.audio_files import AudioFileError, read_blocks
from recorder.archive.layout import Form
from recorder.archive.store import Store
from recorder.faults import FaultCode
from recorder.ingest.incoming import Sighting
from recorder.ingest.sides import Sides, examine, side_samples
from recorder.recording import Master, Recording
from recorder.state import RecordingState
from recorder.storage.journal import Journal


def clear_source(sighting: Sighting, recording: Recording, journal: Journal, store: Store) -> None:
    """Remove what is proved to be in the master; set aside whatever is not.

    The proof is made anew, sample by sample, from the master as it lies in the store. The done
    mark goes last, so a crash in between is seen and the rest is cleared later.
    """
    if recording.state is not RecordingState.DAMAGED and _is_kept(sighting, recording, store):
        for file in sighting.files:
            file.path.unlink(missing_ok=True)
        return
    if recording.state is not RecordingState.DAMAGED:
        journal.faults.note(sighting.name.text, FaultCode.SOURCE_CHANGED)
    for side in sighting.sides:
        store.set_aside(side.path)
    if sighting.done is not None:
        sighting.done.path.unlink(missing_ok=True)


def _is_kept(sighting: Sighting, recording: Recording, store: Store) -> bool:
    sides = examine(sighting)
    if recording.master is None:
        return recording.fault is None and sides.fault is None and sides.frames == 0
    path = store.find(sighting.name, Form.MASTER)
    if path is None or len(sides.readable) < len(sighting.sides):
        return False
    if not _same_lengths(sides, recording.master):
        return False
    try:
        at = 0
        for block in read_blocks(path):
            if not _same_samples(sides, block, at):
                return False
            at += len(block)
    except AudioFileError:
        return False
    return at == recording.master.frames


def _same_lengths(sides: Sides, master: Master) -> bool:
    pairs = ((sides.rx, master.rx_frames), (sides.tx, master.tx_frames))
    return all(side is None or side.pcm.frames == frames for side, frames in pairs)


def _same_samples(sides: Sides, block: NDArray[np.int16], at: int) -> bool:
    for channel, side in enumerate((sides.rx, sides.tx)):
        samples = side_samples(side, at, len(block))
        if not np.array_equal(samples, block[: len(samples), channel]):
            return False
    return True
