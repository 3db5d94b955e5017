"""What an exchange reports of rooms; obeyed and told apart as every other signal of a call."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from dispatch.domain.conference import GoneBy
from dispatch.domain.signal import CallSignal


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSignal(CallSignal):
    """Something that happened to one leg of a room."""

    told_apart_by: ClassVar[tuple[str, ...]] = ("member_id",)

    conference_id: UUID
    member_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerWaits(MemberSignal):
    """The caller was taken out of his talk and waits, reassured, outside the room."""

    kind = "caller_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRings(MemberSignal):
    """A telephone rings for the room."""

    kind = "member_rings"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKnocks(MemberSignal):
    """Somebody dialled in with the room's code and waits outside it.

    Args:
        number: Empty when withheld.
    """

    kind = "member_knocks"

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCame(MemberSignal):
    """A leg is in the room.

    Args:
        recording: Name of its own files; None of the caller, whose call's recording goes on.
    """

    kind = "member_came"

    recording: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(MemberSignal):
    """A leg is gone, or never came."""

    kind = "member_left"

    by: GoneBy


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMuted(MemberSignal):
    """Nobody hears a member any more, or everybody again."""

    kind = "member_muted"
    told_apart_by = ("member_id", "happened_at")

    muted: bool
