"""A seat 席位: the place where a call-taker sits, with its phone. Life cycle: TRANSITIONS."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.disposition import DispositionMissing
from dispatch.domain.errors import DomainError, IllegalMove


class SeatState(StrEnum):
    """What a seat is doing."""

    SIGNED_OFF = "signed_off"
    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    BUSY = "busy"


class SeatMove(StrEnum):
    """What happened to a seat. An unmanned phone can ring and be answered when servers are dead."""

    SIGNED_ON = "signed_on"
    RANG = "rang"
    RANG_OUT = "rang_out"
    RANG_OUT_UNMANNED = "rang_out_unmanned"
    RANG_OUT_WRAPPING_UP = "rang_out_wrapping_up"
    ANSWERED = "answered"
    CALL_ENDED = "call_ended"
    CALL_ENDED_UNMANNED = "call_ended_unmanned"
    BECAME_READY = "became_ready"
    BECAME_BUSY = "became_busy"
    SIGNED_OFF = "signed_off"


class SeatKind(StrEnum):
    """Whether the seat's phone is the page itself or a telephone on the desk."""

    SOFT = "soft"
    DESK = "desk"


class BusyReason(StrEnum):
    """Why a call-taker takes no calls."""

    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    EQUIPMENT = "equipment"


TRANSITIONS: Mapping[tuple[SeatState, SeatMove], SeatState] = {
    (SeatState.SIGNED_OFF, SeatMove.SIGNED_ON): SeatState.BUSY,
    (SeatState.SIGNED_OFF, SeatMove.RANG): SeatState.RINGING,
    (SeatState.SIGNED_OFF, SeatMove.ANSWERED): SeatState.TALKING,
    (SeatState.READY, SeatMove.RANG): SeatState.RINGING,
    (SeatState.READY, SeatMove.ANSWERED): SeatState.TALKING,
    (SeatState.READY, SeatMove.BECAME_BUSY): SeatState.BUSY,
    (SeatState.READY, SeatMove.SIGNED_OFF): SeatState.SIGNED_OFF,
    (SeatState.RINGING, SeatMove.RANG): SeatState.RINGING,
    (SeatState.RINGING, SeatMove.RANG_OUT): SeatState.READY,
    (SeatState.RINGING, SeatMove.RANG_OUT_UNMANNED): SeatState.SIGNED_OFF,
    (SeatState.RINGING, SeatMove.RANG_OUT_WRAPPING_UP): SeatState.WRAP_UP,
    (SeatState.RINGING, SeatMove.ANSWERED): SeatState.TALKING,
    (SeatState.TALKING, SeatMove.CALL_ENDED): SeatState.WRAP_UP,
    (SeatState.TALKING, SeatMove.CALL_ENDED_UNMANNED): SeatState.SIGNED_OFF,
    (SeatState.WRAP_UP, SeatMove.RANG): SeatState.RINGING,
    (SeatState.WRAP_UP, SeatMove.ANSWERED): SeatState.TALKING,
    (SeatState.WRAP_UP, SeatMove.BECAME_READY): SeatState.READY,
    (SeatState.WRAP_UP, SeatMove.BECAME_BUSY): SeatState.BUSY,
    (SeatState.WRAP_UP, SeatMove.SIGNED_OFF): SeatState.SIGNED_OFF,
    (SeatState.BUSY, SeatMove.RANG): SeatState.RINGING,
    (SeatState.BUSY, SeatMove.ANSWERED): SeatState.TALKING,
    (SeatState.BUSY, SeatMove.BECAME_BUSY): SeatState.BUSY,
    (SeatState.BUSY, SeatMove.BECAME_READY): SeatState.READY,
    (SeatState.BUSY, SeatMove.SIGNED_OFF): SeatState.SIGNED_OFF,
}


class SeatNotFound(DomainError):
    """No seat has this number."""

    code = "seat_not_found"


class SeatOccupied(DomainError):
    """Somebody else is signed on at this seat."""

    code = "seat_occupied"


