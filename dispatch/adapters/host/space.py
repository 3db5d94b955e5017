"""Room on the disk."""

import shutil
from pathlib import Path

from dispatch.adapters.host.refusal import Refusal

MEGABYTE = 1_000_000
NEEDED_TO_START_MB = 300


def free_mb(folder: Path) -> int:
    """Tell how much an ordinary process may still write, megabytes."""
    return shutil.disk_usage(folder).free // MEGABYTE


def refuse_full_disk(folder: Path, needed_mb: int = NEEDED_TO_START_MB) -> None:
    """Refuse to begin what would end half-done.

    Raises:
        Refusal: ``disk_full``.
    """
    if (free := free_mb(folder)) < needed_mb:
        raise Refusal("disk_full", folder=folder, free_mb=free, needed_mb=needed_mb)
