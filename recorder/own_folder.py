"""The recorder's own folder: its journal, and the lock that makes it the only one."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from recorder.clock import Clock
from recorder.config import Settings
from recorder.errors import AlreadyRunning
from recorder.storage.journal import Journal


def open_journal(settings: Settings, clock: Clock) -> Journal:
    """Open the journal of an exchange; a new one if there is none."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    return Journal(settings.folder / "journal.sqlite", settings.exchange.name, clock)


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Hold the exchange's recordings for this process; the kernel lets go when it dies."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    with (settings.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            name = settings.exchange.name
            raise AlreadyRunning(f"a recorder for {name} is running already") from None
        yield
