"""Reading a time server's replies, and asking one on loopback."""

import socket
import struct
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.host.clock import utc_now
from dispatch.adapters.host.sntp import (
    PACKET,
    SECONDS_1900_TO_1970,
    SntpFault,
    ask_offset_s,
    read_offset_s,
)

MARK = b"12345678"


def _stamp(instant_s: float) -> bytes:
    whole = int(instant_s)
    return struct.pack(
        "!II", (whole + SECONDS_1900_TO_1970) % 2**32, int((instant_s - whole) * 2**32)
    )


def _reply(received_s: float, sent_s: float, *, head: int = 0x24, stratum: int = 2) -> bytes:
    return PACKET.pack(
        head, stratum, 0, 0, 0, 0, 0, bytes(8), MARK, _stamp(received_s), _stamp(sent_s)
    )


def test_equal_delays_cancel_out() -> None:
    assert read_offset_s(_reply(103.0, 104.0), MARK, 100.0, 101.0) == pytest.approx(3.0)


@given(st.floats(min_value=1.7e9, max_value=6e9), st.floats(min_value=-1e6, max_value=1e6))
def test_any_offset_is_read_back_also_after_2036(now_s: float, offset_s: float) -> None:
    there_s = now_s + offset_s
    found = read_offset_s(_reply(there_s, there_s), MARK, now_s, now_s)
    assert found == pytest.approx(offset_s, abs=1e-5)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        _reply(1, 1)[:47],
        _reply(1, 1, head=0x23),
        _reply(1, 1, head=0xE4),
        _reply(1, 1, stratum=0),
        _reply(1, 1, stratum=16),
        _reply(1, 1).replace(MARK, b"somebody"),
    ],
    ids=["empty", "short", "a request", "unsynchronised", "kiss of death", "stratum", "not ours"],
)
def test_a_reply_that_says_nothing_is_a_fault(reply: bytes) -> None:
    assert isinstance(read_offset_s(reply, MARK, 1.0, 1.0), SntpFault)


@given(st.binary(max_size=100))
def test_noise_never_breaks_the_reader(noise: bytes) -> None:
    read_offset_s(noise, MARK, 1.0, 1.0)


def test_a_server_an_hour_ahead_is_seen_so() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            asked, caller = server.recvfrom(512)
            ahead = _stamp(utc_now().timestamp() + 3600)
            head = (0x24, 1, 0, 0, 0, 0, 0, bytes(8), asked[40:48], ahead, ahead)
            server.sendto(PACKET.pack(*head), caller)

        thread = threading.Thread(target=answer)
        thread.start()
        offset_s = ask_offset_s(*server.getsockname())
        thread.join(10)
    assert offset_s == pytest.approx(3600, abs=1)
