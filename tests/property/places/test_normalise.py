"""What always holds of keys and datums."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gis.gcj02 import from_wgs84, to_wgs84
from gis.geocode.normalise import LONGEST, normalise, parts_of_crossing, splits

words = st.text(st.sampled_from("幸福路里号楼一二三十百零〇两38８Ａaß与和/ 　-…é"), max_size=30)


@given(st.text(max_size=80))
def test_any_text_gives_a_bounded_key(text: str):
    assert len(normalise(text)) <= LONGEST
    parts_of_crossing(text)
    splits(normalise(text))


@given(words)
def test_a_key_is_its_own_key(text: str):
    key = normalise(text)
    assert normalise(key) == key


@given(st.floats(73.0, 135.0), st.floats(18.0, 53.0))
def test_a_point_comes_back_from_gcj02(lon: float, lat: float):
    x, y = to_wgs84(*from_wgs84(np.array([lon]), np.array([lat])))
    assert abs(x[0] - lon) < 1e-8
    assert abs(y[0] - lat) < 1e-8


def test_the_shift_in_beijing_is_the_published_one():
    x, y = from_wgs84(np.array([116.404]), np.array([39.915]))
    assert (round(float(x[0]), 6), round(float(y[0]), 6)) == (116.410244, 39.916404)
