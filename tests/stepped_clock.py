"""A wall clock that a test sets while a real program runs under it; monotonic time goes on."""

from collections.abc import Mapping
from pathlib import Path

LIBRARY = "*/faketime/libfaketimeMT.so.1"


class SteppedClock:
    """The clock of one machine, held in a file; programs begun with its environment read it.

    Args:
        folder: A short folder of its own, which every account may enter.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set(0)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program's environment needs to live by this clock."""
        (library,) = Path("/usr/lib").glob(LIBRARY)
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, ahead_s: int) -> None:
        """Let the clock be so far ahead of the true time from now on."""
        half = self._file.with_suffix(".half")
        half.write_text(f"{ahead_s:+d}\n", encoding="ascii")
        half.chmod(0o644)
        half.replace(self._file)
