"""What these tests leave in the tree: observations of the kill matrix, pictures of the pages."""

import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

EVIDENCE = Path("deploy/evidence")
SCREENS = Path("tests/e2e/screens")
# Set it to 1 to write them; else a run leaves the tree as it was.
WANTED = "DISPATCH120_EVIDENCE"


def is_wanted() -> bool:
    """Tell whether this run writes evidence."""
    return os.environ.get(WANTED) == "1"


@dataclass
class Observation:
    """One victim.

    Args:
        measured_s: Seconds from the kill to what the name says.
    """

    victim: str
    saw: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    measured_s: dict[str, float] = field(default_factory=dict)
    _killed_at: float = field(default=0.0, repr=False)

    def killed(self) -> None:
        """Count from now."""
        self._killed_at = time.monotonic()

    def as_row(self) -> dict[str, Any]:
        """Write it down."""
        return {key: value for key, value in asdict(self).items() if not key.startswith("_")}

    def until(self, what: str) -> None:
        """Say that something has been reached."""
        self.measured_s[what] = round(time.monotonic() - self._killed_at, 2)


@dataclass
class KillMatrix:
    """All victims of one run.

    Args:
        test: The file that kills, from the top of the tree.
        name: Of the evidence that it leaves.
    """

    test: str
    name: str
    observations: list[Observation] = field(default_factory=list)

    def victim(self, name: str) -> Observation:
        """Begin with one."""
        self.observations.append(Observation(name))
        return self.observations[-1]

    def write(self) -> None:
        """Keep what was observed, when asked to."""
        if not is_wanted():
            return
        rows = [
            {k: v for k, v in asdict(one).items() if k != "_killed_at"} for one in self.observations
        ]
        EVIDENCE.mkdir(parents=True, exist_ok=True)
        told = {"test": self.test, **_where(), "victims": rows}
        text = json.dumps(told, ensure_ascii=False, indent=2)
        (EVIDENCE / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")


def _where() -> dict[str, Any]:
    commit = subprocess.run(
        ("git", "rev-parse", "HEAD"), capture_output=True, text=True, check=True
    ).stdout.strip()
    return {
        "commit": commit,
        "machine": {
            "processors": os.cpu_count(),
            "load_average": [round(one, 1) for one in os.getloadavg()],
        },
    }
