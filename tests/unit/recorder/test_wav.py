import struct

import pytest

from recorder.faults import FaultCode
from recorder.ingest.wav import Pcm, locate_pcm


def header(data_bytes=0, *, riff_bytes=0, tag=1, channels=1, rate=8000, bits=16):
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits)
    riff = struct.pack("<4sI4s4sI", b"RIFF", riff_bytes, b"WAVE", b"fmt ", len(form))
    return riff + form + struct.pack("<4sI", b"data", data_bytes)


def test_a_closed_file_is_taken_at_its_word():
    assert locate_pcm(header(320, riff_bytes=356), 364) == Pcm(8000, 44, 160, repaired=False)


def test_an_empty_but_closed_file_has_no_samples_and_needs_no_repair():
    assert locate_pcm(header(0), 44) == Pcm(8000, 44, 0, repaired=False)


def test_a_file_whose_exchange_died_has_all_that_is_on_the_disk():
    assert locate_pcm(header(0), 44 + 98_304) == Pcm(8000, 44, 49_152, repaired=True)


def test_a_length_beyond_the_end_is_repaired_too():
    assert locate_pcm(header(99_999), 44 + 101) == Pcm(8000, 44, 50, repaired=True)


def test_a_chunk_after_the_samples_is_not_sound():
    assert locate_pcm(header(320, riff_bytes=376), 384) == Pcm(8000, 44, 160, repaired=False)


def test_bytes_that_belong_to_nothing_are_kept_as_sound():
    assert locate_pcm(header(320, riff_bytes=356), 384) == Pcm(8000, 44, 170, repaired=True)


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (b"", FaultCode.UNREADABLE_HEADER),
        (b"RIFF", FaultCode.UNREADABLE_HEADER),
        (header()[:43], FaultCode.UNREADABLE_HEADER),
        (b"\0" * 44, FaultCode.UNREADABLE_HEADER),
        (header(tag=6), FaultCode.UNSUPPORTED_FORMAT),
        (header(channels=2), FaultCode.UNSUPPORTED_FORMAT),
        (header(bits=8), FaultCode.UNSUPPORTED_FORMAT),
        (header(rate=11_025), FaultCode.UNSUPPORTED_FORMAT),
    ],
)
def test_damage_is_a_value(head, fault):
    assert locate_pcm(head, len(head)) is fault
