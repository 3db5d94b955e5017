"""The store: files appear in it whole and durable, or not at all."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final, Protocol

from recorder.archive.layout import Form, place
from recorder.names import RecordingName

RESERVE_BYTES: Final = 32 * 1024 * 1024
"""Kept free for the journal: a full disk must still be told."""
PART: Final = ".part"
"""Suffix of a file that is not whole yet."""


class Store(Protocol):
    """Holds the forms of each recording."""

    @property
    def root(self) -> Path:
        """The folder of its days."""
        ...

    def stage(self, name: RecordingName, form: Form, *, needs_bytes: int) -> Path:
        """Give the path to write to; OSError(ENOSPC) where the bytes would not fit."""
        ...

    def publish(self, name: RecordingName, form: Form) -> Path:
        """Make what was staged durable and visible, in place of an earlier one."""
        ...

    def find(self, name: RecordingName, form: Form) -> Path | None:
        """The visible file, if there is one."""
        ...

    def get(self, name: RecordingName, form: Form) -> Path:
        """The visible file; raises FileNotFoundError."""
        ...

    def set_aside(self, source: Path) -> None:
        """Move a damaged source file among the damaged; nothing there is ever overwritten."""
        ...

    def remove(self, name: RecordingName, form: Form) -> None:
        """Take one form away; only after its tombstone is sealed."""
        ...

    def free_bytes(self) -> int:
        """Room for an ordinary user."""
        ...


class DiskStore:
    """A store in two folders: `store/` by day and `damaged/`."""

    def __init__(self, folder: Path, *, reserve_bytes: int = RESERVE_BYTES) -> None:
        self.root = folder / "store"
        self._damaged = folder / "damaged"
        self._reserve_bytes = reserve_bytes
        self.root.mkdir(parents=True, exist_ok=True)
        self._damaged.mkdir(exist_ok=True)

    def stage(self, name: RecordingName, form: Form, *, needs_bytes: int) -> Path:
        """Give the path to write to; OSError(ENOSPC) where the bytes would not fit."""
        self._require(needs_bytes)
        part = _part(place(self.root, name, form))
        part.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        return part

    def publish(self, name: RecordingName, form: Form) -> Path:
        """Make what was staged durable and visible, in place of an earlier one."""
        path = place(self.root, name, form)
        _publish(_part(path), path)
        for folder in (path.parent, *path.parent.parents):
            _sync(folder)
            if folder == self.root:
                break
        return path

    def find(self, name: RecordingName, form: Form) -> Path | None:
        """The visible file, if there is one."""
        path = place(self.root, name, form)
        return path if path.is_file() else None

    def get(self, name: RecordingName, form: Form) -> Path:
        """The visible file; raises FileNotFoundError."""
        path = self.find(name, form)
        if path is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{name.text}.{form}")
        return path

    def set_aside(self, source: Path) -> None:
        """Move a damaged source file among the damaged; nothing there is ever overwritten."""
        if not source.exists():
            return
        self._require(source.stat().st_size)
        part = _part(self._damaged / source.name)
        shutil.copy2(source, part)
        _publish(part, _free_name(self._damaged / source.name))
        _sync(self._damaged)
        source.unlink()

    def remove(self, name: RecordingName, form: Form) -> None:
        """Take one form away; only after its tombstone is sealed."""
        path = place(self.root, name, form)
        if path.is_file():
            path.unlink()
            _sync(path.parent)

    def free_bytes(self) -> int:
        """Room for an ordinary user."""
        return shutil.disk_usage(self.root).free

    def _require(self, needs_bytes: int) -> None:
        if self.free_bytes() < needs_bytes + self._reserve_bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)


def _free_name(path: Path) -> Path:
    """The path itself, or with the first free number: a crash may repeat a move."""
    taken, number = path, 1
    while taken.exists():
        taken, number = path.with_name(f"{path.name}.{number}"), number + 1
    return taken


def _publish(part: Path, path: Path) -> None:
    _sync(part)
    part.replace(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
