"""Events of an exchange become signals; damage is a value."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dispatch.adapters.asterisk.ami_events import AmiReader
from dispatch.adapters.asterisk.ami_fields import EventDamage
from dispatch.domain.call import CallState, EndedBy
from dispatch.domain.exchange_picture import ExchangePicture, LiveCall
from dispatch.domain.signal import (
    CallEnded,
    CallHeld,
    CallOffered,
    RingEnd,
    SeatPhoneChanged,
    SeatRingEnded,
)
from tests.unit.exchange.captures import (
    capture_names,
    expected,
    read_events,
    read_signals,
    tell,
)

NOW = datetime(2026, 11, 22, 3, 14, 51, tzinfo=UTC)
OFFERED = {
    "Event": "UserEvent",
    "UserEvent": "CallOffered",
    "Timestamp": "1795317291.211072",
    "Uniqueid": "node1-1795317291.0",
    "CallerIDNum": "13800138000",
    "CallerIDName": "张三",
    "Called": "120",
    "Trunk": "gateway",
    "Recording": "20261122-031451-node1-1795317291.0",
}
TALKING = LiveCall(
    unique_id="node1-1795317291.0",
    number="13800138000",
    name=None,
    called_number="120",
    trunk="gateway",
    recording="20261122-031451-node1-1795317291.0",
    state=CallState.TALKING,
    position=None,
    ringing_seats=(),
    ringing_legs=(),
    seat=1,
    phone="8001",
    leg_unique_id="node1-1795317291.1",
    offered_at=NOW,
    since=NOW,
)
PICTURE = ExchangePicture(
    exchange="node1", started_at=NOW, taken_at=NOW, calls=(), reachable_seats=frozenset()
)


def member(status: str, seat: str = "8001", queue: str = "120") -> dict[str, str]:
    return {
        "Event": "QueueMemberStatus",
        "Timestamp": "1.5",
        "Queue": queue,
        "Interface": f"PJSIP/{seat}",
        "Status": status,
    }


def hangup(unique_id: str, cause: str = "16") -> dict[str, str]:
    return {"Event": "Hangup", "Timestamp": "2.0", "Uniqueid": unique_id, "Cause": cause}


@pytest.mark.mission("A7", "A13")
@pytest.mark.parametrize("name", capture_names())
def test_a_real_capture_tells(name: str):
    assert [tell(signal) for signal in read_signals(read_events(name))] == expected(name)


def test_an_instant_is_the_exchange_clock_to_the_microsecond():
    (signal,) = AmiReader("node1").feed(OFFERED)
    assert isinstance(signal, CallOffered)
    assert signal.happened_at == datetime(2026, 11, 22, 3, 14, 51, 211072, UTC)


@pytest.mark.parametrize("withheld", ["", "anonymous", "<unknown>", "asterisk", "+", "1" * 40])
def test_a_withheld_or_unusable_number_is_none(withheld: str):
    (signal,) = AmiReader("node1").feed(OFFERED | {"CallerIDNum": withheld})
    assert isinstance(signal, CallOffered)
    assert signal.number is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\tc\x00", "a b c"),
        ("名" * 200, "名" * 80),
        ("\u202egnp.exe", "gnp.exe"),
        ("<unknown>", None),
        ("Anonymous", None),
        ("\N{REPLACEMENT CHARACTER}", None),
    ],
)
def test_a_name_can_always_be_shown(raw: str, clean: str | None):
    (signal,) = AmiReader("node1").feed(OFFERED | {"CallerIDName": raw})
    assert isinstance(signal, CallOffered)
    assert signal.name == clean


@pytest.mark.parametrize("missing", ["Timestamp", "Uniqueid", "Recording"])
def test_an_event_without_what_it_needs_is_damage(missing: str):
    event = {key: value for key, value in OFFERED.items() if key != missing}
    (damage,) = AmiReader("node1").feed(event)
    assert damage == EventDamage(f"UserEvent: no {missing}")


@pytest.mark.parametrize("time", ["now", "nan", "-1.0", "1e9", "9" * 30, "١.٠"])
def test_a_time_that_is_none_is_damage(time: str):
    (damage,) = AmiReader("node1").feed(OFFERED | {"Timestamp": time})
    assert isinstance(damage, EventDamage)


def test_damage_does_not_spoil_the_next_event():
    reader = AmiReader("node1")
    reader.feed({"Event": "Hangup"})
    assert isinstance(reader.feed(OFFERED)[0], CallOffered)


def test_after_a_picture_a_call_goes_on():
    reader = AmiReader("node1")
    reader.adopt(replace(PICTURE, calls=(TALKING,)))
    (held,) = reader.feed({"Event": "Hold", "Timestamp": "1.0", "Uniqueid": "node1-1795317291.1"})
    assert isinstance(held, CallHeld)
    assert (held.call_unique_id, held.seat) == (TALKING.unique_id, 1)


def test_a_leg_that_rang_before_the_picture_is_known_when_it_ends():
    ringing = replace(
        TALKING,
        state=CallState.RINGING,
        seat=None,
        phone=None,
        leg_unique_id=None,
        ringing_legs=(("node1-5.1", "8002"),),
    )
    reader = AmiReader("node1")
    reader.adopt(replace(PICTURE, calls=(ringing,)))
    (ended,) = reader.feed(hangup("node1-5.1", "26"))
    assert isinstance(ended, SeatRingEnded)
    assert (ended.seat, ended.reason) == (2, RingEnd.ANSWERED_ELSEWHERE)


def test_a_picture_ends_what_was_remembered():
    reader = AmiReader("node1")
    reader.feed(OFFERED)
    reader.adopt(PICTURE)
    assert reader.feed(hangup(OFFERED["Uniqueid"])) == []


def test_a_call_ends_once():
    reader = AmiReader("node1")
    reader.feed(OFFERED)
    (ended,) = reader.feed(hangup(OFFERED["Uniqueid"]))
    assert isinstance(ended, CallEnded)
    assert ended.ended_by is EndedBy.EXCHANGE
    assert reader.feed(hangup(OFFERED["Uniqueid"])) == []


def test_only_a_change_of_reach_is_told():
    reader = AmiReader("node1")
    told = [reader.feed(member(status)) for status in ("1", "6", "2", "5", "4", "1")]
    assert [
        signal.reachable
        for signals in told
        for signal in signals
        if isinstance(signal, SeatPhoneChanged)
    ] == [True, False, True]


def test_a_spare_phone_and_the_overflow_queue_tell_nothing_of_seats():
    reader = AmiReader("node1")
    assert reader.feed(member("1", seat="spare1")) == []
    assert reader.feed(member("1", queue="120-overflow")) == []


def test_calls_of_others_and_unknown_kinds_tell_nothing():
    reader = AmiReader("node1")
    assert reader.feed(hangup("node1-9.9")) == []
    assert reader.feed({"Event": "SomethingNew", "Uniqueid": "x"}) == []
    assert reader.feed({}) == []
