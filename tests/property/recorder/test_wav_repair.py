import struct

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recorder.faults import FaultCode
from recorder.ingest.peaks import peaks
from recorder.ingest.wav import Pcm, locate_pcm

samples = st.binary(max_size=400)


def asterisk_wav(data, *, closed):
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16_000, 2, 16)
    sizes = (36 + len(data), len(data)) if closed else (0, 0)
    riff = struct.pack("<4sI4s4sI", b"RIFF", sizes[0], b"WAVE", b"fmt ", len(form))
    return riff + form + struct.pack("<4sI", b"data", sizes[1]) + data


@given(data=samples, closed=st.booleans(), cut=st.integers(min_value=0))
def test_any_truncation_gives_exactly_the_samples_on_the_disk(data, closed, cut):
    whole = asterisk_wav(data, closed=closed)
    torn = whole[: cut % (len(whole) + 1)]

    found = locate_pcm(torn, len(torn))

    if len(torn) < 44:
        assert found is FaultCode.UNREADABLE_HEADER
    else:
        assert isinstance(found, Pcm)
        there = torn[found.offset_bytes :][: 2 * found.frames]
        assert there == data[: (len(torn) - 44) // 2 * 2]


@given(data=samples)
def test_a_whole_closed_file_needs_no_repair(data):
    found = locate_pcm(wav := asterisk_wav(data, closed=True), len(wav))

    assert isinstance(found, Pcm)
    assert not found.repaired


@given(noise=st.binary(max_size=200), length=st.integers(min_value=0, max_value=2**40))
def test_no_noise_breaks_the_parser(noise, length):
    assert isinstance(locate_pcm(noise, length), Pcm | FaultCode)
    assert isinstance(locate_pcm(b"RIFF\0\0\0\0WAVE" + noise, length), Pcm | FaultCode)


@given(
    st.lists(
        st.tuples(st.integers(-32768, 32767), st.integers(-32768, 32767)), min_size=1, max_size=500
    )
)
def test_peaks_hold_every_sample_between_them(pairs):
    stereo = np.array(pairs, dtype=np.int16)

    picture = peaks(stereo, 8000)

    assert len(picture) == -(-len(stereo) // 80)
    spans = np.repeat(picture, 80, axis=0)[: len(stereo)]
    coarse = stereo >> 8
    assert (spans[..., 0] <= coarse).all()
    assert (coarse <= spans[..., 1]).all()
