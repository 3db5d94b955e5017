"""A call from its first ring to its end. Its life cycle is the table TRANSITIONS."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.call_note import CallNote, is_screened
from dispatch.domain.caller import CallerCard
from dispatch.domain.dialling import DialResult, Direction
from dispatch.domain.disposition import TalkDisposition, TalkNotOver
from dispatch.domain.errors import DomainError, IllegalMove
from dispatch.domain.overflow import OverflowStep
from dispatch.domain.silent_check import SilentCheck


class CallState(StrEnum):
    """Where a call stands."""

    OFFERED = "offered"
    QUEUED = "queued"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    PARKED = "parked"
    ENDED = "ended"
    ABANDONED = "abandoned"


class CallMove(StrEnum):
    """What happened to a call."""

    JOINED_QUEUE = "joined_queue"
    RANG = "rang"
    RANG_OUT = "rang_out"
    OVERFLOWED = "overflowed"
    ANSWERED = "answered"
    PUT_ON_HOLD = "put_on_hold"
    RETRIEVED = "retrieved"
    LEG_LOST = "leg_lost"
    TAKEN_OVER = "taken_over"
    HUNG_UP = "hung_up"
    DIALLED = "dialled"
    NOT_REACHED = "not_reached"
    TRANSFERRED = "transferred"
    PARKED = "parked"
    PASSED_ON = "passed_on"


class EndedBy(StrEnum):
    """Who or what ended a call. EXCHANGE_LOST means that the exchange died under it."""

    CALLER = "caller"
    SEAT = "seat"
    EXCHANGE = "exchange"
    EXCHANGE_LOST = "exchange_lost"


TRANSITIONS: Mapping[tuple[CallState, CallMove], CallState] = {
    (CallState.OFFERED, CallMove.JOINED_QUEUE): CallState.QUEUED,
    (CallState.OFFERED, CallMove.RANG): CallState.RINGING,
    (CallState.OFFERED, CallMove.OVERFLOWED): CallState.RINGING,
    (CallState.OFFERED, CallMove.ANSWERED): CallState.TALKING,
    (CallState.OFFERED, CallMove.HUNG_UP): CallState.ABANDONED,
    (CallState.QUEUED, CallMove.JOINED_QUEUE): CallState.QUEUED,
    (CallState.QUEUED, CallMove.RANG): CallState.RINGING,
    (CallState.QUEUED, CallMove.RANG_OUT): CallState.QUEUED,
    (CallState.QUEUED, CallMove.OVERFLOWED): CallState.RINGING,
    (CallState.QUEUED, CallMove.ANSWERED): CallState.TALKING,
    (CallState.QUEUED, CallMove.HUNG_UP): CallState.ABANDONED,
    (CallState.RINGING, CallMove.JOINED_QUEUE): CallState.QUEUED,
    (CallState.RINGING, CallMove.RANG): CallState.RINGING,
    (CallState.RINGING, CallMove.RANG_OUT): CallState.QUEUED,
    (CallState.RINGING, CallMove.OVERFLOWED): CallState.RINGING,
    (CallState.RINGING, CallMove.ANSWERED): CallState.TALKING,
    (CallState.RINGING, CallMove.HUNG_UP): CallState.ABANDONED,
    (CallState.TALKING, CallMove.PUT_ON_HOLD): CallState.HELD,
    (CallState.TALKING, CallMove.LEG_LOST): CallState.QUEUED,
    (CallState.TALKING, CallMove.TAKEN_OVER): CallState.TALKING,
    (CallState.TALKING, CallMove.HUNG_UP): CallState.ENDED,
    (CallState.HELD, CallMove.RETRIEVED): CallState.TALKING,
    (CallState.HELD, CallMove.LEG_LOST): CallState.QUEUED,
    (CallState.HELD, CallMove.TAKEN_OVER): CallState.TALKING,
    (CallState.HELD, CallMove.HUNG_UP): CallState.ENDED,
    (CallState.TALKING, CallMove.TRANSFERRED): CallState.QUEUED,
    (CallState.HELD, CallMove.TRANSFERRED): CallState.QUEUED,
    (CallState.OFFERED, CallMove.PARKED): CallState.PARKED,
    (CallState.QUEUED, CallMove.PARKED): CallState.PARKED,
    (CallState.RINGING, CallMove.PARKED): CallState.PARKED,
    (CallState.TALKING, CallMove.PARKED): CallState.PARKED,
    (CallState.HELD, CallMove.PARKED): CallState.PARKED,
    (CallState.PARKED, CallMove.JOINED_QUEUE): CallState.QUEUED,
    (CallState.PARKED, CallMove.RANG): CallState.RINGING,
    (CallState.PARKED, CallMove.ANSWERED): CallState.TALKING,
    (CallState.PARKED, CallMove.HUNG_UP): CallState.ABANDONED,
    (CallState.TALKING, CallMove.PASSED_ON): CallState.TALKING,
    (CallState.HELD, CallMove.PASSED_ON): CallState.HELD,
    (CallState.OFFERED, CallMove.DIALLED): CallState.RINGING,
    (CallState.RINGING, CallMove.DIALLED): CallState.RINGING,
    (CallState.OFFERED, CallMove.NOT_REACHED): CallState.ENDED,
    (CallState.RINGING, CallMove.NOT_REACHED): CallState.ENDED,
}

OVER = frozenset({CallState.ENDED, CallState.ABANDONED})


class CallNotFound(DomainError):
    """No call has this id."""

    code = "call_not_found"


class CallTaken(DomainError):
    """Another seat was first."""

    code = "call_taken"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the centre, or from a seat.

    Args:
        exchange: Name of the exchange; with unique_id it names the caller's channel, and of a call
            from a seat that of the seat's phone.
        number: The other party's in its stored form, None when withheld or unusable.
        position: Place in the queue, first is 1; None when not waiting.
        ringing_seats: Seats whose phones ring now, ascending.
        phone: What answered: a seat's phone or a spare phone.
        claimed_by: Seat that pressed answer first; void a few seconds after claimed_at.
        overdue_at: When the desks were told that nobody answers.
        overflow_step: The last step beyond the seats to which it came.
        message: Name of the recording of what the caller left when nobody answered.
        notes: What the exchange found about it.
        dial_result: What came of a call from a seat, once it is over.
        follows: The call that a call from a seat goes back to.
        transferred_by: The seat that gave the caller away last; it is rung when the other is not.
        parked_by: The seat that parked the caller last; he comes back to it.
        disposition: What the talk was about, as its call-taker says afterwards.
        asked_skill: What the caller speaks, for which he was sent on last, as screens show it.
    """

    id: UUID
    exchange: str
    unique_id: str
    number: str | None
    name: str | None
    called_number: str
    trunk: str
    recording: str
    caller: CallerCard
    state: CallState
    offered_at: datetime
    position: int | None = None
    ringing_seats: tuple[int, ...] = ()
    overflow_target: str | None = None
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    answered_at: datetime | None = None
    seat: int | None = None
    staff_number: str | None = None
    phone: str | None = None
    held_at: datetime | None = None
    requeued_at: datetime | None = None
    overdue_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    end_cause: int | None = None
    overflow_step: OverflowStep | None = None
    message: str | None = None
    notes: tuple[CallNote, ...] = ()
    direction: Direction = Direction.IN
    dial_result: DialResult | None = None
    follows: UUID | None = None
    transferred_by: int | None = None
    parked_by: int | None = None
    parked_at: datetime | None = None
    silent: SilentCheck | None = None
    disposition: TalkDisposition | None = None
    disposed_by: str | None = None
    asked_skill: str | None = None

    @property
    def outgoing(self) -> bool:
        """Whether a seat made it."""
        return self.direction is Direction.OUT

    @property
    def cut_off(self) -> bool:
        """Whether a talk ended without anybody's will; a call from a seat with the seat's phone."""
        if self.outgoing:
            parted = self.ended_by in {EndedBy.EXCHANGE, EndedBy.EXCHANGE_LOST}
            return parted and self.answered_at is not None
        return self.ended_by is EndedBy.EXCHANGE_LOST

    @property
    def over(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in OVER

    @property
    def waiting(self) -> bool:
        """Whether the caller hears no person."""
        before = {CallState.OFFERED, CallState.QUEUED, CallState.RINGING}
        return self.state in before and not self.outgoing

    @property
    def screened(self) -> bool:
        """Whether the caller is kept from the seats because his number is locked."""
        return is_screened(self.notes)

    def broken_through(self) -> "Call":
        """Let a locked caller wait for a seat."""
        return replace(self, notes=tuple(sorted({*self.notes, CallNote.BROKE_THROUGH})))

    def queued(self, position: int) -> "Call":
        """Stand in the queue at a position, first is 1; no spare phone rings any more."""
        state = self._after(CallMove.JOINED_QUEUE)
        return replace(self, state=state, position=position, overflow_target=None)

    def rung_at_seat(self, seat: int) -> "Call":
        """Ring one more seat."""
        seats = tuple(sorted({*self.ringing_seats, seat}))
        return replace(self, state=self._after(CallMove.RANG), ringing_seats=seats)

    def rung_out_at_seat(self, seat: int) -> "Call":
        """Stop ringing a seat; when nothing else rings, the call waits again."""
        seats = tuple(number for number in self.ringing_seats if number != seat)
        move = CallMove.RANG if seats or self.overflow_target else CallMove.RANG_OUT
        return replace(self, state=self._after(move), ringing_seats=seats)

    def overflowed(self, target: str) -> "Call":
        """Ring a spare phone because no seat answers; seats that still ring go on."""
        return replace(self, state=self._after(CallMove.OVERFLOWED), overflow_target=target)

    def stepped(self, step: OverflowStep) -> "Call":
        """Go one step beyond the seats, or come to it again."""
        return replace(self, overflow_step=step)

    def left_message(self, message: str) -> "Call":
        """Keep what the caller left; he may wait on."""
        return replace(self, message=message)

    def claimed(self, seat: int, at: datetime, holds_s: int) -> "Call":
        """Let a seat be the one that answers; CallTaken tells who was first, for so long."""
        if not self.waiting:
            raise CallTaken(seat=self.seat, staff_number=self.staff_number)
        if self.claimed_by not in {None, seat} and not self._claim_void(at, holds_s):
            raise CallTaken(seat=self.claimed_by, staff_number=None)
        return replace(self, claimed_by=seat, claimed_at=at)

    def answered(
        self, at: datetime, *, seat: int | None, staff_number: str | None, phone: str
    ) -> "Call":
        """Begin the talk at a seat, or at a spare phone when seat is None."""
        return replace(
            self,
            state=self._after(CallMove.ANSWERED),
            position=None,
            ringing_seats=(),
            overflow_target=None,
            claimed_by=None,
            claimed_at=None,
            answered_at=self.answered_at or at,
            seat=seat,
            staff_number=staff_number,
            phone=phone,
        )

    def held(self, at: datetime) -> "Call":
        """Put the caller on hold."""
        return replace(self, state=self._after(CallMove.PUT_ON_HOLD), held_at=at)

    def retrieved(self) -> "Call":
        """Talk again after a hold."""
        return replace(self, state=self._after(CallMove.RETRIEVED), held_at=None)

    def requeued(self, at: datetime) -> "Call":
        """Send the caller to the head of the queue because the seat's leg died."""
        return replace(
            self,
            state=self._after(CallMove.LEG_LOST),
            position=1,
            requeued_at=at,
            held_at=None,
            seat=None,
            staff_number=None,
            phone=None,
            transferred_by=None,
        )

    def transferred(self, sender: int, at: datetime, skill: str | None = None) -> "Call":
        """Wait for the seat to which another gave the caller, or for one who has a skill."""
        return replace(
            self,
            state=self._after(CallMove.TRANSFERRED),
            position=1,
            requeued_at=at,
            held_at=None,
            seat=None,
            staff_number=None,
            phone=None,
            transferred_by=sender,
            asked_skill=skill or self.asked_skill,
        )

    def parked(self, seat: int, at: datetime) -> "Call":
        """Wait where every seat may fetch the caller."""
        return replace(
            self,
            state=self._after(CallMove.PARKED),
            position=None,
            ringing_seats=(),
            held_at=None,
            seat=None,
            staff_number=None,
            phone=None,
            parked_by=seat,
            parked_at=at,
        )

    def taken_over(self, *, seat: int, staff_number: str | None, phone: str) -> "Call":
        """Go on talking with a leader in the place of the seat."""
        return replace(
            self,
            state=self._after(CallMove.TAKEN_OVER),
            held_at=None,
            seat=seat,
            staff_number=staff_number,
            phone=phone,
        )

    def passed_on(self, *, seat: int | None, staff_number: str | None, phone: str) -> "Call":
        """Stay with another of the room: the seat that had the caller left it."""
        state = self._after(CallMove.PASSED_ON)
        return replace(self, state=state, seat=seat, staff_number=staff_number, phone=phone)

    def found_overdue(self, at: datetime) -> "Call":
        """Mark that the desks were told that nobody answers."""
        if not self.waiting:
            raise IllegalMove(state=self.state, move="overdue")
        return replace(self, overdue_at=at)

    def dialled(self, trunk: str) -> "Call":
        """Ring the number over a trunk: the seat's own phone was picked up."""
        return replace(self, state=self._after(CallMove.DIALLED), trunk=trunk)

    def ended(
        self,
        at: datetime,
        *,
        by: EndedBy,
        cause: int | None,
        dial_result: DialResult | None = None,
    ) -> "Call":
        """End the call: ABANDONED when nobody had answered or it waited again, else ENDED.

        A call from a seat is never abandoned; its result tells what came of it.
        """
        unreached = self.outgoing and self.answered_at is None
        return replace(
            self,
            state=self._after(CallMove.NOT_REACHED if unreached else CallMove.HUNG_UP),
            dial_result=dial_result,
            position=None,
            ringing_seats=(),
            overflow_target=None,
            ended_at=at,
            ended_by=by,
            end_cause=cause,
        )

    def disposed(self, disposition: TalkDisposition, by: str | None) -> "Call":
        """Say what the talk was; one that nobody said may be said later, a said one stays.

        Raises:
            TalkNotOver: It goes on, or nobody ever talked.
            IllegalMove: It was said already.
        """
        if self.ended_at is None or self.answered_at is None:
            raise TalkNotOver
        if self.disposition not in {None, TalkDisposition.NONE_GIVEN}:
            raise IllegalMove(state=self.disposition, move="dispose")
        return replace(self, disposition=disposition, disposed_by=by)

    def _claim_void(self, at: datetime, holds_s: int) -> bool:
        """A claim from far in the future was made before the clock went back: it holds nobody."""
        if self.claimed_at is None:
            return True
        return abs((at - self.claimed_at).total_seconds()) > holds_s

    def _after(self, move: CallMove) -> CallState:
        try:
            return TRANSITIONS[self.state, move]
        except KeyError:
            raise IllegalMove(state=self.state, move=move) from None
