"""The phone's parsers take any bytes; what is well formed survives a round trip."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dispatch.simulator.phone.g711 import (
    ALAW_TO_ULAW,
    ULAW_TO_ALAW,
    decode_alaw,
    encode_alaw,
)
from dispatch.simulator.phone.message import SipDamage, SipMessage, parse_message
from dispatch.simulator.phone.sdp import ALAW, ULAW, describe, find_media

TOKEN = st.from_regex(r"[A-Z]{1,12}", fullmatch=True)
VALUE = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=60)
BASE = (("Call-ID", "1"), ("From", "<sip:a@b>"), ("To", "<sip:c@d>"), ("CSeq", "1 INVITE"))


@given(st.binary(max_size=2000))
def test_any_datagram_is_a_message_or_damage(data):
    assert isinstance(parse_message(data), SipMessage | SipDamage)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_damaged_message_is_a_message_or_damage(before, after):
    data = SipMessage("INVITE sip:120@x SIP/2.0", BASE).to_bytes()
    middle = len(data) // 2
    assert isinstance(
        parse_message(data[:middle] + before + data[middle:] + after), SipMessage | SipDamage
    )


@given(TOKEN, st.lists(st.tuples(TOKEN, VALUE), max_size=20), st.binary(max_size=200))
def test_a_message_survives_a_round_trip(method, headers, body):
    message = SipMessage(f"{method} sip:120@x SIP/2.0", (*BASE, *headers), body)
    again = parse_message(message.to_bytes())
    assert isinstance(again, SipMessage)
    assert (again.start, again.body) == (message.start, body)
    assert again.headers[:-1] == message.headers


@given(st.binary(max_size=500))
def test_any_body_is_media_or_none(body):
    media = find_media(body)
    assert media is None or 0 <= media.port <= 65535


@given(st.integers(1, 65535), st.sampled_from([(ALAW,), (ULAW,), (ULAW, ALAW)]))
def test_what_is_described_is_found(port, laws):
    media = find_media(describe("127.0.0.1", port, version=1, laws=laws))
    assert media is not None
    assert (media.address, media.port, media.law) == ("127.0.0.1", port, laws[0])


@given(st.binary(min_size=1, max_size=400))
def test_a_law_survives_a_round_trip(alaw):
    assert encode_alaw(decode_alaw(alaw)) == alaw


@given(st.binary(min_size=1, max_size=400))
def test_through_the_other_law_a_sound_stays_nearly_the_same(alaw):
    there_and_back = alaw.translate(ALAW_TO_ULAW).translate(ULAW_TO_ALAW)
    before = decode_alaw(alaw).astype(np.int32)
    after = decode_alaw(there_and_back).astype(np.int32)
    assert np.all(np.abs(before - after) <= 16 + np.abs(before) // 16)
