"""What lies in the exchange's folder, grouped by recording."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from recorder.errors import InvalidName
from recorder.names import RecordingName

_SUFFIXES: Final = ("-rx.wav", "-tx.wav", ".done")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was seen."""

    path: Path
    size_bytes: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """The files of one recording at one moment; `rx` is the caller, `tx` what he heard."""

    name: RecordingName
    rx: SourceFile | None
    tx: SourceFile | None
    done: SourceFile | None

    @property
    def sides(self) -> tuple[SourceFile, ...]:
        """The sound files that are there."""
        return tuple(side for side in (self.rx, self.tx) if side is not None)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """All files, the done mark last, so that a half-removed recording still shows its end."""
        return self.sides if self.done is None else (*self.sides, self.done)

    @property
    def changed_at(self) -> datetime:
        """When its sound last grew; without sound, when the mark was made."""
        return max(file.changed_at for file in self.sides or self.files)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One look into the folder: recordings, oldest first, and files that are none."""

    sightings: tuple[Sighting, ...]
    strays: tuple[SourceFile, ...]


def look(*folders: Path) -> Incoming:
    """List the folders; a file that goes while we look is not there.

    Of a file that lies in two of them, for a move that a crash cut, the first one counts.
    """
    found: dict[str, SourceFile] = {}
    for folder in folders:
        for file in _listed(folder):
            found.setdefault(file.path.name, file)
    return group(found.values())


def group(files: Iterable[SourceFile]) -> Incoming:
    """Put files of one name together."""
    parts: dict[RecordingName, dict[str, SourceFile]] = {}
    strays: list[SourceFile] = []
    for file in files:
        match _split(file.path.name):
            case None:
                strays.append(file)
            case name, suffix:
                parts.setdefault(name, {})[suffix] = file
    ordered = sorted(parts, key=lambda name: (name.started_at, name.text))
    return Incoming(
        tuple(Sighting(name, *(parts[name].get(s) for s in _SUFFIXES)) for name in ordered),
        tuple(strays),
    )


def _listed(folder: Path) -> list[SourceFile]:
    with os.scandir(folder) as entries:
        return [
            found
            for entry in entries
            if not _is_unfinished(entry.name) and (found := _seen(entry)) is not None
        ]


def _is_unfinished(file_name: str) -> bool:
    """Our own half copy into a spool."""
    return file_name.startswith(".") and file_name.endswith(".part")


def _split(file_name: str) -> tuple[RecordingName, str] | None:
    for suffix in _SUFFIXES:
        if file_name.endswith(suffix):
            try:
                name = RecordingName.parse(file_name.removesuffix(suffix))
            except InvalidName:
                return None
            return None if name.is_copy else (name, suffix)
    return None


def _seen(entry: os.DirEntry[str]) -> SourceFile | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    changed_at = datetime.fromtimestamp(status.st_mtime, UTC)
    return SourceFile(Path(entry.path), status.st_size, changed_at)
