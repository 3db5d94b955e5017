"""Uploaded map files in the state folder, readable by nobody else, until they are imported."""

import asyncio
from pathlib import Path

from dispatch.adapters.subscriber_files import FORGOTTEN_AFTER_S, FolderUpload

KEPT = ".osm.pbf"
FOLDER = Path("gis") / "incoming"


class MapFolder:
    """See `dispatch.ports.map_work`.

    Args:
        state: The state folder; both servers see it.
    """

    def __init__(self, state: Path) -> None:
        self._folder = state / FOLDER

    async def begin(self) -> FolderUpload:
        """Begin to write a file; what a killed upload or import left a day ago is removed."""
        return await asyncio.to_thread(self._begin)

    def _begin(self) -> FolderUpload:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        upload = FolderUpload(self._folder, KEPT)
        written_at = {path: path.stat().st_mtime for path in self._folder.iterdir()}
        for path, at in written_at.items():
            if max(written_at.values()) - at > FORGOTTEN_AFTER_S:
                path.unlink(missing_ok=True)
        return upload


def uploaded(state: Path, job_id: object) -> Path:
    """Give where the file of a job lies."""
    return state / FOLDER / f"{job_id}{KEPT}"
