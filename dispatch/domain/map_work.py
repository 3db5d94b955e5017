"""Work on the map: imports, swaps, and the overlay that a technician draws over it.

The overlay is kept as its history: every change is a row, the last of a piece is how it is, and to
undo a change is a change of its own. Regions are imported without it; it is entered in each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError

Json = Mapping[str, object]


class MapJobKind(StrEnum):
    """What is done to the map."""

    IMPORT = "import"
    USE = "use"
    OVERLAY = "overlay"


class MapJobState(StrEnum):
    """How far a job is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class OverlayKind(StrEnum):
    """What may be drawn over the map."""

    ROAD = "road"
    ESTATE = "estate"
    RENAME = "rename"
    GATE = "gate"
    LANDMARK = "landmark"
    ALIAS = "alias"


KEPT_IN_TABLES = frozenset({OverlayKind.LANDMARK, OverlayKind.ALIAS})
"""These are written in the tables of upkeep, which keep their history; nobody draws them."""


class OverlayPieceNotFound(DomainError):
    """No such piece, or it was removed."""

    code = "overlay_piece_not_found"


class OverlayRevisionNotFound(DomainError):
    """There is no such change to undo."""

    code = "overlay_revision_not_found"


class OverlayChangedSince(DomainError):
    """The piece was changed after this: its last change is undone first."""

    code = "overlay_changed_since"


class MapVersionGone(DomainError):
    """That version of the map is not kept."""

    code = "region_version_gone"


@dataclass(frozen=True, slots=True)
class MapJob:
    """One piece of work on the map, done by a process of its own as the database's owner.

    Attributes:
        wanted: Of an import file, name, datum and attribution; of a swap the version.
        worker: Which server started the process, or cli.
        beat_at: When the process last said that it lives.
        stage: Step of an import.
        made: The version that is in force since.
        code: Why it failed; parameters go with it. At a success what is to be told besides.
    """

    id: UUID
    kind: MapJobKind
    wanted: Json
    asked_by: str
    asked_at: datetime
    state: MapJobState = MapJobState.WAITING
    worker: str = ""
    beat_at: datetime | None = None
    ended_at: datetime | None = None
    stage: str = ""
    percent: int = 0
    read_bytes: int = 0
    total_bytes: int = 0
    objects: int = 0
    made: str = ""
    code: str = ""
    parameters: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OverlayChange:
    """One change of one piece.

    Attributes:
        number: Of the piece; small, because a region's rows are told by it.
        content: As the piece is now; None when it is removed.
        undoes: The revision that this takes back.
    """

    revision: int
    piece_id: UUID
    number: int
    kind: OverlayKind
    content: Json | None
    undoes: int | None
    by: str
    at: datetime
