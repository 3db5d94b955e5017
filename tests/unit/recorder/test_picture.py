"""The picture of a long sound at the width of a screen, and its silences."""

import numpy as np
import pytest

from recorder.ingest.picture import Window, reduced, silences


def picture(seconds: float, level: int = 50) -> np.ndarray:
    whole = np.zeros((int(seconds * 100), 2, 2), dtype=np.int8)
    whole[:, :, 0], whole[:, :, 1] = -level, level
    return whole


@pytest.mark.mission("A83")
def test_two_hours_are_as_many_columns_as_the_screen_has_and_no_peak_is_lost():
    whole = picture(7200)
    whole[543_210, 1, 1] = 127
    drawn = reduced(whole, Window(0, 7_200_000, 1800))
    assert drawn.shape == (1800, 2, 2)
    assert drawn[:, 1, 1].max() == 127
    assert int(np.argmax(drawn[:, 1, 1])) == 543_210 * 1800 // 720_000


def test_a_short_window_is_given_in_full():
    whole = picture(10)
    whole[150, 0, 0] = -100
    drawn = reduced(whole, Window(1000, 2000, 1800))
    assert drawn.shape == (100, 2, 2)
    assert int(np.argmin(drawn[:, 0, 0])) == 50


def test_silence_is_where_neither_side_is_heard_for_three_seconds():
    whole = picture(20)
    whole[200:600] = 1
    whole[800:1000] = 0
    whole[1200:1700, 0] = 0
    assert silences(whole) == [(2000, 6000)]


def test_all_silence_is_one_silence():
    assert silences(picture(5, 0)) == [(0, 5000)]
