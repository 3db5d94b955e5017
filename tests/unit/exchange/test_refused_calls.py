"""Calls that an exchange refuses before its dialplan begins, read from what SIP it speaks."""

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.asterisk.hep import Overheard, read_packet
from dispatch.adapters.asterisk.refused_calls import MOST_PENDING, RefusedCalls
from dispatch.domain.call_note import CallNote
from dispatch.domain.signal import CallEnded, CallOffered
from tests.unit.memory_transaction import NOON

SIP, AWAY = 5160, 5060
INVITE = (
    b"INVITE sip:120@10.0.0.1 SIP/2.0\r\nFrom: <sip:anonymous@carrier>;tag=1\r\n"
    b"P-Asserted-Identity: <sip:13800138000@carrier>\r\nTo: <sip:120@10.0.0.1>\r\n"
    b"Call-ID: abc\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\nTo: <x>;tag=no\r\n"
)


def chunk(kind: int, data: bytes) -> bytes:
    return struct.pack(">HHH", 0, kind, len(data) + 6) + data


def packet(message: bytes, *, about: bytes = b"abc", source: int = AWAY, target: int = SIP):
    body = b"".join(
        (
            chunk(7, struct.pack(">H", source)),
            chunk(8, struct.pack(">H", target)),
            chunk(17, about),
            chunk(15, message),
        )
    )
    return b"HEP3" + struct.pack(">H", len(body) + 6) + body


def answer(status: int, *, about: str = "abc", call_id: bytes = b"abc") -> Overheard:
    message = b"SIP/2.0 %d No\r\nCall-ID: %b\r\nCSeq: 1 INVITE\r\n\r\n" % (status, call_id)
    return Overheard(SIP, AWAY, about, message)


def invite(message: bytes = INVITE, *, target: int = SIP) -> Overheard:
    return Overheard(AWAY, target, "abc", message)


def told(*heard: Overheard) -> list[Any]:
    reader = RefusedCalls("node1", SIP)
    return [signal for one in heard for signal in reader.feed(one, NOON)]


def test_a_packet_is_read_with_what_it_is_about():
    assert read_packet(packet(INVITE)) == Overheard(AWAY, SIP, "abc", INVITE)


@given(st.binary(max_size=200))
def test_noise_is_no_packet_and_no_call(noise):
    assert read_packet(noise) is None
    whole = b"HEP3" + struct.pack(">H", len(noise) + 6) + noise
    heard = read_packet(whole)
    assert heard is None or told(heard) == []
    assert told(Overheard(AWAY, SIP, "abc", noise)) == []


def test_a_cut_packet_is_none():
    assert read_packet(packet(INVITE)[:-1]) is None


@pytest.mark.parametrize("status", [488, 415, 420, 500, 503])
def test_a_call_that_is_refused_before_it_has_a_channel_is_told_with_its_number(status):
    offered, ended = told(
        invite(),
        Overheard(
            SIP, AWAY, "abc", b"SIP/2.0 100 Trying\r\nCall-ID: abc\r\nCSeq: 1 INVITE\r\n\r\n"
        ),
        answer(status),
    )
    assert isinstance(offered, CallOffered)
    assert isinstance(ended, CallEnded)
    assert (offered.number, offered.called_number) == ("13800138000", "120")
    assert offered.notes == (CallNote.NO_CODEC,)
    assert offered.call_unique_id == ended.call_unique_id


@pytest.mark.parametrize(
    "heard",
    [
        (invite(), answer(200)),
        (invite(), answer(401)),
        (invite(), answer(488, about="PJSIP/gateway-00000001")),
        (answer(488),),
        (invite(), answer(488, call_id=b"other")),
        (invite(target=AWAY), answer(488)),
        (invite(INVITE.replace(b"@10.0.0.1>", b"@10.0.0.1>;tag=2", 1)), answer(488)),
    ],
    ids=["answered", "stranger", "dialplan", "unknown", "other", "outgoing", "in-dialog"],
)
def test_what_is_no_untold_refusal_is_not_told(heard):
    assert told(*heard) == []


def test_a_repeated_refusal_is_told_once():
    assert len(told(invite(), answer(488), answer(488))) == 2


def test_equal_calls_have_equal_names_and_different_ones_differ():
    other = INVITE.replace(b"Call-ID: abc", b"Call-ID: xyz")
    first, _ = told(invite(), answer(488))
    again, _ = told(invite(), answer(488))
    differs, _ = told(invite(other), answer(488, about="xyz", call_id=b"xyz"))
    assert first == again
    assert first.call_unique_id != differs.call_unique_id


def test_calls_that_are_never_answered_are_forgotten():
    reader = RefusedCalls("node1", SIP)
    for number in range(MOST_PENDING + 1):
        calling = INVITE.replace(b"Call-ID: abc", b"Call-ID: %d" % number)
        assert not list(reader.feed(invite(calling), NOON))
    assert not list(reader.feed(answer(488, about="0", call_id=b"0"), NOON))
