"""Whatever the exchange and the desks do, in whatever order, calls and seats agree."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.deadline import DeadlineKind
from dispatch.domain.errors import DomainError
from dispatch.domain.people import Person, Role
from dispatch.domain.seat import BusyReason, Seat, SeatKind, SeatState
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallHeld,
    CallOffered,
    CallQueued,
    CallRetrieved,
    RingEnd,
    SeatLegLost,
    SeatRingEnded,
    SeatRinging,
)
from dispatch.services.calls.answer_call import AnswerCall, answer_call
from dispatch.services.seats.make_seat_busy import make_seat_busy
from dispatch.services.seats.make_seat_ready import make_seat_ready
from dispatch.services.seats.sign_off_seat import sign_off_seat
from dispatch.services.seats.sign_on_seat import SignOnSeat, sign_on_seat
from dispatch.workers.telephony import USE_CASES
from tests.unit.memory_transaction import NOON, MemoryTransaction

CHANNELS = st.sampled_from(["c1", "c2", "c3"])
SEATS = st.sampled_from([1, 2, 3])
TAKERS = {
    number: Person(number, "某", frozenset({Role.CALL_TAKER}), "-", active=True)
    for number in ("1027", "1031")
}
STAFF = st.sampled_from(sorted(TAKERS))


class Centre(RuleBasedStateMachine):
    """A centre that is told anything at any time; refusals are allowed, disagreement is not."""

    def __init__(self) -> None:
        super().__init__()
        self.tx = MemoryTransaction(
            seats=[Seat(number, SeatKind.SOFT, SeatState.SIGNED_OFF, NOON) for number in (1, 2, 3)]
        )
        self.legs = count()

    def tell(self, kind: Any, channel: str, **fields: Any) -> None:
        signal = kind(exchange="node1", call_unique_id=channel, happened_at=NOON, **fields)
        self.act(lambda: USE_CASES[kind](signal, self.tx))

    def act(self, do: Callable[[], Coroutine[Any, Any, object] | Any]) -> None:
        with suppress(DomainError):
            asyncio.run(do())

    @rule(channel=CHANNELS)
    def offered(self, channel: str) -> None:
        fields = {"number": "13805276621", "name": None, "called_number": "120"}
        self.tell(CallOffered, channel, **fields, trunk="carrier", recording="r")

    @rule(channel=CHANNELS, position=st.integers(1, 5))
    def queued(self, channel: str, position: int) -> None:
        self.tell(CallQueued, channel, position=position)

    @rule(channel=CHANNELS, seat=SEATS)
    def rings(self, channel: str, seat: int) -> None:
        self.tell(SeatRinging, channel, seat=seat, leg_unique_id=str(next(self.legs)))

    @rule(channel=CHANNELS, seat=SEATS, reason=st.sampled_from(RingEnd))
    def rang_out(self, channel: str, seat: int, reason: RingEnd) -> None:
        leg = str(next(self.legs))
        self.tell(SeatRingEnded, channel, seat=seat, leg_unique_id=leg, reason=reason)

    @rule(channel=CHANNELS)
    def diverted(self, channel: str) -> None:
        self.tell(CallDiverted, channel, target="spare1")

    @rule(channel=CHANNELS, seat=st.one_of(st.none(), SEATS))
    def answered(self, channel: str, seat: int | None) -> None:
        phone = f"800{seat}" if seat else "spare1"
        self.tell(CallAnswered, channel, seat=seat, phone=phone, leg_unique_id="leg")

    @rule(channel=CHANNELS, kind=st.sampled_from([CallHeld, CallRetrieved]))
    def held_or_retrieved(self, channel: str, kind: type) -> None:
        self.tell(kind, channel, seat=1)

    @rule(channel=CHANNELS)
    def leg_lost(self, channel: str) -> None:
        self.tell(SeatLegLost, channel, seat=1, leg_unique_id="leg", cause=44)

    @rule(channel=CHANNELS, by=st.sampled_from(EndedBy))
    def ended(self, channel: str, by: EndedBy) -> None:
        self.tell(CallEnded, channel, cause=16, ended_by=by)

    @rule(number=SEATS, staff=STAFF)
    def sits_down(self, number: int, staff: str) -> None:
        self.act(lambda: sign_on_seat(SignOnSeat(number, TAKERS[staff]), self.tx))

    @rule(number=SEATS, staff=STAFF)
    def leaves(self, number: int, staff: str) -> None:
        self.act(lambda: sign_off_seat(number, staff, self.tx))

    @rule(number=SEATS, staff=STAFF)
    def is_ready(self, number: int, staff: str) -> None:
        self.act(lambda: make_seat_ready(number, staff, self.tx))

    @rule(number=SEATS, staff=STAFF, reason=st.sampled_from(BusyReason))
    def rests(self, number: int, staff: str, reason: BusyReason) -> None:
        self.act(lambda: make_seat_busy(number, staff, reason, self.tx))

    @rule(channel=CHANNELS, staff=STAFF)
    def presses_answer(self, channel: str, staff: str) -> None:
        for call in self.tx.calls:
            if call.unique_id == channel:
                command = AnswerCall(call.id, TAKERS[staff])
                self.act(lambda: answer_call(command, self.tx))  # noqa: B023 - runs at once

    @invariant()
    def a_seat_holds_a_call_exactly_while_it_rings_or_talks(self) -> None:
        for seat in self.tx.seats:
            works = seat.state in {SeatState.RINGING, SeatState.TALKING}
            assert (seat.call_id is not None) == works

    @invariant()
    def no_seat_is_held_by_a_call_that_is_over(self) -> None:
        over = {call.id for call in self.tx.calls if call.over}
        assert not over & {seat.call_id for seat in self.tx.seats}

    @invariant()
    def a_reason_to_rest_is_kept_only_while_resting(self) -> None:
        assert all(seat.busy_reason is None for seat in self.tx.seats if seat.state != "busy")

    @invariant()
    def a_person_sits_at_one_seat_and_a_signed_off_seat_is_nobodys(self) -> None:
        taken = [seat.staff_number for seat in self.tx.seats if seat.staff_number]
        assert len(taken) == len(set(taken))
        off = [seat for seat in self.tx.seats if seat.state is SeatState.SIGNED_OFF]
        assert all(seat.staff_number is None for seat in off)

    @invariant()
    def a_call_shows_what_its_state_means(self) -> None:
        for call in self.tx.calls:
            rings = bool(call.ringing_seats or call.overflow_target)
            assert not rings or call.waiting
            assert (call.held_at is not None) == (call.state is CallState.HELD) or call.over
            assert call.position is None or call.waiting
            assert call.seat is None or not call.waiting
            assert (call.ended_at is not None) == call.over

    @invariant()
    def somebody_is_told_of_every_caller_who_waits_and_of_nobody_else(self) -> None:
        due = [one for one in self.tx.deadlines if one.kind is DeadlineKind.CALL_ANSWER]
        waiting = {str(call.id) for call in self.tx.calls if call.waiting}
        assert {one.subject for one in due} == waiting


Centre.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestCentre = Centre.TestCase
