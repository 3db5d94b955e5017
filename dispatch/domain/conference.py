"""Several legs in one room: announced transfer, three-way talk and conference.

The three differ only in who is in the room and whether the caller waits outside: a consultation is
a room from which he is held, a three-way talk one with three in it. MEMBER_MOVES is the life of a
leg, ROOM_MOVES that of the room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.dial_in import DialIn
from dispatch.domain.errors import DomainError, IllegalMove

MOST_MEMBERS = 30
# The exchange's own channels count from 0 up; names of ours have ten digits and begin with an 8.
_OURS, _SPACE = 8_000_000_000, 1_000_000_000


class Role(StrEnum):
    """What a leg is to the room.

    CALLER is never left without a seat; OPENER and SEAT are seats; CARRIER is somebody outside to
    whom the caller was announced and may be given; OUTSIDE is anybody else.
    """

    CALLER = "caller"
    OPENER = "opener"
    SEAT = "seat"
    CARRIER = "carrier"
    OUTSIDE = "outside"


CARRIES = frozenset({Role.OPENER, Role.SEAT, Role.CARRIER})


class MemberState(StrEnum):
    """Where a leg stands."""

    INVITED = "invited"
    RINGING = "ringing"
    HELD = "held"
    IN = "in"
    GONE = "gone"


class MemberMove(StrEnum):
    """What happened to a leg."""

    RANG = "rang"
    WAITED = "waited"
    CAME = "came"
    LEFT = "left"


MEMBER_MOVES: Mapping[tuple[MemberState, MemberMove], MemberState] = {
    (MemberState.INVITED, MemberMove.RANG): MemberState.RINGING,
    (MemberState.INVITED, MemberMove.WAITED): MemberState.HELD,
    (MemberState.INVITED, MemberMove.CAME): MemberState.IN,
    (MemberState.INVITED, MemberMove.LEFT): MemberState.GONE,
    (MemberState.RINGING, MemberMove.CAME): MemberState.IN,
    (MemberState.RINGING, MemberMove.LEFT): MemberState.GONE,
    (MemberState.HELD, MemberMove.CAME): MemberState.IN,
    (MemberState.HELD, MemberMove.LEFT): MemberState.GONE,
    (MemberState.IN, MemberMove.LEFT): MemberState.GONE,
}


class RoomState(StrEnum):
    """Where a room stands: the caller waits outside, all who came talk, or it is over."""

    CONSULTING = "consulting"
    TALKING = "talking"
    OVER = "over"


class RoomMove(StrEnum):
    """What happened to a room."""

    CALLER_CAME = "caller_came"
    EMPTIED = "emptied"


ROOM_MOVES: Mapping[tuple[RoomState, RoomMove], RoomState] = {
    (RoomState.CONSULTING, RoomMove.CALLER_CAME): RoomState.TALKING,
    (RoomState.TALKING, RoomMove.CALLER_CAME): RoomState.TALKING,
    (RoomState.CONSULTING, RoomMove.EMPTIED): RoomState.OVER,
    (RoomState.TALKING, RoomMove.EMPTIED): RoomState.OVER,
}


class GoneBy(StrEnum):
    """Why a leg is not in the room: it left, did not answer, said no, or was not reached."""

    LEFT = "left"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"


class ConferenceNotFound(DomainError):
    """No conference has this id, or it is over."""

    code = "conference_not_found"


class ConferenceNotYours(DomainError):
    """The person's seat is not in it."""

    code = "conference_not_yours"


class MemberNotFound(DomainError):
    """No member of it has this id, or he is gone."""

    code = "member_not_found"


class ConferenceFull(DomainError):
    """It holds as many legs as it may."""

    code = "conference_full"


class AlreadyMember(DomainError):
    """That seat or number is in it, or rings for it."""

    code = "already_member"


class AlreadyInConference(DomainError):
    """The call is in a conference."""

    code = "already_in_conference"


