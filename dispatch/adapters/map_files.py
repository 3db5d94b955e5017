"""Uploaded map files in the state folder, readable by nobody else, until they are imported."""

import asyncio
from pathlib import Path

from dispatch.adapters.subscriber_files import UNFINISHED, FolderUpload

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
        """Begin to write a file; what an upload left that was cut off is removed."""
        return await asyncio.to_thread(self._begin)

    def _begin(self) -> FolderUpload:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in sorted(self._folder.glob(f"*{UNFINISHED}"))[:-1]:
            path.unlink(missing_ok=True)
        return FolderUpload(self._folder, KEPT)


def uploaded(state: Path, job_id: object) -> Path:
    """Give where the file of a job lies."""
    return state / FOLDER / f"{job_id}{KEPT}"
