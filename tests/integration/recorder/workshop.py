"""One recorder without its process: real files, real journal, and clocks that we turn."""

import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Self
from uuid import UUID

import numpy as np
import soundfile

from recorder.archive.layout import Form
from recorder.archive.store import DiskStore, Store
from recorder.ingest.abandoned import QuietWatch, Writer, find_writer
from recorder.ingest.conditions import Conditions
from recorder.ingest.watcher import Ports, Watcher
from recorder.names import RecordingName
from recorder.recording import Labels, Recording
from recorder.storage.journal import Journal

NAME = RecordingName.parse("20261122-014501-node1-1795311901.8")
RATE_HZ = 8000
CALL_ID = UUID("01935000-0000-7000-8000-000000000001")


def name_of(serial: int, *, minute: int = 45) -> RecordingName:
    """One more name, `minute` minutes after one o'clock."""
    epoch = int(datetime(2026, 11, 22, 1, minute, 1, tzinfo=UTC).timestamp())
    return RecordingName.parse(f"20261122-01{minute:02}01-node1-{epoch}.{serial}")


def labels(number: str | None = "13800138000", *, event_n: int = 7) -> Labels:
    started_at = datetime(2026, 11, 22, 1, 45, tzinfo=UTC)
    return Labels(CALL_ID, number, "120", 1, "1027", started_at, event_n)


def voice(seed: int, seconds: float) -> np.ndarray:
    """Sound that no other seed has, loud and quiet in turn."""
    count = int(seconds * RATE_HZ)
    loud = 200 + 8000 * (np.sin(np.arange(count) / 3000) > 0)
    return (np.random.default_rng(seed).normal(0, 0.3, count) * loud).astype("<i2")


def write_side(path: Path, samples: np.ndarray, *, rate_hz: int = RATE_HZ) -> None:
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate_hz)
        target.writeframes(samples.tobytes())


def forget_lengths(path: Path) -> None:
    """As the exchange leaves a file when it is killed: both lengths in the header are zero."""
    with path.open("r+b") as file:
        for at in (4, 40):
            file.seek(at)
            file.write(bytes(4))


def until(condition: Callable[[], object], *, within_s: float = 15.0) -> None:
    """Wait for a condition, bounded."""
    tick = Event()
    for _ in range(int(within_s / 0.02)):
        if condition():
            return
        tick.wait(0.02)
    raise AssertionError("did not come true in time")


class TurnedClock:
    """Stands until it is turned."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 2, tzinfo=UTC)
        self._s = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return self._s

    def turn(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._s += seconds

    def step(self, seconds: float) -> None:
        """Somebody sets the wall's clock: what never steps stays."""
        self._now += timedelta(seconds=seconds)


@dataclass
class Workshop:
    """Folder, parts and what a test does with them."""

    folder: Path
    incoming: Path
    clock: TurnedClock
    journal: Journal
    store: Store
    conditions: Conditions
    watcher: Watcher
    index_is_away: list[bool]

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        folder: Path | None = None,
        incoming: Path | None = None,
        store: Store | None = None,
        journal: Journal | None = None,
        find: Callable[[Path], Writer] = find_writer,
    ) -> Self:
        folder, incoming = folder or root / "recorder", incoming or root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        clock, away = TurnedClock(), [True]
        store = store or DiskStore(folder)
        journal = journal or Journal(folder / "journal.sqlite", "node1", clock)
        conditions = Conditions(clock)
        ports = Ports(
            incoming, journal, store, conditions, clock, QuietWatch(clock, find), lambda: away[0]
        )
        watcher = Watcher(ports)
        return cls(folder, incoming, clock, journal, store, conditions, watcher, away)

    def side(self, name: RecordingName, side: str) -> Path:
        return self.incoming / f"{name.text}-{side}.wav"

    def mark_done(self, name: RecordingName = NAME) -> None:
        (self.incoming / f"{name.text}.done").write_text("done\n")

    def write_call(
        self, name: RecordingName = NAME, *, rx: np.ndarray, tx: np.ndarray, done: bool = True
    ) -> None:
        write_side(self.side(name, "rx"), rx)
        write_side(self.side(name, "tx"), tx)
        if done:
            self.mark_done(name)

    def work(self) -> None:
        """Tick until there is nothing to do."""
        while self.watcher.tick():
            pass

    def recording(self, name: RecordingName = NAME) -> Recording:
        return self.journal.get(name)

    def master(self, name: RecordingName = NAME) -> np.ndarray:
        path = self.store.find(name, Form.MASTER)
        assert path is not None
        samples: np.ndarray = soundfile.read(path, dtype="int16")[0]
        return samples

    def faults(self) -> list[tuple[str | None, str]]:
        listed = [*self.conditions.listed(), *self.journal.faults.listed()]
        return [(fault.recording, fault.code.value) for fault in listed]

    def moves(self, name: RecordingName = NAME) -> list[str]:
        with self.journal.file.read() as connection:
            rows = connection.execute(
                "SELECT state FROM move WHERE recording = ? ORDER BY n", (name.text,)
            )
            return [row["state"] for row in rows]

    def lying_in(self, folder: str) -> list[str]:
        root = self.incoming if folder == "incoming" else self.folder / folder
        return sorted(path.name for path in root.rglob("*") if path.is_file())