@dataclass(frozen=True, slots=True)
class Member:
    """One leg.

    Args:
        seat: Of a seat's phone; None of a caller or somebody outside.
        number: Of somebody outside, as it is dialled; empty for a seat and the caller.
        name: As it is shown: a station's or hospital's name, or what was typed.
        recording: Name of its own files, once it came.
    """

    id: UUID
    role: Role
    seat: int | None = None
    number: str = ""
    name: str = ""
    state: MemberState = MemberState.INVITED
    muted: bool = False
    came_at: datetime | None = None
    gone_at: datetime | None = None
    gone_by: GoneBy | None = None
    recording: str | None = None

    @property
    def there(self) -> bool:
        """Whether it is in the room."""
        return self.state is MemberState.IN

    @property
    def gone(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state is MemberState.GONE

    def moved(self, move: MemberMove) -> "Member":
        """Go on; IllegalMove for what is not in the table."""
        try:
            return replace(self, state=MEMBER_MOVES[self.state, move])
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


@dataclass(frozen=True, slots=True)
class Conference:
    """One room.

    Args:
        call_id: The caller's call; his talk went into the room.
        mix: Name of the recording of all.
        members: In the order in which they were asked; who left stays listed.
        dial_in: How people dial in, who wait outside until they are let in; None: nobody does.
    """

    id: UUID
    call_id: UUID
    exchange: str
    call_unique_id: str
    opened_by: str
    opened_at: datetime
    state: RoomState
    mix: str
    members: tuple[Member, ...]
    over_at: datetime | None = None
    dial_in: DialIn | None = None

    @property
    def over(self) -> bool:
        """Whether nobody is in it any more."""
        return self.state is RoomState.OVER

    @property
    def living(self) -> Sequence[Member]:
        """Who is in it, is held or is rung."""
        return [member for member in self.members if not member.gone]

    @property
    def carrier(self) -> Member | None:
        """Who has the caller: of the seats that are there the first; else who was announced."""
        there = [one for one in self.members if one.there and one.role in CARRIES]
        seats = (one for one in there if one.seat is not None)
        return next(seats, None) or next(iter(there), None)

    @property
    def caller(self) -> Member | None:
        """The caller's leg, while he is in it or held."""
        return next((one for one in self.living if one.role is Role.CALLER), None)

    def get(self, member_id: UUID) -> Member:
        """Give a living member; MemberNotFound."""
        for member in self.living:
            if member.id == member_id:
                return member
        raise MemberNotFound

    def find_seat(self, seat: int) -> Member | None:
        """Find the living leg of a seat."""
        return next((one for one in self.living if one.seat == seat), None)

    def must_have(self, seat: int | None) -> Member:
        """Give the leg of a seat that is in the room; ConferenceNotYours."""
        own = self.find_seat(seat) if seat is not None else None
        if own is None or not own.there:
            raise ConferenceNotYours
        return own

    def invited(self, member: Member) -> "Conference":
        """Ask one more; ConferenceFull, AlreadyMember."""
        if self.over:
            raise ConferenceNotFound
        if len(self.living) >= MOST_MEMBERS:
            raise ConferenceFull(most=MOST_MEMBERS)
        for other in self.living:
            same_seat = member.seat is not None and other.seat == member.seat
            if same_seat or (member.number and other.number == member.number):
                raise AlreadyMember
        return replace(self, members=(*self.members, member))

    def knocked(self, member: Member) -> "Conference":
        """Let somebody who dialled in wait outside; ConferenceFull."""
        if self.over:
            raise ConferenceNotFound
        if len(self.living) >= MOST_MEMBERS:
            raise ConferenceFull(most=MOST_MEMBERS)
        return replace(self, members=(*self.members, member.moved(MemberMove.WAITED)))

    def rang(self, member_id: UUID) -> "Conference":
        """Ring a member's telephone."""
        return self._with(self.get(member_id).moved(MemberMove.RANG))

    def held(self, member_id: UUID) -> "Conference":
        """Let the caller wait outside."""
        return self._with(self.get(member_id).moved(MemberMove.WAITED))

    def came(self, member_id: UUID, recording: str | None, at: datetime) -> "Conference":
        """Be in the room."""
        member = self.get(member_id)
        there = replace(member.moved(MemberMove.CAME), came_at=at, recording=recording)
        caller_came = member.role is Role.CALLER
        state = self._after(RoomMove.CALLER_CAME) if caller_came else self.state
        return replace(self._with(there), state=state)

    def left(self, member_id: UUID, by: GoneBy, at: datetime) -> "Conference":
        """Be gone; the room is over with the last of them."""
        member = self.get(member_id).moved(MemberMove.LEFT)
        by = GoneBy.LEFT if member.came_at else by
        rest = self._with(replace(member, gone_at=at, gone_by=by, muted=False))
        if rest.living:
            return rest
        return replace(rest, state=self._after(RoomMove.EMPTIED), over_at=at)

    def muted(self, member_id: UUID, *, muted: bool) -> "Conference":
        """Let nobody hear a member, or everybody again."""
        return self._with(replace(self.get(member_id), muted=muted))

    def _with(self, member: Member) -> "Conference":
        members = tuple(member if one.id == member.id else one for one in self.members)
        return replace(self, members=members)

    def _after(self, move: RoomMove) -> RoomState:
        try:
            return ROOM_MOVES[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


def mix_name(conference_id: UUID, exchange: str, at: datetime) -> str:
    """Name the recording of all, in the form of every other."""
    unique_id = f"{exchange}-{int(at.timestamp())}.{_OURS + conference_id.int % _SPACE}"
    return f"{at:%Y%m%d-%H%M%S}-{unique_id}"


def must_be_only_seat(conference: Conference | None, seat: int | None) -> Member | None:
    """Give a seat's leg in a room that holds nobody else than the caller; None outside a room.

    Raises:
        IllegalMove: Somebody else is there, whom a transfer would leave behind.
    """
    if conference is None or seat is None:
        return None
    others = [one for one in conference.living if one.seat != seat and one.role is not Role.CALLER]
    if others:
        raise IllegalMove(state=conference.state, move="transfer")
    return conference.must_have(seat)
