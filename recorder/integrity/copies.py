"""All checkpoints of a log, from its own file and from the second places, in the order of size."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, Final

from recorder.integrity.checkpoint import Checkpoint, PublicKey
from recorder.integrity.findings import Finding, FindingCode
from recorder.integrity.proof_folder import read_lines

HERE: Final = "here"
_HEAD: Final = "dispatch120-checkpoint-1"
_PARTS: Final = 8
_SIGNATURE: Final = 88
Reader = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Copy:
    """Checkpoints of one place, as many lines as it had when we began."""

    place: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Signed:
    """One genuine checkpoint and where it lies."""

    place: str
    line_n: int
    checkpoint: Checkpoint


def file_copy(place: str, path: Path) -> Copy:
    """A file that may grow while it is read: only what is there now counts."""
    count = sum(1 for _ in read_lines(path))
    return Copy(place, lambda: islice(read_lines(path), count))


def compare_copies(here: Copy, copy: Copy) -> Iterator[Finding]:
    """A second place holds the beginning of our own file, line by line."""
    for number, (ours, theirs) in enumerate(zip_longest(here.read(), copy.read())):
        if theirs is None:
            return
        if ours != theirs:
            code = (
                FindingCode.CHECKPOINT_REMOVED if ours is None else FindingCode.CHECKPOINT_CHANGED
            )
            told = {"place": copy.place, "line": number, "there": theirs, "here": ours}
            yield Finding(code, told)


def check_lines(log: str, copy: Copy, keys: Sequence[PublicKey]) -> Iterator[Finding]:
    """Name each line that is forged or out of order; a line cut by a crash says nothing."""
    size = 0
    for number, line in enumerate(copy.read()):
        checkpoint = Checkpoint.parse(line)
        if checkpoint is None:
            if line and not _may_be_half(line):
                yield _forged(copy, number, line)
            continue
        if not _is_genuine(checkpoint, log, keys):
            yield _forged(copy, number, line)
            continue
        if checkpoint.size <= size:
            told = _told(copy, number) | {"size": checkpoint.size, "after": size}
            yield Finding(FindingCode.CHECKPOINT_OUT_OF_ORDER, told)
        size = max(size, checkpoint.size)


def genuine(log: str, copies: Iterable[Copy], keys: Sequence[PublicKey]) -> Iterator[Signed]:
    """Genuine checkpoints of all places, smallest first; what does not rise is left out."""
    return heapq.merge(
        *(_rising(log, copy, keys) for copy in copies), key=lambda one: one.checkpoint.size
    )


def _rising(log: str, copy: Copy, keys: Sequence[PublicKey]) -> Iterator[Signed]:
    size = 0
    for number, line in enumerate(copy.read()):
        checkpoint = Checkpoint.parse(line)
        if checkpoint is None or checkpoint.size <= size:
            continue
        if _is_genuine(checkpoint, log, keys):
            size = checkpoint.size
            yield Signed(copy.place, number, checkpoint)


def _is_genuine(checkpoint: Checkpoint, log: str, keys: Sequence[PublicKey]) -> bool:
    return checkpoint.log == log and checkpoint.is_signed_by(keys)


def _may_be_half(line: str) -> bool:
    """What a crash leaves: the beginning of a checkpoint, without the end of its signature."""
    parts = line.split(" ")
    return _HEAD.startswith(parts[0]) and (len(parts) < _PARTS or len(parts[-1]) < _SIGNATURE)


def _forged(copy: Copy, number: int, line: str) -> Finding:
    return Finding(FindingCode.CHECKPOINT_FORGED, _told(copy, number) | {"says": line})


def _told(copy: Copy, number: int) -> dict[str, Any]:
    return {"place": copy.place, "line": number}
