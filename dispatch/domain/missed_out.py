"""What a server missed of calls from seats: told as the signals of that time, as missed is."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dispatch.domain.call import Call, CallState, EndedBy
from dispatch.domain.call_out import SEAT_PICKS_UP_WITHIN_S
from dispatch.domain.dialling import DialResult
from dispatch.domain.exchange_picture import ExchangePicture, LiveCallOut
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallHeld,
    CallOutDialled,
    CallRetrieved,
    CallSignal,
)

NOT_KNOWN = 0
BEFORE_THE_TALK = frozenset({CallState.OFFERED, CallState.RINGING})


def missed_out_signals(picture: ExchangePicture, known: Sequence[Call]) -> Iterator[CallSignal]:
    """Give the signals that were missed; what ended comes first.

    A call whose row is younger than the picture may not have been asked for yet: its own deadline
    ends it where nothing comes.

    Args:
        picture: All that the exchange holds now.
        known: The calls from seats of that exchange that are open in the database.
    """
    living = {live.unique_id: live for live in picture.calls_out}
    youngest = picture.taken_at - timedelta(seconds=SEAT_PICKS_UP_WITHIN_S)
    for call in known:
        asked = call.state is CallState.OFFERED and call.offered_at > youngest
        if call.unique_id not in living and not asked:
            yield _ended(call, picture)
    for call in known:
        if call.unique_id in living:
            yield from _changed(call, living[call.unique_id], picture)


def _ended(call: Call, picture: ExchangePicture) -> CallEnded:
    restarted = call.offered_at < picture.started_at
    return CallEnded(
        exchange=picture.exchange,
        call_unique_id=call.unique_id,
        happened_at=picture.taken_at,
        cause=NOT_KNOWN,
        ended_by=EndedBy.EXCHANGE_LOST if restarted else EndedBy.EXCHANGE,
        dial_result=DialResult.ANSWERED if call.answered_at else DialResult.GIVEN_UP,
    )


def _changed(call: Call, live: LiveCallOut, picture: ExchangePicture) -> Iterator[CallSignal]:
    exchange, unique_id, at = picture.exchange, call.unique_id, picture.taken_at
    if call.state is CallState.OFFERED:
        yield CallOutDialled(
            exchange=exchange, call_unique_id=unique_id, happened_at=at, seat=live.seat, trunk=""
        )
    if call.state in BEFORE_THE_TALK and live.leg_unique_id:
        yield CallAnswered(
            exchange=exchange,
            call_unique_id=unique_id,
            happened_at=at,
            seat=live.seat,
            phone=live.phone,
            leg_unique_id=live.leg_unique_id,
        )
    if live.state is CallState.HELD and call.state is not CallState.HELD:
        yield CallHeld(exchange=exchange, call_unique_id=unique_id, happened_at=at, seat=live.seat)
    if live.state is CallState.TALKING and call.state is CallState.HELD:
        yield CallRetrieved(
            exchange=exchange, call_unique_id=unique_id, happened_at=at, seat=live.seat
        )
