"""What a server may ask of an exchange for a room of several legs."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from dispatch.domain.conference import Member
from dispatch.domain.dial_in import DialIn


@dataclass(frozen=True, slots=True)
class RoomOrder:
    """Take a talk into a room.

    Args:
        call_unique_id: Of the caller's channel.
        opener: The seat's leg that is in the talk.
        caller: Its name as a member.
        held: Whether the caller waits outside, reassured, until he is brought in.
        mix: Name of the recording of all.
    """

    conference_id: UUID
    call_unique_id: str
    opener: UUID
    caller: UUID
    held: bool
    mix: str


@dataclass(frozen=True, slots=True)
class InviteOrder:
    """Ring somebody for a room.

    Args:
        call_unique_id: Of the caller whose room it is; None where there is no caller.
        mix: Name of the recording of all.
    """

    conference_id: UUID
    call_unique_id: str | None
    member: Member
    mix: str


@dataclass(frozen=True, slots=True)
class DoorOrder:
    """Let whoever dials in with a code wait outside a room.

    Args:
        instead_of: Code that is worth nothing any more.
    """

    conference_id: UUID
    call_unique_id: str
    dial_in: DialIn
    instead_of: str | None


class ConferenceControl(Protocol):
    """Orders to one exchange; tried once, bounded, never replayed, as those of CallControl.

    What came of an order is told by signals: CallerWaits, MemberKnocks, MemberRings, MemberCame,
    MemberLeft.
    None of them leaves a caller alone, whatever fails.

    Raises:
        ExchangeAway: Not connected, or no answer in time; the order may or may not have arrived.
        ExchangeRefused: The exchange said no, or the talk or the leg is not there.
    """

    async def open_room(self, order: RoomOrder) -> None:
        """Take both sides out of a talk: the seat into the room, the caller too or on hold."""

    async def invite(self, order: InviteOrder) -> None:
        """Ring somebody; he is in the room as soon as he answers."""

    async def open_door(self, order: DoorOrder) -> None:
        """Let people dial in with a code, until it is void; then, as before, nobody does."""

    async def admit(self, order: InviteOrder) -> None:
        """Let in somebody who dialled in and waits."""

    async def bring_in_caller(self, call_unique_id: str) -> None:
        """Let a caller who is held come into the room."""

    async def drop(self, member_id: UUID) -> None:
        """Take a leg out of the room, or stop ringing it; nothing happens when it is not there."""

    async def mute(self, conference_id: UUID, member_id: UUID, *, muted: bool) -> None:
        """Let nobody hear a member, or let everybody hear him again."""

    async def end(self, conference_id: UUID, call_unique_id: str | None) -> None:
        """End it for everybody, the caller included, on purpose."""
