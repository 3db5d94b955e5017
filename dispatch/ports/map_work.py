"""Work on the map: jobs for a process of its own, the overlay, the versions that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from dispatch.domain.map_work import MapJob, OverlayChange
from dispatch.ports.subscriber_files import Upload


@dataclass(frozen=True, slots=True)
class MapVersion:
    """One version of the map.

    Attributes:
        version: As tiles, orders and pages name it.
        kept: Whether it can still be looked at and put in force.
        loose: Numbers of drawn roads that join no other in it.
        missing: Numbers of pieces whose road or place it does not have.
        left_out: What of its file could not be taken, by kind.
    """

    version: str
    name: str
    source: str
    sha256: str
    datum: str
    attribution: str
    roads: int
    buildings: int
    places: int
    active: bool
    kept: bool
    overlay: int
    imported_at: datetime
    in_force_at: datetime
    loose: tuple[int, ...]
    missing: tuple[int, ...]
    left_out: Mapping[str, object]


class MapWorkRepository(Protocol):
    """Jobs and the overlay within a transaction."""

    async def add_job(self, job: MapJob) -> None:
        """Store a job that waits."""
        ...

    async def is_overlay_due(self) -> bool:
        """Tell whether a job that will enter the overlay waits already."""
        ...

    async def next_revision(self) -> int:
        """Give the next number of a change; who asks meanwhile waits."""
        ...

    async def next_number(self) -> int:
        """Give the number of the next piece."""
        ...

    async def add_change(self, change: OverlayChange) -> None:
        """Store a change."""
        ...

    async def list_changes_of(self, piece_id: UUID) -> Sequence[OverlayChange]:
        """Give all changes of a piece, the newest first."""
        ...

    async def find_change(self, revision: int) -> OverlayChange | None:
        """Find a change."""
        ...


class MapWorkQueries(Protocol):
    """Reads and the queue of jobs, outside of commands. All raise DatabaseAway."""

    async def list_jobs(self, limit: int) -> Sequence[MapJob]:
        """Give jobs, the newest first."""
        ...

    async def list_changes(self, limit: int) -> Sequence[OverlayChange]:
        """Give changes of the overlay, the newest first."""
        ...

    async def list_pieces(self) -> Sequence[OverlayChange]:
        """Give the last change of every piece that is not removed, by their numbers."""
        ...

    async def claim_job(self, worker: str) -> MapJob | None:
        """Take the oldest job that waits, unless another runs; no second server gets it."""
        ...

    async def fail_silent_jobs(self, worker: str, *, job: UUID | None) -> Sequence[UUID]:
        """Fail what runs and will never end; gives which.

        Args:
            worker: Whose process has just ended, with a job of it.
            job: That job; None: all whose process has said nothing for a while.
        """
        ...


class MapVersions(Protocol):
    """The versions of the map. Raises MapAway."""

    async def list_versions(self) -> Sequence[MapVersion]:
        """Give every version that was ever imported, the newest first."""
        ...


class MapFiles(Protocol):
    """Uploaded map files, until they are imported."""

    async def begin(self) -> Upload:
        """Begin to write a file."""
        ...


class MapProcess(Protocol):
    """The process of its own that does a job."""

    async def run(self, job_id: UUID) -> int:
        """Run it to its end; gives its exit status, below zero when a signal killed it."""
        ...


@dataclass(frozen=True, slots=True)
class MapDesk:
    """What the administrator's page of maps works with."""

    queries: MapWorkQueries
    versions: MapVersions
    files: MapFiles
