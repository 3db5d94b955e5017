import numpy as np
import pytest

from recorder.inputs.g711 import decode, encode
from recorder.inputs.level import make_tone
from recorder.inputs.rtp import RtpError, RtpPacket, read_packet, write_packet
from recorder.inputs.rtp_stream import MAX_GAP_S, MAX_HELD, Counters, RtpStream

RATE_HZ = 8000
SPAN = 160
SOUND = make_tone(700, RATE_HZ, 2.0)


def packet(n, *, timestamp=None, sequence=None):
    at = n * SPAN
    return RtpPacket(
        8,
        (sequence if sequence is not None else n) & 0xFFFF,
        (timestamp if timestamp is not None else at) & 0xFFFFFFFF,
        0x1234,
        encode("alaw", SOUND[at : at + SPAN]),
    )


class Heard:
    """A stream fed at the packets' own pace."""

    def __init__(self):
        self.counters = Counters()
        self.stream = RtpStream("alaw", RATE_HZ, self.counters)
        self.chunks = []

    def feed(self, *numbers):
        for n in numbers:
            self.take(packet(n), n * 0.02 + 1)

    def take(self, one, at_s):
        self.chunks += self.stream.feed(one, at_s)

    def wait(self, at_s):
        self.chunks += self.stream.release(at_s)

    @property
    def samples(self):
        return np.concatenate([chunk.samples for chunk in self.chunks])

    @property
    def gaps(self):
        return [(len(chunk.samples), chunk.lost) for chunk in self.chunks if chunk.gap]


@pytest.fixture
def heard():
    return Heard()


def as_sent(first, last):
    return decode("alaw", encode("alaw", SOUND[first * SPAN : last * SPAN]))


def test_packets_in_order_become_their_samples(heard):
    heard.feed(*range(20))
    assert np.array_equal(heard.samples, as_sent(0, 20))
    assert heard.gaps == []


def test_packets_out_of_order_are_put_in_order(heard):
    heard.feed(0, 2, 1, 4, 3)
    assert np.array_equal(heard.samples, as_sent(0, 5))
    assert heard.counters.lost == heard.counters.late == 0


def test_lost_packets_become_a_gap_of_their_true_length(heard):
    heard.feed(0, 1, *range(5, 30))
    assert heard.gaps == [(3 * SPAN, 3)]
    assert heard.counters.lost == 3
    assert np.array_equal(heard.samples[5 * SPAN :], as_sent(5, 30))


def test_a_gap_waits_for_what_is_only_late(heard):
    heard.feed(0, 2)
    assert len(heard.samples) == SPAN
    heard.wait(1.04 + 0.21)
    assert heard.gaps == [(SPAN, 1)]


def test_what_comes_after_its_gap_is_late_and_told(heard):
    heard.feed(0, 2)
    heard.wait(2.0)
    heard.feed(1)
    assert heard.counters.late == 1
    assert len(heard.samples) == 3 * SPAN


def test_a_duplicate_is_told_and_not_heard_twice(heard):
    heard.feed(0, 1, 1, 0, 2)
    assert heard.counters.duplicate == 2
    assert np.array_equal(heard.samples, as_sent(0, 3))


def test_time_the_sender_left_out_is_a_gap_without_loss(heard):
    heard.take(packet(0), 1.0)
    heard.take(packet(1, timestamp=9 * SPAN), 1.18)
    assert heard.gaps == [(8 * SPAN, 0)]


def test_numbers_turn_over(heard):
    for at in range(20):
        heard.take(
            packet(at, sequence=65530 + at, timestamp=2**32 - 800 + at * SPAN), 1 + at * 0.02
        )
    assert np.array_equal(heard.samples, as_sent(0, 20))
    assert heard.gaps == []


def test_a_sender_that_counts_anew_loses_one_packet_at_most(heard):
    heard.feed(*range(5))
    for at in range(5, 10):
        heard.take(packet(at, sequence=30000 + at, timestamp=7_000_000 + at * SPAN), 1 + at * 0.02)
    assert np.array_equal(heard.samples[-4 * SPAN :], as_sent(6, 10))


def test_one_stray_number_far_away_changes_nothing(heard):
    heard.feed(*range(5))
    heard.take(packet(5, sequence=40000), 1.1)
    heard.feed(*range(5, 10))
    assert np.array_equal(heard.samples, as_sent(0, 10))


def test_a_clock_that_leaps_makes_no_endless_silence(heard):
    heard.take(packet(0), 1.0)
    heard.take(packet(1, timestamp=2**30), 1.02)
    assert len(heard.samples) == 2 * SPAN
    heard.take(packet(2, timestamp=2**30 + 200 * RATE_HZ), 1.02 + 300)
    assert max(frames for frames, _ in heard.gaps) == MAX_GAP_S * RATE_HZ


def test_no_more_is_held_than_the_bound(heard):
    heard.take(packet(0), 1.0)
    for at in range(2, 2 + MAX_HELD):
        heard.take(packet(at), 1.0)
    assert heard.gaps == [(SPAN, 1)] or len(heard.gaps) == 1


@pytest.mark.parametrize("codec", ["alaw", "ulaw", "l16"])
def test_each_codec_gives_back_what_it_can(codec):
    decoded = decode(codec, encode(codec, SOUND))
    assert np.array_equal(decode(codec, encode(codec, decoded)), decoded)
    assert np.max(np.abs(decoded.astype(int) - SOUND)) <= (0 if codec == "l16" else 512)


def test_known_codes_of_g711_are_known_samples():
    assert decode("ulaw", b"\xff\x80\x00").tolist() == [0, 32124, -32124]
    assert decode("alaw", b"\xd5\x55\xaa\x2a").tolist() == [8, -8, 32256, -32256]


def test_a_packet_is_read_as_it_was_written():
    assert read_packet(write_packet(packet(3))) == packet(3)


@pytest.mark.parametrize(
    ("datagram", "why"),
    [
        (b"", "short"),
        (b"\x40" + bytes(11), "version"),
        (b"\x90" + bytes(11), "extension"),
        (b"\x8f" + bytes(11), "length"),
        (b"\xa0" + bytes(11) + b"\xff", "length"),
        (b"\x80" + bytes(11) + bytes(5000), "length"),
    ],
)
def test_damage_is_a_value(datagram, why):
    assert read_packet(datagram) == RtpError(why)
