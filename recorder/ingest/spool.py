"""The second spool: where the exchange's finished files are brought when the first disk is full."""

import os
import shutil
from pathlib import Path

from recorder.ingest.incoming import Sighting, SourceFile
from recorder.integrity.digest import file_sha256


class Spool:
    """A folder, best on another disk; files come to it whole or not at all, the done mark last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_there(self) -> bool:
        """A folder that is not mounted is away and is never made."""
        return self.folder.is_dir()

    def bring(self, sighting: Sighting) -> None:
        """Copy, read back, then remove; may be repeated from any point."""
        for file in sighting.files:
            if file.path.parent != self.folder:
                self._bring(file)

    def _bring(self, file: SourceFile) -> None:
        target = self.folder / file.path.name
        sha256 = file_sha256(file.path)
        if not (target.is_file() and file_sha256(target) == sha256):
            part = target.with_name(f".{target.name}.part")
            try:
                shutil.copy2(file.path, part)
                _sync(part)
                if file_sha256(part) != sha256:
                    raise OSError(f"{target.name} reads back otherwise")
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
            _sync(self.folder)
        file.path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
