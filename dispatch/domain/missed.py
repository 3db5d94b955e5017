"""What a server missed while an exchange was out of hearing: told as the signals of that time.

An exchange never repeats an event. Its picture, held against the calls that are open in the
database, gives the signals that lead from the one to the other.
"""

from collections.abc import Iterator, Sequence

from dispatch.domain.call import Call, CallState, EndedBy
from dispatch.domain.signal import (
    CallAnswered,
    CallEnded,
    CallHeld,
    CallOffered,
    CallQueued,
    CallRetrieved,
    CallSignal,
    ExchangePicture,
    LiveCall,
    SeatLegLost,
    SeatRinging,
)

NORMAL_CLEARING = 16
NOT_KNOWN = 0
TALK = frozenset({CallState.TALKING, CallState.HELD})


def missed_signals(picture: ExchangePicture, known: Sequence[Call]) -> Iterator[CallSignal]:
    """Give the signals that were missed, in an order in which they can be obeyed.

    Args:
        picture: All that the exchange holds now.
        known: The calls of that exchange that are open in the database.
    """
    living = {live.unique_id for live in picture.calls}
    by_channel = {call.unique_id: call for call in known}
    for call in known:
        if call.unique_id not in living:
            yield _ended(call, picture)
    for live in picture.calls:
        call_before = by_channel.get(live.unique_id)
        if call_before is None:
            yield _offered(live, picture)
        yield from _moved(call_before.state if call_before else CallState.OFFERED, live, picture)


def _ended(call: Call, picture: ExchangePicture) -> CallEnded:
    restarted = call.offered_at < picture.started_at
    return CallEnded(
        exchange=picture.exchange,
        call_unique_id=call.unique_id,
        happened_at=picture.taken_at,
        cause=NOT_KNOWN if restarted else NORMAL_CLEARING,
        ended_by=EndedBy.EXCHANGE_LOST if restarted else EndedBy.EXCHANGE,
    )


def _offered(live: LiveCall, picture: ExchangePicture) -> CallOffered:
    return CallOffered(
        exchange=picture.exchange,
        call_unique_id=live.unique_id,
        happened_at=live.offered_at,
        number=live.number,
        name=live.name,
        called_number=live.called_number,
        trunk=live.trunk,
        recording=live.recording,
    )


def _moved(before: CallState, live: LiveCall, picture: ExchangePicture) -> Iterator[CallSignal]:
    if before is live.state:
        return
    channel, at, exchange = live.unique_id, live.since, picture.exchange
    leg = live.leg_unique_id or channel
    if before in TALK and live.state not in TALK:
        yield SeatLegLost(
            exchange=exchange,
            call_unique_id=channel,
            happened_at=at,
            seat=None,
            leg_unique_id=leg,
            cause=NOT_KNOWN,
        )
    if live.state in TALK and before not in TALK:
        yield CallAnswered(
            exchange=exchange,
            call_unique_id=channel,
            happened_at=at,
            seat=live.seat,
            phone=live.phone or "",
            leg_unique_id=leg,
        )
    yield from _settled(before, live, picture)


def _settled(before: CallState, live: LiveCall, picture: ExchangePicture) -> Iterator[CallSignal]:
    channel, at, exchange = live.unique_id, live.since, picture.exchange
    if live.state is CallState.QUEUED:
        yield CallQueued(
            exchange=exchange, call_unique_id=channel, happened_at=at, position=live.position or 1
        )
    for seat in live.ringing_seats:
        yield SeatRinging(
            exchange=exchange,
            call_unique_id=channel,
            happened_at=at,
            seat=seat,
            leg_unique_id=f"{channel}/{seat}/{at.isoformat()}",
        )
    if live.state is CallState.HELD:
        yield CallHeld(exchange=exchange, call_unique_id=channel, happened_at=at, seat=live.seat)
    if live.state is CallState.TALKING and before is CallState.HELD:
        yield CallRetrieved(
            exchange=exchange, call_unique_id=channel, happened_at=at, seat=live.seat
        )
