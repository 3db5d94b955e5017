"""Ingests one call in each folder given; in the nth it dies by SIGKILL at its nth durable act.

Started by test_killed.py: `python dying.py FOLDER0 FOLDER1 …`.
"""

import os
import signal
import sys
from pathlib import Path

from typing_extensions import override

from recorder.archive.store import DiskStore
from recorder.storage.journal import Journal
from tests.integration.recorder.workshop import TurnedClock, Workshop


class Fuse:
    """Kills the process when it is burnt down."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def burn(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


class DyingStore(DiskStore):
    """Burns the fuse before and after each durable act."""

    def __init__(self, folder, fuse):
        super().__init__(folder)
        self._fuse = fuse

    @override
    def stage(self, name, form, *, needs_bytes):
        self._fuse.burn()
        return super().stage(name, form, needs_bytes=needs_bytes)

    @override
    def publish(self, name, form):
        self._fuse.burn()
        path = super().publish(name, form)
        self._fuse.burn()
        return path

    @override
    def find(self, name, form):
        self._fuse.burn()
        return super().find(name, form)


class DyingJournal(Journal):
    """Burns the fuse before and after the row is settled."""

    def __init__(self, path, fuse):
        super().__init__(path, "node1", TurnedClock())
        self._fuse = fuse

    @override
    def begin(self, name):
        self._fuse.burn()
        super().begin(name)

    @override
    def settle(self, name, found):
        self._fuse.burn()
        super().settle(name, found)
        self._fuse.burn()


def ingest_and_die(root: Path, steps: int) -> None:
    fuse = Fuse(steps)
    folder = root / "recorder"
    store = DyingStore(folder, fuse)
    Workshop.open(root, store=store, journal=DyingJournal(folder / "journal.sqlite", fuse)).work()


def main(roots: list[str]) -> None:
    for steps, root in enumerate(roots):
        child = os.fork()
        if child == 0:
            ingest_and_die(Path(root), steps)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "finished", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
