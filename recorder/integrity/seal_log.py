"""The log of seals: one line a leaf, only ever appended, durable before it is acknowledged.

A line is the leaf's hash, a space, and the manifest. The journal's row acknowledges it.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from recorder.integrity.merkle import leaf_hash

MAX_LINE_BYTES: Final = 4 * 1024 * 1024
"""A recording of a week has 60,000 chunks of 67 bytes: no line of ours is longer."""
_HASH_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True)
class Leaf:
    """One whole line: `facts` is what the manifest says, `at` where the line begins."""

    n: int
    hash: bytes
    manifest: bytes
    facts: dict[str, Any]
    at: int

    @property
    def recording(self) -> str:
        """The recording it is about."""
        return str(self.facts.get("recording"))

    @property
    def is_tombstone(self) -> bool:
        """Whether it says that the recording was deleted."""
        return self.facts.get("kind") == "tombstone"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is none of ours: cut short, or its hash is not that of its manifest."""

    n: int
    at: int
    size_bytes: int
    has_end: bool
    stated: str
    found: str
    recording: str | None


def to_line(manifest: bytes) -> bytes:
    """One line of the log."""
    return leaf_hash(manifest).hex().encode() + b" " + manifest + b"\n"


def read_line(line: bytes, *, n: int, at: int) -> Leaf | BadLine:
    """Take one line apart; pure."""
    stated, _, manifest = line.removesuffix(b"\n").partition(b" ")
    found = leaf_hash(manifest)
    facts = _facts(manifest)
    whole = line.endswith(b"\n") and len(stated) == _HASH_CHARACTERS
    if whole and facts is not None and stated == found.hex().encode():
        return Leaf(n, found, manifest, facts, at)
    recording = None if facts is None else str(facts.get("recording"))
    shown = stated[:_HASH_CHARACTERS].decode("ascii", "replace")
    return BadLine(n, at, len(line), line.endswith(b"\n"), shown, found.hex(), recording)


def read_log(path: Path) -> Iterator[Leaf | BadLine]:
    """All lines, one at a time; nothing where there is no file."""
    if not path.exists():
        return
    at = n = 0
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE_BYTES):
            yield read_line(line, n=n, at=at)
            at, n = at + len(line), n + 1


def append_durably(path: Path, lines: Sequence[bytes]) -> None:
    """Append whole lines; they are on the disk when this returns."""
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        left = b"".join(lines)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)


def cut_durably(path: Path, at: int) -> None:
    """Take away everything from a byte on: only for a line that nobody was told of."""
    with path.open("r+b") as file:
        file.truncate(at)
        os.fsync(file.fileno())


def _facts(manifest: bytes) -> dict[str, Any] | None:
    try:
        facts = json.loads(manifest)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
