"""Where the proof of one recorder lies, and its checkpoints: one a line, only ever appended."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final

from recorder.integrity.checkpoint import MAX_LINE_CHARACTERS
from recorder.integrity.seal_log import append_durably

NEW_FOLDER_MODE: Final = 0o700


class ProofFolder:
    """Names of the files under `proof/`."""

    def __init__(self, recorder_folder: Path) -> None:
        self.root = recorder_folder / "proof"
        self.log = self.root / "log.txt"
        self.checkpoints = self.root / "checkpoints.txt"
        self.witness = self.root / "witness"
        self.stamps = self.root / "stamps"

    def make(self) -> None:
        """Make the folder."""
        self.root.mkdir(mode=NEW_FOLDER_MODE, parents=True, exist_ok=True)


class LineFile:
    """A text file of short lines, appended durably by one process; may be used by any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._known: tuple[int, str | None, bool] | None = None

    @property
    def count(self) -> int:
        """How many lines."""
        with self._lock:
            return self._look()[0]

    @property
    def last(self) -> str | None:
        """The last line, if there is any."""
        with self._lock:
            return self._look()[1]

    def append(self, lines: Sequence[str]) -> None:
        """Add lines; a line that a crash left half stays, as a line of its own."""
        if not lines:
            return
        with self._lock:
            count, _, is_ended = self._look()
            text = ("" if is_ended else "\n") + "".join(f"{line}\n" for line in lines)
            self._known = None
            append_durably(self._path, [text.encode()])
            self._known = count + len(lines), lines[-1], True

    def read(self, first: int, limit: int) -> list[str]:
        """Some of the lines."""
        return list(islice(read_lines(self._path), first, first + limit))

    def _look(self) -> tuple[int, str | None, bool]:
        """Lines, the last of them, and whether it has its end; read once, then remembered."""
        if self._known is None:
            count, last = 0, None
            for line in read_lines(self._path):
                count, last = count + 1, line
            self._known = count, last, _is_ended(self._path)
        return self._known


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a file, each cut to a bounded length; none where there is no file."""
    if not path.exists():
        return
    with path.open(encoding="ascii", errors="replace") as file:
        while line := file.readline(MAX_LINE_CHARACTERS):
            yield line.removesuffix("\n")


def _is_ended(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return True
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
