"""What a server missed while an exchange was out of hearing: told as the signals of that time.

An exchange never repeats an event. Its picture, held against the calls that are open in the
database, gives the signals that lead from the one to the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from dispatch.domain.call import Call, CallState, EndedBy
from dispatch.domain.call_note import CallNote
from dispatch.domain.exchange_picture import ExchangePicture, LiveCall, NotedCall
from dispatch.domain.signal import (
    CallAnswered,
    CallDiverted,
    CallEnded,
    CallerBrokeThrough,
    CallHeld,
    CallOffered,
    CallParked,
    CallQueued,
    CallRetrieved,
    CallSignal,
    RingEnd,
    SeatLegLost,
    SeatRingEnded,
    SeatRinging,
)
from dispatch.domain.site_rules import seat_phone

NORMAL_CLEARING = 16
NOT_KNOWN = 0
TALK = frozenset({CallState.TALKING, CallState.HELD})


class _Named(TypedDict):
    exchange: str
    call_unique_id: str
    happened_at: datetime


def missed_signals(picture: ExchangePicture, known: Sequence[Call]) -> Iterator[CallSignal]:
    """Give the signals that were missed, in an order in which they can be obeyed.

    What ended comes first, over all calls: a seat must be free before its next call begins.

    Args:
        picture: All that the exchange holds now.
        known: The calls of that exchange that are open in the database.
    """
    by_channel = {call.unique_id: call for call in known}
    missed = [_Missed(live, by_channel.get(live.unique_id), picture) for live in picture.calls]
    noted = {one.unique_id: one for one in picture.noted if picture.is_over(one)}
    living = {live.unique_id for live in picture.calls}
    for call in known:
        if call.unique_id not in living and call.unique_id not in noted:
            yield _ended(call, picture)
    for past in noted.values():
        yield from _whole_call(past, by_channel.get(past.unique_id), picture)
    for one in missed:
        yield from one.endings()
    for one in missed:
        yield from one.beginnings()


def _ended(call: Call, picture: ExchangePicture) -> CallEnded:
    restarted = call.offered_at < picture.started_at
    return CallEnded(
        exchange=picture.exchange,
        call_unique_id=call.unique_id,
        happened_at=picture.taken_at,
        cause=NOT_KNOWN if restarted else NORMAL_CLEARING,
        ended_by=EndedBy.EXCHANGE_LOST if restarted else EndedBy.EXCHANGE,
    )


def _whole_call(
    past: NotedCall, before: Call | None, picture: ExchangePicture
) -> Iterator[CallSignal]:
    """Tell a call that is over from its notes. A seat that talked is free long since: untouched."""
    if before is None:
        yield _offered(past, picture)
    if past.talked_at and (before is None or before.answered_at is None):
        yield CallAnswered(
            exchange=picture.exchange,
            call_unique_id=past.unique_id,
            happened_at=past.talked_at,
            seat=None,
            phone=past.phone or "",
            leg_unique_id=past.leg_unique_id or past.unique_id,
        )
    yield CallEnded(
        exchange=picture.exchange,
        call_unique_id=past.unique_id,
        happened_at=past.gone_at or picture.started_at,
        cause=past.cause,
        ended_by=_ended_by(past),
    )


def _ended_by(past: NotedCall) -> EndedBy:
    if past.gone_at is None:
        return EndedBy.EXCHANGE_LOST
    return EndedBy.EXCHANGE if past.talked_at else EndedBy.CALLER


def _offered(live: LiveCall | NotedCall, picture: ExchangePicture) -> CallOffered:
    return CallOffered(
        exchange=picture.exchange,
        call_unique_id=live.unique_id,
        happened_at=live.offered_at,
        number=live.number,
        name=live.name if isinstance(live, LiveCall) else None,
        called_number=live.called_number,
        trunk=live.trunk,
        recording=live.recording,
        notes=live.notes if isinstance(live, LiveCall) else (),
    )


@dataclass(frozen=True, slots=True)
class _Missed:
    """One living call, held against what is known of it."""

    live: LiveCall
    before: Call | None
    picture: ExchangePicture

    def endings(self) -> Iterator[CallSignal]:
        """Give the talk and the ringing that are over."""
        if self.before is None:
            return
        if self._talked and not self._talks_on and not self._parked:
            yield self._leg_lost(self.before)
        for seat in self.before.ringing_seats:
            if seat not in self.live.ringing_seats and self.live.state not in {
                *TALK,
                CallState.PARKED,
            }:
                yield self._rang_out(seat)

    def beginnings(self) -> Iterator[CallSignal]:
        """Give what began since, the call itself included."""
        if self.before is None:
            yield _offered(self.live, self.picture)
        elif CallNote.BROKE_THROUGH in set(self.live.notes) - set(self.before.notes):
            yield CallerBrokeThrough(**self._named)
        if self._parked:
            yield from self._park()
        elif self.live.state in TALK:
            yield from self._talk()
        else:
            yield from self._wait()

    @property
    def _parked(self) -> bool:
        return self.live.state is CallState.PARKED and self.live.parked_by is not None

    def _park(self) -> Iterator[CallSignal]:
        if self.before is None or self.before.state is not CallState.PARKED:
            yield CallParked(**self._named, seat=self.live.parked_by or 0)

    @property
    def _talked(self) -> bool:
        return self.before is not None and self.before.state in TALK

    @property
    def _talks_on(self) -> bool:
        same = self.before is not None and self.before.phone == self.live.phone
        same = same or self.live.in_room
        return self._talked and self.live.state in TALK and same

    def _talk(self) -> Iterator[CallSignal]:
        held = self._talks_on and self.before is not None and self.before.state is CallState.HELD
        if not self._talks_on:
            yield self._answered()
        if self.live.state is CallState.HELD and not held:
            yield CallHeld(**self._named, seat=self.live.seat)
        if self.live.state is CallState.TALKING and held:
            yield CallRetrieved(**self._named, seat=self.live.seat)

    def _wait(self) -> Iterator[CallSignal]:
        before = self.before
        waits = before is not None and before.state is CallState.QUEUED
        moved = before is None or self.live.position not in {None, before.position}
        if self.live.state is CallState.QUEUED and (moved or not waits):
            yield CallQueued(**self._named, position=self.live.position or 1)
        yield from self._ring_spare_phones()
        yield from self._ring_seats()

    def _ring_spare_phones(self) -> Iterator[CallSignal]:
        known = self.before.overflow_target if self.before else None
        seats = set(map(seat_phone, self.live.ringing_seats))
        for _, phone in self.live.ringing_legs:
            if phone not in seats and phone != known:
                yield CallDiverted(**self._named, target=phone)

    def _ring_seats(self) -> Iterator[CallSignal]:
        rang = self.before.ringing_seats if self.before else ()
        seats = {seat_phone(seat): seat for seat in self.live.ringing_seats if seat not in rang}
        for leg, phone in self.live.ringing_legs:
            if phone in seats:
                yield SeatRinging(**self._named, seat=seats[phone], leg_unique_id=leg)

    def _answered(self) -> CallAnswered:
        return CallAnswered(
            **self._named,
            seat=self.live.seat,
            phone=self.live.phone or "",
            leg_unique_id=self.live.leg_unique_id or self.live.unique_id,
        )

    def _leg_lost(self, before: Call) -> SeatLegLost:
        """Name the loss by the span of talk that it ended, so that both servers name it alike."""
        span = f"{before.unique_id}/{before.phone}/{before.requeued_at}"
        return SeatLegLost(**self._named, seat=before.seat, leg_unique_id=span, cause=NOT_KNOWN)

    def _rang_out(self, seat: int) -> SeatRingEnded:
        span = f"{self.live.unique_id}/{seat}/{self.picture.taken_at.isoformat()}"
        return SeatRingEnded(**self._named, seat=seat, leg_unique_id=span, reason=RingEnd.NO_ANSWER)

    @property
    def _named(self) -> _Named:
        return {
            "exchange": self.picture.exchange,
            "call_unique_id": self.live.unique_id,
            "happened_at": self.picture.taken_at,
        }
