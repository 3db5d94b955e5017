"""One seat calls many lines at once: a group call, which each accepts or refuses, or a page.

A group call 群呼 组呼 asks each place to press 1 or 2; it may want only so many. A page 广播 is
heard and not answered. Every line's state is shown as it changes; MEMBER_MOVES is its life cycle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.line import LinePlan, line_phone
from dispatch.domain.site_timings import USUAL


class GroupKind(StrEnum):
    """CALL: both speak, who accepts takes part. PAGE: the seat speaks, all others hear."""

    CALL = "call"
    PAGE = "page"


class GroupState(StrEnum):
    """Where the whole stands; the seat's own phone is rung first."""

    CALLING = "calling"
    LIVE = "live"
    ENDED = "ended"


class MemberState(StrEnum):
    """Where one line stands; SECOND: it was not reached, its place's second telephone rings."""

    RINGING = "ringing"
    SECOND = "second"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"
    NO_ANSWER = "no_answer"
    AWAY = "away"
    LEFT = "left"


_RINGS = frozenset({MemberState.RINGING, MemberState.SECOND})
# After which states a line may come to one; a signal that comes late changes nothing.
MEMBER_MOVES: Mapping[MemberState, frozenset[MemberState]] = {
    MemberState.RINGING: frozenset(),
    MemberState.SECOND: frozenset({MemberState.RINGING}),
    MemberState.ANSWERED: _RINGS | {MemberState.NO_ANSWER},
    MemberState.ACCEPTED: _RINGS | {MemberState.ANSWERED, MemberState.NO_ANSWER},
    MemberState.REFUSED: _RINGS | {MemberState.ANSWERED},
    MemberState.NOT_NEEDED: _RINGS | {MemberState.ANSWERED},
    MemberState.NO_ANSWER: _RINGS | {MemberState.ANSWERED},
    MemberState.AWAY: frozenset({MemberState.RINGING}),
    MemberState.LEFT: frozenset({MemberState.ACCEPTED}),
}
# The seat picks up at once; then lines ring, hear the question and may be asked again.
TOLD_WITHIN_S = 90
MOST_MEMBERS = 60


class GroupCallNotFound(DomainError):
    """No group call has this id."""

    code = "group_call_not_found"


class GroupCallNotYours(DomainError):
    """Another seat's."""

    code = "group_call_not_yours"


class LineUnknown(DomainError):
    """No dedicated line has this number, or none was named."""

    code = "line_unknown"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One line of a group call."""

    line: int
    label: str
    state: MemberState
    at: datetime

    def moved(self, state: MemberState, at: datetime) -> "GroupMember":
        """Come to a state, or stay where a late signal would lead back."""
        return replace(self, state=state, at=at) if self.state in MEMBER_MOVES[state] else self


@dataclass(frozen=True, slots=True)
class GroupCall:
    """One group call or page.

    Args:
        unique_id: Of the channel of the seat's phone, named by us.
        wanted: How many are to accept; 0 is all of them.
        recording: Name of the files of the whole.
    """

    id: UUID
    exchange: str
    unique_id: str
    kind: GroupKind
    seat: int
    staff_number: str
    wanted: int
    state: GroupState
    members: tuple[GroupMember, ...]
    begun_at: datetime
    recording: str | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state is GroupState.ENDED

    def joined(self, recording: str) -> "GroupCall":
        """Be spoken: the seat's phone was picked up."""
        return replace(self, state=GroupState.LIVE, recording=recording)

    def member_moved(self, line: int, state: MemberState, at: datetime) -> "GroupCall":
        """Let one line come to a state."""
        members = (one.moved(state, at) if one.line == line else one for one in self.members)
        return replace(self, members=tuple(members))

    def ended(self, at: datetime) -> "GroupCall":
        """Be over; who still rings was not reached, whoever accepted leaves."""
        closing = {
            MemberState.RINGING: MemberState.NO_ANSWER,
            MemberState.SECOND: MemberState.NO_ANSWER,
            MemberState.ANSWERED: MemberState.NO_ANSWER,
            MemberState.ACCEPTED: MemberState.LEFT,
        }
        members = tuple(
            one.moved(closing[one.state], at) if one.state in closing else one
            for one in self.members
        )
        return replace(self, state=GroupState.ENDED, members=members, ended_at=at)

    def must_be_of(self, staff_number: str) -> None:
        """Refuse another's hand."""
        if self.staff_number != staff_number:
            raise GroupCallNotYours(seat=self.seat)


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """What an exchange is asked: ring the seat's own phone, then every line at once.

    Args:
        phones: Of the lines.
        seat_rings_s: How long the seat's own phone is rung.
    """

    group_id: UUID
    unique_id: str
    kind: GroupKind
    seat: int
    phones: tuple[str, ...]
    wanted: int
    asked_at: datetime
    seat_rings_s: int = USUAL.own_phone_rings_s


def begin_group(
    group_id: UUID,
    lines: Sequence[LinePlan],
    *,
    kind: GroupKind,
    exchange: str,
    unique_id: str,
    seat: int,
    staff_number: str,
    wanted: int,
    at: datetime,
) -> GroupCall:
    """Make the row before anything rings; LineUnknown without a line."""
    if not lines or len(lines) > MOST_MEMBERS:
        raise LineUnknown
    members = tuple(GroupMember(one.number, one.label, MemberState.RINGING, at) for one in lines)
    enough = wanted if kind is GroupKind.CALL and wanted < len(lines) else 0
    return GroupCall(
        group_id,
        exchange,
        unique_id,
        kind,
        seat,
        staff_number,
        enough,
        GroupState.CALLING,
        members,
        at,
    )


def order_of(group: GroupCall, seat_rings_s: int) -> GroupOrder:
    """Say what the exchange is asked for a group call that was just begun."""
    phones = tuple(line_phone(one.line) for one in group.members)
    return GroupOrder(
        group.id,
        group.unique_id,
        group.kind,
        group.seat,
        phones,
        group.wanted,
        group.begun_at,
        seat_rings_s,
    )
