"""A leader on a running talk: how he is heard (mode), and how that life goes (TRANSITIONS)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.call import Call, CallState
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.seat import Seat


class Mode(StrEnum):
    """How a leader takes part: 监听, 密语, 强插, 强接."""

    LISTEN = "listen"
    WHISPER = "whisper"
    BARGE = "barge"
    TAKE_OVER = "take_over"


class Party(StrEnum):
    """Who can be on a talk."""

    CALLER = "caller"
    SEAT = "seat"
    LEADER = "leader"


class SupervisionState(StrEnum):
    """Where a supervision stands."""

    CALLING = "calling"
    LIVE = "live"
    ENDED = "ended"


class SupervisionMove(StrEnum):
    """What happened to it."""

    HEARD = "heard"
    GONE = "gone"


class SupervisionEnd(StrEnum):
    """Why it is over: he left, the talk ended, or his phone was never on it."""

    LEFT = "left"
    NOT_REACHED = "not_reached"


# Whom each hears. Measured on a real exchange: deploy/evidence/who-hears-whom.md.
HEARING: Mapping[Mode | None, Mapping[Party, frozenset[Party]]] = {
    None: {
        Party.CALLER: frozenset({Party.SEAT}),
        Party.SEAT: frozenset({Party.CALLER}),
        Party.LEADER: frozenset(),
    },
    Mode.LISTEN: {
        Party.CALLER: frozenset({Party.SEAT}),
        Party.SEAT: frozenset({Party.CALLER}),
        Party.LEADER: frozenset({Party.CALLER, Party.SEAT}),
    },
    Mode.WHISPER: {
        Party.CALLER: frozenset({Party.SEAT}),
        Party.SEAT: frozenset({Party.CALLER, Party.LEADER}),
        Party.LEADER: frozenset({Party.CALLER, Party.SEAT}),
    },
    Mode.BARGE: {
        Party.CALLER: frozenset({Party.SEAT, Party.LEADER}),
        Party.SEAT: frozenset({Party.CALLER, Party.LEADER}),
        Party.LEADER: frozenset({Party.CALLER, Party.SEAT}),
    },
    Mode.TAKE_OVER: {
        Party.CALLER: frozenset({Party.LEADER}),
        Party.SEAT: frozenset(),
        Party.LEADER: frozenset({Party.CALLER}),
    },
}

TRANSITIONS: Mapping[tuple[SupervisionState, SupervisionMove], SupervisionState] = {
    (SupervisionState.CALLING, SupervisionMove.HEARD): SupervisionState.LIVE,
    (SupervisionState.CALLING, SupervisionMove.GONE): SupervisionState.ENDED,
    (SupervisionState.LIVE, SupervisionMove.HEARD): SupervisionState.LIVE,
    (SupervisionState.LIVE, SupervisionMove.GONE): SupervisionState.ENDED,
}

# Longer no centre lets a leader's phone be rung; what was asked later may not be seen yet.
LONGEST_RING_S = 30


class SupervisionNotFound(DomainError):
    """No supervision has this id."""

    code = "supervision_not_found"


class SupervisionNotYours(DomainError):
    """Somebody else's."""

    code = "supervision_not_yours"


class AlreadySupervising(DomainError):
    """One leader is on one talk at a time, and one phone carries one leader."""

    code = "already_supervising"


class NothingToSupervise(DomainError):
    """No talk at a seat, or it is the leader's own."""

    code = "nothing_to_supervise"


class PhoneNotFree(DomainError):
    """The phone that the leader would use rings, talks, is not reached or belongs to another."""

    code = "phone_not_free"


@dataclass(frozen=True, slots=True)
class Hears:
    """Whom one party hears."""

    listener: Party
    hears: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Supervision:
    """One leader on one talk, from his order to his leaving.

    Args:
        staff_number: The leader's.
        phone_seat: The seat whose phone carries him.
        seat: The seat that talks.
        mode: As ordered while CALLING, as the exchange tells it once LIVE.
        recording: Name of his own recording, once his phone is on the talk.
    """

    id: UUID
    call_id: UUID
    exchange: str
    call_unique_id: str
    staff_number: str
    phone_seat: int
    seat: int
    mode: Mode
    state: SupervisionState
    asked_at: datetime
    recording: str | None = None
    heard_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: SupervisionEnd | None = None

    @property
    def over(self) -> bool:
        """Whether the leader is off the talk."""
        return self.state is SupervisionState.ENDED

    @property
    def hearing(self) -> tuple["Hears", ...]:
        """Who hears whom now, as the leader is shown it."""
        return tuple(
            Hears(listener, tuple(party for party in Party if party in heard))
            for listener, heard in HEARING[self.mode].items()
        )

    @property
    def noticed(self) -> bool:
        """Whether the seat hears the leader; listening is silent."""
        return Party.LEADER in HEARING[self.mode][Party.SEAT]

    def ordered(self, mode: Mode) -> "Supervision":
        """Be told to take part in a mode; only a live one can, and none after a take over."""
        if self.state is not SupervisionState.LIVE or self.mode is Mode.TAKE_OVER:
            raise IllegalMove(state=self.state, move=mode)
        return replace(self, mode=mode) if mode is Mode.TAKE_OVER else self

    def must_let_go(self) -> None:
        """Refuse to leave a caller whom the leader took over: that talk is ended by hanging up."""
        if self.over or self.mode is Mode.TAKE_OVER:
            raise IllegalMove(state=self.state, move="leave")

    def heard(self, mode: Mode, recording: str, at: datetime) -> "Supervision":
        """Be on the talk in a mode; again when the mode changes."""
        state = self._after(SupervisionMove.HEARD)
        heard_at = self.heard_at or at
        return replace(self, state=state, mode=mode, recording=recording, heard_at=heard_at)

    def gone(self, at: datetime) -> "Supervision":
        """Be off it, or never have been on it."""
        by = SupervisionEnd.LEFT if self.heard_at else SupervisionEnd.NOT_REACHED
        return replace(self, state=self._after(SupervisionMove.GONE), ended_at=at, ended_by=by)

    def must_be_of(self, staff_number: str) -> None:
        """Refuse another leader's hand."""
        if self.staff_number != staff_number:
            raise SupervisionNotYours

    def _after(self, move: SupervisionMove) -> SupervisionState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None


def must_be_a_talk(call: Call) -> int:
    """Give the seat at which a call talks; NothingToSupervise."""
    if call.state not in {CallState.TALKING, CallState.HELD} or call.seat is None:
        raise NothingToSupervise
    return call.seat


def must_be_free(seat: Seat, staff_number: str) -> None:
    """Refuse a phone that rings, talks, is not reached, or at which somebody else sits."""
    manned = seat.staff_number not in {None, staff_number}
    if seat.rings or seat.engaged or manned or not seat.phone_reachable:
        raise PhoneNotFree(seat=seat.number)


def begin(
    supervision_id: UUID,
    call: Call,
    *,
    staff_number: str,
    phone_seat: int,
    mode: Mode,
    at: datetime,
) -> Supervision:
    """Call a leader's phone for a talk; NothingToSupervise when there is none."""
    return Supervision(
        id=supervision_id,
        call_id=call.id,
        exchange=call.exchange,
        call_unique_id=call.unique_id,
        staff_number=staff_number,
        phone_seat=phone_seat,
        seat=must_be_a_talk(call),
        mode=mode,
        state=SupervisionState.CALLING,
        asked_at=at,
    )
