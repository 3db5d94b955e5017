"""Upkeep 资料维护: what a centre keeps of the world, and the whole history of it.

Every kept thing is created, changed and retired, never deleted. Each act is a row with what was
before and what is after it; to undo is an act of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError

Json = Mapping[str, object]


class KeptKind(StrEnum):
    """What is kept."""

    STATION = "station"
    VEHICLE = "vehicle"
    HOSPITAL = "hospital"
    UNIT = "unit"
    LANDMARK = "landmark"
    ALIAS = "alias"
    PLAN = "plan"


class UpkeepAct(StrEnum):
    """What was done to a thing."""

    CREATED = "created"
    CHANGED = "changed"
    RETIRED = "retired"
    RESTORED = "restored"
    UNDONE = "undone"


class Doubt(StrEnum):
    """What speaks against a thing as it was written; a person may confirm it with a reason."""

    IN_WATER = "in_water"
    OUTSIDE = "outside"
    SWAPPED = "swapped"
    DATUM = "datum"
    SAME_NAME = "same_name"
    UNCHECKED = "unchecked"


class KeptNotFound(DomainError):
    """No such thing is kept, or it was retired."""

    code = "kept_not_found"


class KeptChangedMeanwhile(DomainError):
    """Somebody changed the thing after it was read; parameters say who and which version it has."""

    code = "kept_changed_meanwhile"


class KeptRevisionNotFound(DomainError):
    """There is no such change to undo."""

    code = "kept_revision_not_found"


class KeptChangedSince(DomainError):
    """The thing was changed after this: its last change is undone first."""

    code = "kept_changed_since"


class KeptInUse(DomainError):
    """Something still needs the thing: vehicles stand there, an order goes there."""

    code = "kept_in_use"


class KeptDoubted(DomainError):
    """What was written is doubtful, and nobody confirmed it; doubts names them by commas."""

    code = "kept_doubted"


class ReasonMissing(DomainError):
    """This act wants a reason."""

    code = "reason_missing"


@dataclass(frozen=True, slots=True)
class UpkeepChange:
    """One change of one thing.

    Attributes:
        version: Of the thing, the first is 1.
        before: As it was; None where it was not there, or was retired.
        after: As it is since.
        doubts: What a person confirmed.
        undoes: The revision that this takes back.
        batch: The import that it was part of.
    """

    revision: int
    kind: KeptKind
    thing_id: UUID
    name: str
    version: int
    act: UpkeepAct
    before: Json | None
    after: Json | None
    reason: str
    doubts: tuple[Doubt, ...]
    undoes: int | None
    batch: UUID | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptThing:
    """A thing as it is kept; of one without a history version is 0 and nobody is named."""

    kind: KeptKind
    id: UUID
    name: str
    content: Json
    version: int = 0
    retired: bool = False
    revision: int | None = None
    changed_by: str | None = None
    changed_at: datetime | None = None


def act_between(before: Json | None, after: Json | None, last: UpkeepChange | None) -> UpkeepAct:
    """Name what leads from the one to the other."""
    if after is None:
        return UpkeepAct.RETIRED
    if before is not None:
        return UpkeepAct.CHANGED
    return UpkeepAct.CREATED if last is None else UpkeepAct.RESTORED


def name_of(content: Json) -> str:
    """Give what a thing is called; an alias by both names."""
    name = str(content["name"])
    return f"{content['alias']} → {name}" if "alias" in content else name


def must_be_confirmed(found: tuple[Doubt, ...], confirmed: tuple[Doubt, ...], reason: str) -> None:
    """Refuse what is doubtful until a person confirms it, and says why.

    Raises:
        KeptDoubted: A doubt was not confirmed.
        ReasonMissing: It was, without a reason.
    """
    open_ones = [doubt for doubt in found if doubt not in confirmed]
    if open_ones:
        raise KeptDoubted(doubts=",".join(open_ones))
    if found and not reason:
        raise ReasonMissing
