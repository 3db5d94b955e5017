"""How far an import has come: its stage, the bytes of the file that were read, objects done."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Step = Literal["turning", "graph", "reading", "tables", "indexes", "overlay", "swap"]

# From which percent to which a stage goes. Source: imports of Heidelberg and of the demo city.
SHARES: dict[Step, tuple[int, int]] = {
    "turning": (0, 20),
    "graph": (20, 42),
    "reading": (42, 70),
    "tables": (70, 88),
    "indexes": (88, 95),
    "overlay": (95, 97),
    "swap": (97, 99),
}
OBJECTS_AT_HALF = 500_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where an import stands."""

    stage: str
    percent: int
    read_bytes: int
    total_bytes: int
    objects: int


class Progress:
    """Follows one import; any thread may look at it.

    Args:
        file: What is imported.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._total_bytes = file.stat().st_size if file.is_file() else 0
        self._stage: Step | Literal[""] = ""
        self._objects = 0
        self._percent = 0

    def told(self, stage: Step, objects: int) -> None:
        """Hear of a step."""
        self._stage, self._objects = stage, objects

    def look(self) -> Snapshot:
        """Tell where it stands; percent never goes back."""
        read_bytes = self._read_bytes()
        self._percent = max(self._percent, self._now(read_bytes))
        return Snapshot(self._stage, self._percent, read_bytes, self._total_bytes, self._objects)

    def _now(self, read_bytes: int) -> int:
        if not self._stage:
            return 0
        first, last = SHARES[self._stage]
        if self._stage in {"turning", "graph", "reading"}:
            share = read_bytes / max(self._total_bytes, 1)
        else:
            share = self._objects / (self._objects + OBJECTS_AT_HALF)
        return first + int((last - first) * min(share, 1.0))

    def _read_bytes(self) -> int:
        """Give how far the file was read: the kernel knows the place of whoever has it open."""
        if self._stage not in {"turning", "graph", "reading"}:
            return self._total_bytes if self._stage else 0
        return max((_place(one) for one in _open_descriptors(self._file)), default=0)


def _open_descriptors(file: Path) -> list[str]:
    wanted, found = str(file.resolve()), []
    for one in Path("/proc/self/fd").iterdir():
        try:
            if str(one.readlink()) == wanted:
                found.append(one.name)
        except OSError:
            continue
    return found


def _place(descriptor: str) -> int:
    try:
        text = Path("/proc/self/fdinfo", descriptor).read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split("pos:", 1)[1].split()[0])
