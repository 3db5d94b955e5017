"""Whatever an exchange reports, the reader gives signals or damage and forgets what is over."""

from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.asterisk.ami_events import AmiReader
from dispatch.adapters.asterisk.ami_fields import EventDamage, clean_name, usable_number
from dispatch.domain.signal import CallSignal, SeatPhoneChanged
from tests.unit.exchange.captures import capture_names, read_events

KINDS = st.sampled_from(
    [
        "UserEvent",
        "QueueCallerJoin",
        "AgentCalled",
        "AgentConnect",
        "Hold",
        "Unhold",
        "Hangup",
        "HangupRequest",
        "QueueMemberStatus",
    ]
)
KEYS = st.sampled_from(
    [
        "Uniqueid",
        "DestUniqueid",
        "Timestamp",
        "Interface",
        "Cause",
        "Position",
        "Status",
        "Queue",
        "UserEvent",
        "Leg",
        "Step",
        "Message",
        "Recording",
        "CallerIDNum",
        "CallerIDName",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "node1-1.0",
            "node1-1.1",
            "1.5",
            "120",
            "PJSIP/8001",
            "CallOffered",
            "CallStepped",
            "message",
            "MessageLeft",
            "16",
        ]
    ),
    st.text(max_size=40),
)
REAL = [list(read_events(name)) for name in capture_names()]


@given(st.lists(st.tuples(KINDS, st.dictionaries(KEYS, VALUES)), max_size=30))
def test_noise_gives_signals_or_damage(noise):
    reader = AmiReader("node1")
    for kind, fields in noise:
        for told in reader.feed({"Event": kind} | fields):
            assert isinstance(told, CallSignal | SeatPhoneChanged | EventDamage)


@given(st.sampled_from(REAL), st.data())
def test_events_that_are_lost_or_come_twice_harm_nothing(events, data):
    counts = data.draw(st.lists(st.integers(0, 2), min_size=len(events), max_size=len(events)))
    reader = AmiReader("node1")
    told = [
        signal
        for event, count in zip(events, counts, strict=True)
        for _ in range(count)
        for signal in reader.feed(event)
    ]
    assert not [signal for signal in told if isinstance(signal, EventDamage)]


@given(st.text())
def test_a_name_is_short_and_printable(raw):
    name = clean_name(raw)
    assert name is None or (0 < len(name) <= 80 and "\r" not in name and "\n" not in name)


@given(st.text())
def test_a_number_is_dialable_or_none(raw):
    number = usable_number(raw)
    assert number is None or set(number) <= set("+0123456789*#")
