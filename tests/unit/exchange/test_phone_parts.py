"""The parts of the simulated telephone that need no network."""

import numpy as np
import pytest

from dispatch.simulator.phone.correlation import find_source
from dispatch.simulator.phone.digest import Credentials, answer_challenge
from dispatch.simulator.phone.g711 import decode_alaw, encode_alaw
from dispatch.simulator.phone.message import (
    SipDamage,
    SipMessage,
    parse_message,
    response,
    tag_of,
    uri_of,
    user_of,
)
from dispatch.simulator.phone.phone import Identity
from dispatch.simulator.phone.sdp import ALAW, find_media
from dispatch.simulator.voices import list_callers, load_voice

# RFC 8760 does not print one; this is RFC 7616 §3.9.1, the same arithmetic.
CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
MUFASA = Credentials("Mufasa", "Circle of Life")
INVITE = (
    b"INVITE sip:120@x SIP/2.0\r\nv: SIP/2.0/UDP a;branch=1\r\nVia: SIP/2.0/UDP b;branch=2\r\n"
    b'f: "\xe5\xbc\xa0\xe4\xb8\x89" <sip:138@h>;tag=7\r\nt: <sip:120@x>\r\ni: 1\r\n'
    b"CSeq: 1 INVITE\r\n"
    b"Subject: folded\r\n  line\r\n\r\nbody"
)


@pytest.mark.parametrize(
    ("algorithm", "proof"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_a_challenge_is_answered_as_the_standard_prints(algorithm: str, proof: str):
    answer = answer_challenge(
        CHALLENGE.format(algorithm),
        MUFASA,
        method="GET",
        uri="/dir/index.html",
        client_nonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    )
    assert answer is not None
    assert f'response="{proof}"' in answer


def test_an_unknown_challenge_is_not_answered():
    assert (
        answer_challenge(
            'Digest nonce="1", algorithm=ROT13', MUFASA, method="GET", uri="/", client_nonce="1"
        )
        is None
    )


def test_short_header_names_and_folded_lines_are_read():
    message = parse_message(INVITE)
    assert isinstance(message, SipMessage)
    assert message.every("via") == ["SIP/2.0/UDP a;branch=1", "SIP/2.0/UDP b;branch=2"]
    assert message.first("subject") == "folded line"
    assert tag_of(message.first("from")) == "7"
    assert uri_of(message.first("from")) == "sip:138@h"
    assert user_of(message.first("from")) == "138"
    assert message.body == b"body"


def test_an_answer_copies_what_names_the_transaction():
    invite = parse_message(INVITE)
    assert isinstance(invite, SipMessage)
    answer = response(invite, 200, "OK", tag="9")
    assert answer.every("via") == invite.every("via")
    assert answer.first("to") == "<sip:120@x>;tag=9"
    assert (answer.status, answer.method, answer.call_id) == (200, "INVITE", "1")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"GARBAGE",
        b"INVITE sip:x SIP/2.0\r\n\r\n",
        b"SIP/2.0 2x0 OK\r\n\r\n",
        INVITE.replace(b"CSeq: 1", b"CSeq: -1"),
        INVITE.replace(b"i: 1", b"x"),
        b"x" * 70_000,
        INVITE.replace(b"\r\n\r\n", b"\r\n" + b"A: b\r\n" * 300 + b"\r\n"),
    ],
)
def test_a_datagram_that_is_no_sip_is_damage(data: bytes):
    assert isinstance(parse_message(data), SipDamage)


@pytest.mark.parametrize("body", [b"", b"c=IN IP4 1.2.3.4\r\n", b"m=audio 99999 RTP/AVP 8\r\n"])
def test_a_description_without_a_place_is_none(body: bytes):
    assert find_media(body) is None


def test_a_law_that_we_speak_is_chosen_from_many():
    media = find_media(b"c=IN IP4 1.2.3.4\r\nm=audio 4000 RTP/AVP 96 9 8 101\r\n")
    assert media is not None
    assert media.law == ALAW


def test_the_loudest_codes_of_a_law_are_where_the_standard_puts_them():
    assert decode_alaw(bytes([0xAA, 0x2A, 0xD5])).tolist() == [32256, -32256, 8]
    assert encode_alaw(np.array([32767, -32768, 0], dtype=np.int16)) == bytes([0xAA, 0x2A, 0x55])


@pytest.mark.parametrize("begin_s", [0.0, 0.4])
def test_a_source_is_found_where_it_lies(begin_s: float):
    source = decode_alaw(load_voice("fall"))[8000:16000]
    noise = np.random.default_rng(1).normal(0, 50, 16000)
    noise[int(begin_s * 8000) :][:8000] += source * 0.5
    match = find_source(noise.astype(np.int16), source)
    assert match.score > 0.95
    assert match.at_s == begin_s


def test_another_voice_and_silence_are_not_taken_for_a_source():
    fall, crash = decode_alaw(load_voice("fall")), decode_alaw(load_voice("crash"))
    assert find_source(fall, crash).score < 0.3
    assert find_source(np.zeros(8000, dtype=np.int16), crash).score == 0.0
    assert find_source(crash[:0], crash).score == 0.0


def test_a_source_that_is_cut_off_does_not_count_as_found():
    source = decode_alaw(load_voice("fall"))[8000:16000]
    assert find_source(source[:2000], source).score < 0.5


def test_a_withheld_number_is_asserted_by_nobody():
    address, headers = Identity(None).headers("h")
    assert "anonymous" in address
    assert dict(headers) == {"Privacy": "id"}


def test_every_caller_has_a_line_to_say():
    assert len(list_callers()) >= 6
    assert all(3 < len(load_voice(name)) / 8000 < 15 for name in list_callers())
