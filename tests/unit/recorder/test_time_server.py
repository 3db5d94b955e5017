import struct

import pytest

from recorder.time_server import ask_offset_us, read_offset_us

MARK = b"8 bytes!"
SENT_S, HEARD_S = 1_795_311_901.0, 1_795_311_901.2


def reply(*, ahead_s: float, head: int = 0x24, stratum: int = 2, mark: bytes = MARK) -> bytes:
    stamp_s = SENT_S + 0.1 + ahead_s + 2_208_988_800
    stamp = struct.pack("!II", int(stamp_s), int((stamp_s % 1) * 2**32))
    return struct.pack(
        "!BBbb3I8s8s8s8s", head, stratum, 0, 0, 0, 0, 0, bytes(8), mark, stamp, stamp
    )


@pytest.mark.parametrize("ahead_s", [-3.5, 0.0, 0.25, 86400.0])
def test_half_of_both_ways_is_taken_off(ahead_s):
    found = read_offset_us(reply(ahead_s=ahead_s), MARK, SENT_S, HEARD_S)

    assert found == pytest.approx(ahead_s * 1_000_000, abs=2)


@pytest.mark.parametrize(
    "answer",
    [
        b"short",
        reply(ahead_s=0, head=0x23),
        reply(ahead_s=0, head=0xE4),
        reply(ahead_s=0, stratum=0),
        reply(ahead_s=0, mark=b"another!"),
    ],
)
def test_an_answer_that_says_nothing_about_the_time_is_none(answer):
    assert read_offset_us(answer, MARK, SENT_S, HEARD_S) is None


def test_nobody_there_is_none():
    assert ask_offset_us("127.0.0.1", 9) is None
