"""Ten thousand small recordings, stored and sealed by the recorder's own parts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from recorder.archive.audio_files import pcm_sha256, write_flac
from recorder.archive.layout import Form, place
from recorder.integrity.digest import file_sha256
from recorder.names import RecordingName
from recorder.recording import Master, Settlement
from recorder.storage.journal import Journal
from tests.integration.recorder.sealing import Sealing
from tests.integration.recorder.workshop import RATE_HZ, Workshop

FRAMES = 80
SOUNDS = 100
FIRST = datetime(2026, 11, 22, 1, 45, 1, tzinfo=UTC)


def name_of_many(number: int) -> RecordingName:
    started_at = FIRST + timedelta(seconds=number)
    stamp = started_at.strftime("%Y%m%d-%H%M%S")
    return RecordingName.parse(f"{stamp}-node1-{int(started_at.timestamp())}.{number}")


def store_many(root: Path, count: int) -> Sealing:
    """`count` recordings of a hundredth of a second, and checkpoints on the way."""
    workshop = Workshop.open(root)
    workshop.journal.file._writer.execute("PRAGMA synchronous = OFF")
    sounds = [_encode(workshop.folder, seed) for seed in range(SOUNDS)]
    for number in range(count):
        _store(workshop.journal, workshop.folder / "store", number, sounds[number % SOUNDS])
    sealing = Sealing.of(workshop)
    while sealing.sealer.tick():
        if sealing.sealer.size % 1024 == 0:
            sealing.sealer.sign()
    sealing.sealer.sign()
    return sealing


def _encode(folder: Path, seed: int) -> tuple[Master, bytes]:
    """One of a hundred sounds: the encoder is not what is tested."""
    samples = np.random.default_rng(seed).integers(-900, 900, (FRAMES, 2)).astype("<i2")
    path = folder / "sound.flac"
    write_flac(path, RATE_HZ, [samples])
    made = Master(
        frames=FRAMES,
        rx_frames=FRAMES,
        tx_frames=FRAMES,
        sample_rate_hz=RATE_HZ,
        pcm_sha256=pcm_sha256([samples]),
        flac_sha256=file_sha256(path),
        flac_bytes=path.stat().st_size,
    )
    return made, path.read_bytes()


def _store(journal: Journal, root: Path, number: int, sound: tuple[Master, bytes]) -> None:
    name, (master, data) = name_of_many(number), sound
    path = place(root, name, Form.MASTER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    journal.begin(name)
    ended_at = name.started_at + timedelta(seconds=1, microseconds=number)
    journal.settle(name, Settlement(ended_at=ended_at, repaired=False, fault=None, master=master))
