"""Work on the map over lists."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.domain.map_work import MapJob, MapJobKind, MapJobState, OverlayChange


class MemoryMapWork:
    """See `dispatch.ports.map_work`."""

    def __init__(self) -> None:
        self.jobs: list[MapJob] = []
        self.changes: list[OverlayChange] = []

    async def add_job(self, job: MapJob) -> None:
        self.jobs.append(job)

    async def is_overlay_due(self) -> bool:
        due = (MapJobKind.OVERLAY, MapJobState.WAITING)
        return any((one.kind, one.state) == due for one in self.jobs)

    async def next_revision(self) -> int:
        return len(self.changes) + 1

    async def next_number(self) -> int:
        return max((one.number for one in self.changes), default=0) + 1

    async def add_change(self, change: OverlayChange) -> None:
        self.changes.append(change)

    async def list_changes_of(self, piece_id: UUID) -> Sequence[OverlayChange]:
        return [one for one in reversed(self.changes) if one.piece_id == piece_id]

    async def find_change(self, revision: int) -> OverlayChange | None:
        return next((one for one in self.changes if one.revision == revision), None)
