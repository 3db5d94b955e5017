"""Whatever was missed, the calls end exactly as the exchange's picture shows them."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.call import Call, CallState
from dispatch.domain.exchange_picture import ExchangePicture, LiveCall
from dispatch.domain.missed import missed_signals
from dispatch.domain.seat import Seat, SeatKind, SeatState
from dispatch.domain.site_rules import seat_phone
from dispatch.workers.telephony import USE_CASES
from tests.unit.memory_transaction import NOON, MemoryTransaction

SEATS, SPARE = (1, 2, 3), "spare1"
CHANNELS = tuple(f"node1-1795310763.{number}" for number in range(6))


@st.composite
def pictures(draw: st.DrawFn) -> list[ExchangePicture]:
    """Pictures of one exchange in the order of time: what is gone never comes again."""
    gone: set[str] = set()
    taken: list[ExchangePicture] = []
    for turn in range(draw(st.integers(1, 4))):
        living = draw(st.lists(st.sampled_from(CHANNELS), unique=True, max_size=3))
        seen = [channel for channel in living if channel not in gone]
        gone |= {call.unique_id for one in taken for call in one.calls} - set(seen)
        owners = {phone: draw(st.sampled_from([None, *seen])) for phone in (*SEATS, SPARE)}
        taken.append(
            ExchangePicture(
                exchange="node1",
                started_at=NOON - timedelta(days=1),
                taken_at=NOON + timedelta(minutes=turn),
                calls=tuple(_live(draw, channel, owners, turn) for channel in seen),
                reachable_seats=frozenset(SEATS),
            )
        )
    return taken


def _live(
    draw: st.DrawFn, channel: str, owners: dict[int | str, str | None], turn: int
) -> LiveCall:
    own = [phone for phone, owner in owners.items() if owner == channel]
    talks = bool(own) and draw(st.booleans())
    seats = [phone for phone in own if isinstance(phone, int)]
    legs = [(f"{channel}.{turn}.{phone}", _name(phone)) for phone in own]
    talking = draw(st.sampled_from([CallState.TALKING, CallState.HELD]))
    waiting = CallState.RINGING if own else CallState.QUEUED
    return LiveCall(
        unique_id=channel,
        number="13805276621",
        name=None,
        called_number="120",
        trunk="carrier",
        recording="20251122-040000-" + channel,
        state=talking if talks else waiting,
        position=None if talks else draw(st.integers(1, 3)),
        ringing_seats=() if talks else tuple(seats),
        ringing_legs=() if talks else tuple(legs),
        seat=own[0] if talks and isinstance(own[0], int) else None,
        phone=_name(own[0]) if talks else None,
        leg_unique_id=f"{channel}.{own[0]}" if talks else None,
        offered_at=NOON,
        since=NOON,
    )


def _name(phone: int | str) -> str:
    return seat_phone(phone) if isinstance(phone, int) else phone


def shown(calls: Sequence[Call] | Sequence[LiveCall], channel: str) -> tuple[object, ...]:
    """What a desk sees of a call."""
    (call,) = (one for one in calls if one.unique_id == channel)
    return call.state, call.ringing_seats, call.seat, call.phone if call.seat else None


def seat_in(picture: ExchangePicture, number: int) -> str | None:
    """What a seat's phone does in a picture."""
    if any(number in call.ringing_seats for call in picture.calls):
        return "rings"
    return "talks" if any(call.seat == number for call in picture.calls) else None


@given(pictures(), st.booleans())
async def test_missed_signals_lead_exactly_to_the_picture(
    taken: list[ExchangePicture], manned: bool
):
    staff, state = ("1027", SeatState.READY) if manned else (None, SeatState.SIGNED_OFF)
    tx = MemoryTransaction(
        seats=[Seat(number, SeatKind.SOFT, state, NOON, staff_number=staff) for number in SEATS]
    )
    for picture in taken:
        known = await tx.calls.list_open_on_exchange("node1")
        for signal in missed_signals(picture, known):
            await USE_CASES[type(signal)](signal, tx)
        living = [call.unique_id for call in picture.calls]
        calls = await tx.calls.list_open_on_exchange("node1")
        assert sorted(call.unique_id for call in calls) == sorted(living)
        assert all(shown(calls, one) == shown(picture.calls, one) for one in living)
        does = {SeatState.RINGING: "rings", SeatState.TALKING: "talks"}
        seats = {seat.number: does.get(seat.state) for seat in tx.seats}
        assert seats == {number: seat_in(picture, number) for number in SEATS}


@given(pictures())
async def test_a_picture_that_was_seen_before_tells_nothing(taken: list[ExchangePicture]):
    tx = MemoryTransaction(seats=[Seat(1, SeatKind.SOFT, SeatState.READY, NOON)])
    for signal in missed_signals(taken[0], ()):
        await USE_CASES[type(signal)](signal, tx)
    known = await tx.calls.list_open_on_exchange("node1")
    assert list(missed_signals(taken[0], known)) == []
