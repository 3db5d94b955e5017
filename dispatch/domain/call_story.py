"""One story per call: every recording that belongs to it as a lane on one time line.

All instants of a story are the database's clock: what an exchange told by its own clock is shifted
by that clock's known offset. Where a recording began is known best from its end and its length (a
name holds whole seconds only), else from what the exchange told then, else from its name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from dispatch.domain.call import Call
from dispatch.domain.conference import Conference, Member
from dispatch.domain.errors import DomainError
from dispatch.domain.supervision import Supervision

NAMED_TO_S = timedelta(seconds=2)
"""A recording begins within the second of its name, and a moment later under load."""
ASKED_BEFORE = timedelta(seconds=60)
"""A call from a seat is named by when it was asked for: the seat's phone rings first."""
EARLY = timedelta(milliseconds=300)


class StoryNotAsked(DomainError):
    """A story is asked for by one call, one incident or one recording."""

    code = "story_not_asked"


class LaneKind(StrEnum):
    """What a recording of a story is."""

    CALL = "call"
    MESSAGE = "message"
    LEG = "leg"
    ROOM = "room"
    LEADER = "leader"
    CALL_BACK = "call_back"
    OTHER = "other"


class SpanKind(StrEnum):
    """What went on in a stretch of a call."""

    RING = "ring"
    TALK = "talk"
    HOLD = "hold"
    PARK = "park"


class BeginKnown(StrEnum):
    """From what the begin of a lane is known, best first."""

    END = "end"
    TOLD = "told"
    NAME = "name"


SPAN_OF_STATE: Mapping[str, SpanKind] = {
    "offered": SpanKind.RING,
    "queued": SpanKind.RING,
    "ringing": SpanKind.RING,
    "talking": SpanKind.TALK,
    "held": SpanKind.HOLD,
    "parked": SpanKind.PARK,
}


@dataclass(frozen=True, slots=True)
class OpenedRecording:
    """A recording that somebody opens, and the call that it belongs to."""

    name: str
    call_id: UUID | None


@dataclass(frozen=True, slots=True)
class ToldCalls:
    """The rows that tell of some calls and of the calls that go back to them."""

    calls: Sequence[Call]
    conferences: Sequence[Conference]
    supervisions: Sequence[Supervision]


@dataclass(frozen=True, slots=True)
class Piece:
    """A recording as the rows know it.

    Args:
        told_at: When the exchange told of it, on the exchange's clock.
        member: The leg of a room, where it is one.
    """

    name: str
    kind: LaneKind
    call_id: UUID
    told_at: datetime | None
    seat: int | None = None
    staff_number: str | None = None
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """How a call stood from an instant on (database's clock)."""

    at: datetime
    state: str
    seat: int | None
    staff_number: str | None


@dataclass(frozen=True, slots=True)
class CallSpan:
    """A stretch of a call."""

    kind: SpanKind
    from_at: datetime
    to_at: datetime
    seat: int | None
    staff_number: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recorder knows of a piece; instants on the exchange's clock."""

    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    whole: bool


def pieces_of(told: ToldCalls) -> Sequence[Piece]:
    """Give all recordings that the rows know, each once, those of the calls first."""
    pieces: dict[str, Piece] = {}
    for piece in (*_of_calls(told), *_of_rooms(told), *_of_leaders(told)):
        pieces.setdefault(piece.name, piece)
    return list(pieces.values())


def begin_of(heard: Heard, told_at: datetime | None, kind: LaneKind) -> tuple[datetime, BeginKnown]:
    """Say when a recording began on its exchange's clock, and from what that is known."""
    named = heard.started_at
    late = ASKED_BEFORE if kind in {LaneKind.CALL_BACK, LaneKind.CALL} else NAMED_TO_S
    if heard.whole and heard.ended_at is not None and heard.duration_ms is not None:
        begun = heard.ended_at - timedelta(milliseconds=heard.duration_ms)
        if named - EARLY <= begun <= named + late:
            return begun, BeginKnown.END
    if told_at is not None and named - EARLY <= told_at <= named + NAMED_TO_S:
        return told_at, BeginKnown.TOLD
    return named, BeginKnown.NAME


def spans_of(moments: Sequence[Moment], until: datetime) -> Sequence[CallSpan]:
    """Make stretches of what was told of one call, in order; equal neighbours are one."""
    spans: list[CallSpan] = []
    for index, moment in enumerate(moments):
        kind = SPAN_OF_STATE.get(moment.state)
        to_at = moments[index + 1].at if index + 1 < len(moments) else until
        if kind is None or to_at <= moment.at:
            continue
        span = CallSpan(kind, moment.at, to_at, moment.seat, moment.staff_number)
        last = spans[-1] if spans else None
        if last and last.to_at == span.from_at and _same(last, span):
            spans[-1] = replace(last, to_at=to_at)
        else:
            spans.append(span)
    return spans


def offset_of(offsets_ms: Sequence[int | None]) -> int | None:
    """Give the offset of an exchange's clock: the middle of what was measured with its events."""
    known = sorted(offset for offset in offsets_ms if offset is not None)
    return known[len(known) // 2] if known else None


def _same(one: CallSpan, other: CallSpan) -> bool:
    return (one.kind, one.seat, one.staff_number) == (other.kind, other.seat, other.staff_number)


def _of_calls(told: ToldCalls) -> Iterator[Piece]:
    for call in told.calls:
        kind = LaneKind.CALL_BACK if call.outgoing else LaneKind.CALL
        begun_at = None if call.outgoing else call.offered_at
        yield Piece(call.recording, kind, call.id, begun_at, call.seat, call.staff_number)
        if call.message is not None:
            yield Piece(call.message, LaneKind.MESSAGE, call.id, None)


def _of_rooms(told: ToldCalls) -> Iterator[Piece]:
    for room in told.conferences:
        for one in room.members:
            if one.recording is not None:
                of = (one.recording, LaneKind.LEG, room.call_id, one.came_at, one.seat)
                yield Piece(*of, member=one)
        yield Piece(room.mix, LaneKind.ROOM, room.call_id, None, None, room.opened_by)


def _of_leaders(told: ToldCalls) -> Iterator[Piece]:
    for one in told.supervisions:
        if one.recording is not None:
            of = (one.recording, LaneKind.LEADER, one.call_id, one.heard_at, one.phone_seat)
            yield Piece(*of, one.staff_number)
