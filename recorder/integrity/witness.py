"""Copies of checkpoints at a second place: what stands there is never taken back.

A copy is a prefix of the sender's own file, line by line. What contradicts it is not taken over but
kept beside it: it is the trace of a history that was written anew.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Final

from recorder.errors import RecorderError
from recorder.integrity.checkpoint import Checkpoint, PublicKey
from recorder.integrity.proof_folder import NEW_FOLDER_MODE, LineFile
from recorder.integrity.seal_log import append_durably

BATCH: Final = 25
"""Lines of one sending: they fit into one body of the wire."""
_MAX_REFUSED: Final = 1000


class CheckpointRefused(RecorderError):
    """That does not continue what is kept here."""

    code = "checkpoint_refused"


class Witness:
    """Keeps the copies of other recorders' checkpoints in one folder; may be used by any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, LineFile] = {}
        self._lock = Lock()

    def count(self, log: str) -> int:
        """How many lines of a log are kept."""
        with self._lock:
            return self._file(log).count

    def last(self, log: str) -> str | None:
        """The last one of them."""
        with self._lock:
            return self._file(log).last

    def read(self, log: str, first: int, limit: int) -> list[str]:
        """Some of them."""
        with self._lock:
            return self._file(log).read(first, limit)

    def keep(self, log: str, *, key: bytes, first: int, lines: Sequence[str]) -> int:
        """Take lines over, the first being number `first`; gives how many are kept now.

        Repeating changes nothing. Raises `CheckpointRefused`.
        """
        with self._lock:
            self._folder.mkdir(mode=NEW_FOLDER_MODE, parents=True, exist_ok=True)
            self._check_key(log, key)
            file = self._file(log)
            if first > file.count:
                raise CheckpointRefused(f"{log}: line {file.count} is missing")
            known = file.read(first, len(lines))
            new = list(lines[len(known) :])
            if known != list(lines[: len(known)]) or not _goes_on(file.last, new, log, key):
                self._set_aside(log, lines)
                raise CheckpointRefused(f"{log}: not what was sent before")
            file.append(new)
            return file.count

    def _file(self, log: str) -> LineFile:
        return self._files.setdefault(log, LineFile(self._folder / f"{log}.txt"))

    def _check_key(self, log: str, key: bytes) -> None:
        """The first key that a log shows is its key; a person removes the file to allow another."""
        path = self._folder / f"{log}.key"
        if not path.exists():
            append_durably(path, [key.hex().encode() + b"\n"])
        if path.read_text(encoding="ascii").strip() != key.hex():
            raise CheckpointRefused(f"{log}: another key than the one known here")

    def _set_aside(self, log: str, lines: Sequence[str]) -> None:
        refused = LineFile(self._folder / f"{log}.refused")
        kept = set(refused.read(0, _MAX_REFUSED))
        if len(kept) < _MAX_REFUSED:
            refused.append([line for line in lines if line not in kept])


def _goes_on(last: str | None, lines: Sequence[str], log: str, key: bytes) -> bool:
    """Whether lines are signed checkpoints of the log, each larger than the one before it."""
    public, size = PublicKey(key), _size(last)
    for line in lines:
        checkpoint = Checkpoint.parse(line)
        if checkpoint is None:
            continue
        is_ours = checkpoint.log == log and checkpoint.is_signed_by([public])
        if not is_ours or checkpoint.size <= size:
            return False
        size = checkpoint.size
    return True


def _size(line: str | None) -> int:
    checkpoint = Checkpoint.parse(line) if line else None
    return 0 if checkpoint is None else checkpoint.size
