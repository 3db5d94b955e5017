"""What an exchange kept of messages is read back; what makes no sense is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.asterisk.kept_messages import read_messages
from dispatch.adapters.asterisk.phone_names import is_far_end, phone_of, phone_of_channel

CHANNEL = "node1-1795310763.8"
KEY, RECORDING = f"/message/20251122-040200-{CHANNEL}", f"20251122-040000-{CHANNEL}"


def entry(key: str = KEY, value: str = f"{RECORDING},carrier,120,13800138000") -> dict[str, str]:
    return {"Event": "DBGetTreeResponse", "Key": key, "Val": value}


def test_an_entry_names_the_call_and_its_message():
    (kept,) = read_messages([entry(), {"Event": "DBGetTreeComplete"}])
    assert (kept.call_unique_id, kept.recording) == (CHANNEL, RECORDING)
    assert (kept.message, kept.trunk) == (KEY.removeprefix("/message/"), "carrier")
    assert (kept.called_number, kept.number) == ("120", "13800138000")


def test_a_withheld_number_is_none():
    (kept,) = read_messages([entry(value=f"{RECORDING},carrier,120,")])
    assert kept.number is None


@given(st.text(), st.text())
def test_whatever_stands_there_does_no_harm(key: str, value: str):
    read = list(read_messages([entry(key, value)]))
    assert all(one.recording.endswith(one.call_unique_id) for one in read)


@pytest.mark.parametrize(
    ("channel", "phone"),
    [
        ("PJSIP/8001-00000001", "8001"),
        ("PJSIP/spare-1-00000001", "spare-1"),
        ("Local/05718812345@outward-00000000;1", "05718812345"),
    ],
)
def test_a_channel_names_its_phone(channel: str, phone: str):
    assert phone_of_channel(channel) == phone
    assert phone_of("Local/05718812345@outward") == "05718812345"


def test_only_the_leg_that_the_queue_rings_counts_until_the_line_talks():
    caller = {"Uniqueid": "a", "BridgeID": "b"}
    line = {"Channel": "PJSIP/mobile-00000002", "Context": "from-trunk"}
    assert is_far_end({"Channel": "Local/110@outward-00000000;2"}, caller)
    assert is_far_end(line | {"BridgeID": ""}, caller)
    assert not is_far_end(line | {"BridgeID": "b"}, caller)
