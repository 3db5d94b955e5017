"""What always holds of keys and datums."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gis.gcj02 import from_wgs84, to_wgs84
from gis.geocode.coordinates import read_coordinate
from gis.geocode.crossings import roads_of_crossing
from gis.geocode.likeness import Wanted, likeness
from gis.geocode.motorway import read_stake
from gis.geocode.normalise import LONGEST, fold, normalise
from gis.geocode.numbers import between, number_key, readings
from gis.geocode.pinyin import initials, likely_initials, spelled, syllables
from gis.geocode.typed import take_apart

names = st.text(st.sampled_from("幸福路里宿河人民医院洪泽湖大道"), min_size=2, max_size=8)
words = st.text(st.sampled_from("幸福路里号楼一二三十百零〇两38８Ａaß与和/ 　-…é"), max_size=30)


@given(st.text(max_size=300))
def test_any_text_is_read_and_bounded(text: str):
    assert len(normalise(text)) <= LONGEST
    assert len(fold(text)) <= 20 * LONGEST
    roads_of_crossing(text)
    read_stake(text)
    read_coordinate(text, (118.0, 33.0, 119.0, 34.0))
    assert all(one.name for one in readings(text))


@given(words)
def test_a_name_is_most_like_itself(text: str):
    wanted = Wanted.of(text)
    alike = likeness(wanted, [text])
    assert not wanted.key or (alike is not None and alike.share == 1.0)


@given(names, names)
def test_a_likeness_is_a_share(one: str, other: str):
    alike = likeness(Wanted.of(one), [other])
    assert alike is None or 0.0 < alike.share <= 1.0


@given(names)
def test_a_name_is_read_by_its_spelling_and_its_initials(name: str):
    for typed in (spelled(name)[0], initials(name)[0]):
        alike = likeness(Wanted.of(typed), [name])
        assert alike is not None
        assert alike.share > 0.9


@given(st.text(max_size=40))
def test_each_sign_of_a_key_has_its_readings(text: str):
    key = normalise(text)
    assert len(syllables(key)) == len(key)
    assert likely_initials(key)


@given(st.integers(1, 999), st.sampled_from(["号", "#", "＃", " 号", ""]), st.booleans())
def test_a_number_has_one_key_however_it_is_written(number: int, unit: str, wide: bool):
    digits = str(number)
    written = "".join(chr(ord(one) + 0xFEE0) for one in digits) if wide else digits
    assert number_key(written + unit) == digits
    assert readings(f"幸福路{written}{unit}")[0].number == digits


@given(st.integers(1, 500), st.sets(st.integers(1, 500), min_size=1))
def test_a_number_lies_between_its_neighbours(wanted: int, known: set[int]):
    lies = between(str(wanted), sorted(known - {wanted}))
    assert lies is None or (lies.lower < wanted < lies.upper and 0 < lies.share < 1)


@given(st.text(max_size=60))
def test_nothing_that_was_typed_is_lost(text: str):
    typed = take_apart(text)
    assert typed.text == text.strip()
    assert typed.hint in typed.text
    assert typed.core or not typed.text


@given(st.floats(-89, 89), st.floats(-179, 179))
def test_a_point_is_read_as_it_was_written(lat: float, lon: float):
    read = read_coordinate(f"{lat:.5f}N {lon:.5f}E", None)
    assert read is not None
    assert (round(read.point.lat, 5), round(read.point.lon, 5)) == (round(lat, 5), round(lon, 5))


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