class SeatNotYours(DomainError):
    """The person is not signed on at this seat."""

    code = "seat_not_yours"


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat.

    Args:
        busy_reason: Set only while BUSY; None there means: just signed on, sound not checked yet.
        phone_reachable: Whether any exchange reaches the seat's phone.
        call_id: The call that rings or talks here.
        phone_at: The exchanges that reach it, by name.
        wraps_up: The call whose disposition is to be given here; another may ring meanwhile.
    """

    number: int
    kind: SeatKind
    state: SeatState
    since: datetime
    busy_reason: BusyReason | None = None
    staff_number: str | None = None
    staff_name: str | None = None
    phone_reachable: bool = False
    call_id: UUID | None = None
    phone_at: tuple[str, ...] = ()
    wraps_up: UUID | None = None

    @property
    def rings(self) -> bool:
        """Whether its phone rings."""
        return self.state is SeatState.RINGING

    @property
    def engaged(self) -> bool:
        """Whether somebody talks here: another call may not ring over it."""
        return self.state is SeatState.TALKING

    def phone_noted(self, exchange: str, *, reachable: bool) -> "Seat":
        """Note whether one exchange reaches the phone; of the others nothing is said."""
        others = {name for name in self.phone_at if name != exchange}
        names = tuple(sorted(others | {exchange} if reachable else others))
        return replace(self, phone_at=names, phone_reachable=bool(names))

    def signed_on(self, staff_number: str, staff_name: str, at: datetime) -> "Seat":
        """Sit down: not yet ready, because the sound check comes first."""
        if self.staff_number not in {None, staff_number}:
            raise SeatOccupied(seat=self.number, staff_number=self.staff_number)
        if self.staff_number == staff_number:
            return self
        moved = self._moved(SeatMove.SIGNED_ON, at)
        return replace(moved, staff_number=staff_number, staff_name=staff_name)

    def signed_off(self, at: datetime) -> "Seat":
        """Leave the seat; refused while it rings or talks."""
        moved = self._moved(SeatMove.SIGNED_OFF, at)
        return replace(moved, staff_number=None, staff_name=None)

    def ready(self, at: datetime) -> "Seat":
        """Take calls."""
        return self._moved(SeatMove.BECAME_READY, at)

    def busy(self, reason: BusyReason, at: datetime) -> "Seat":
        """Take no calls, for a reason; each change of reason is a span of its own."""
        return replace(self._moved(SeatMove.BECAME_BUSY, at), busy_reason=reason)

    def rung(self, call_id: UUID, at: datetime) -> "Seat":
        """Ring with a call; what is to be wrapped up stays to be."""
        return replace(self._moved(SeatMove.RANG, at), call_id=call_id, wraps_up=self.wraps_up)

    def rung_out(self, at: datetime) -> "Seat":
        """Stop ringing without an answer here."""
        move = SeatMove.RANG_OUT if self.staff_number else SeatMove.RANG_OUT_UNMANNED
        if self.staff_number and self.wraps_up:
            move = SeatMove.RANG_OUT_WRAPPING_UP
        return replace(self._moved(move, at), call_id=None, wraps_up=self.wraps_up)

    def answered(self, call_id: UUID, at: datetime) -> "Seat":
        """Talk."""
        return replace(self._moved(SeatMove.ANSWERED, at), call_id=call_id)

    def turned_to(self, call_id: UUID) -> "Seat":
        """Go on with another of the callers here: one is on hold."""
        if not self.engaged:
            raise IllegalMove(state=self.state, move="turn_to")
        return replace(self, call_id=call_id)

    def call_ended(self, at: datetime, *, wraps_up: UUID | None = None) -> "Seat":
        """Finish the paperwork of a call that is over, or of one whose leg died.

        Args:
            at: When.
            wraps_up: The call whose disposition is to be given; None where it goes on elsewhere.
        """
        move = SeatMove.CALL_ENDED if self.staff_number else SeatMove.CALL_ENDED_UNMANNED
        own = wraps_up if self.staff_number else None
        return replace(self._moved(move, at), call_id=None, wraps_up=own)

    def wrapped_up(self) -> "Seat":
        """Owe no disposition any more, whatever else goes on."""
        return replace(self, wraps_up=None)

    def must_have_wrapped_up(self) -> None:
        """Refuse to take the next call before the disposition of the last is given."""
        if self.wraps_up is not None:
            raise DispositionMissing(seat=self.number)

    def _moved(self, move: SeatMove, at: datetime) -> "Seat":
        try:
            state = TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None
        return replace(self, state=state, since=at, busy_reason=None, wraps_up=None)
