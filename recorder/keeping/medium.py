"""A medium of the archive: a folder with a label and a manifest, both readable without us."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

from recorder.errors import ArchiveRefused
from recorder.integrity.seal_log import append_durably

LABEL_FILE: Final = "dispatch120-volume.json"
ROOM_FOR_MANIFEST_BYTES: Final = 64 * 1024
EJECT_TIMEOUT_S: Final = 60.0
_LABEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,40}")
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest: a file and its fingerprint; `leaf` is its place in the log."""

    recording: str
    path: str
    sha256: str
    size_bytes: int
    leaf: int | None
    archived_at: str


class Medium:
    """One folder, network folder or removable target."""

    def __init__(self, folder: Path, label: str, exchange: str) -> None:
        self.folder = folder
        self.label = label
        self.root = folder / exchange
        self._manifest = folder / f"dispatch120-manifest-{exchange}.jsonl"

    @classmethod
    def open(
        cls, folder: Path, exchange: str, *, label: str | None = None, now: datetime | None = None
    ) -> "Medium":
        """Read its label, or write `label` on a new one; raises `ArchiveRefused`."""
        if not folder.is_dir():
            raise ArchiveRefused(f"{folder} is not there: is the medium mounted?")
        written = _read_label(folder / LABEL_FILE)
        if written is None:
            if label is None or now is None:
                raise ArchiveRefused(f"{folder} has no label yet: give one with --label")
            _write_label(folder / LABEL_FILE, label, now)
            written = label
        if label is not None and label != written:
            raise ArchiveRefused(f"{folder} is medium {written} and not {label}")
        return cls(folder, written, exchange)

    def has_room(self, size_bytes: int) -> bool:
        """Whether a file and its line would fit."""
        return shutil.disk_usage(self.folder).free >= size_bytes + ROOM_FOR_MANIFEST_BYTES

    def note(self, entry: Entry) -> None:
        """Add a line to the manifest."""
        facts = {field: getattr(entry, field) for field in Entry.__slots__}
        append_durably(self._manifest, [(json.dumps(facts, sort_keys=True) + "\n").encode()])

    def entries(self) -> Iterator[Entry]:
        """What the manifest says; a line that a crash cut says nothing."""
        if not self._manifest.exists():
            return
        with self._manifest.open(encoding="utf-8") as file:
            for line in file:
                try:
                    yield Entry(**json.loads(line))
                except (ValueError, TypeError):
                    continue


class Ejector(Protocol):
    """Lets a medium be taken out."""

    def eject(self, folder: Path) -> None:
        """Raises `ArchiveRefused`."""
        ...


class SiteEjector:
    """A site's own command, without a shell, bounded."""

    def __init__(self, command: Sequence[str], *, timeout_s: float = EJECT_TIMEOUT_S) -> None:
        self._command = command
        self._timeout_s = timeout_s

    def eject(self, folder: Path) -> None:
        """Raises `ArchiveRefused`."""
        if not self._command:
            raise ArchiveRefused("no eject_command is set")
        command = [part.replace("{folder}", str(folder)) for part in self._command]
        os.sync()
        try:
            done = subprocess.run(  # noqa: S603 - the site's own command, no shell
                command, timeout=self._timeout_s, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ArchiveRefused(f"eject failed: {type(error).__name__}") from error
        if done.returncode != 0:
            raise ArchiveRefused(f"eject ended with {done.returncode}")


def _read_label(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return _checked(str(facts["label"]))
    except (OSError, ValueError, KeyError) as error:
        raise ArchiveRefused(f"{path} is no label of ours") from error


def _write_label(path: Path, label: str, now: datetime) -> None:
    facts = {"v": _VERSION, "label": _checked(label), "begun_at": now.isoformat()}
    try:
        append_durably(path, [(json.dumps(facts) + "\n").encode()])
    except OSError as error:
        raise ArchiveRefused(f"{path.parent} cannot be written: {error.strerror}") from error


def _checked(label: str) -> str:
    if _LABEL.fullmatch(label) is None:
        raise ArchiveRefused("a label is 1 to 41 letters, digits, `_`, `.` and `-`")
    return label
