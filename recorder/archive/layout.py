"""Where a file of a recording lies: by the day in its name, from a checked name only."""

from enum import StrEnum
from pathlib import Path

from recorder.names import RecordingName


class Form(StrEnum):
    """The forms a recording is kept in; the value is the file's suffix."""

    MASTER = "flac"
    REVIEW = "opus"
    PEAKS = "peaks"


def day_folder(root: Path, day: str) -> Path:
    """`root/2026/11/22` of the day `20261122`."""
    return root / day[:4] / day[4:6] / day[6:]


def place(root: Path, name: RecordingName, form: Form) -> Path:
    """`root/2026/11/22/NAME.flac`."""
    return day_folder(root, name.day) / f"{name.text}.{form.value}"
