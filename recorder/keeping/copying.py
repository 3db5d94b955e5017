"""Copies a master to another folder and believes it only after it was read back from there."""

import os
import shutil
from pathlib import Path

from recorder.archive.layout import Form, place
from recorder.integrity.digest import file_sha256
from recorder.names import RecordingName


class CopyDiffers(Exception):
    """What was read back is not what was sealed; `args[0]` is its fingerprint."""


def copy_confirmed(source: Path, root: Path, name: RecordingName, sha256: str) -> Path:
    """Copy one master under `root`, whole and durable; gives its path there.

    A file that is there already and is the right one is left alone. Raises OSError,
    `CopyDiffers`.
    """
    target = place(root, name, Form.MASTER)
    if target.is_file() and read_back(target) == sha256:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        _sync(part)
        found = read_back(part)
        if found != sha256:
            raise CopyDiffers(found)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync(target.parent)
    return target


def read_back(path: Path) -> str:
    """The fingerprint as it lies on the medium: what the kernel remembers is dropped first."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
    return file_sha256(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
