"""A clock that jumped is found; neither the network nor a slow answer is told as a jump."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.clock_step import (
    APART_FROM_S,
    STEP_FROM_S,
    ClockReading,
    are_apart,
    seconds_between,
    step_between,
)
from dispatch.domain.ids import IdSource
from tests.unit.memory_transaction import NOON

seconds = st.floats(min_value=0.0, max_value=20.0)
jumps = st.one_of(
    st.floats(min_value=-1e6, max_value=-90.0), st.floats(min_value=90.0, max_value=1e6)
)


def read(true_s: float, *, before_s: float, after_s: float, off_s: float = 0.0) -> ClockReading:
    """A clock that is off by so much, asked before and answered after it was truly read."""
    at = NOON + timedelta(seconds=true_s + off_s)
    return ClockReading(at, true_s - before_s, true_s + after_s)


@given(seconds, seconds, seconds, seconds, st.floats(min_value=0.0, max_value=1e6))
def test_however_long_an_answer_takes_a_steady_clock_never_jumped(a, b, c, d, passed_s):
    first = read(100.0, before_s=a, after_s=b)
    later = read(100.0 + passed_s, before_s=c, after_s=d)
    assert step_between(first, later) == 0.0
    assert not are_apart(first, later)


@given(seconds, seconds, seconds, seconds, jumps)
def test_a_jump_longer_than_the_answers_is_found_with_its_sign(a, b, c, d, by_s):
    first = read(100.0, before_s=a, after_s=b)
    later = read(160.0, before_s=c, after_s=d, off_s=by_s)
    assert step_between(first, later) == pytest.approx(by_s, abs=20.0)
    assert are_apart(first, later)


@pytest.mark.parametrize("by_s", [3600.0, -3600.0, 86400.0, -86400.0])
def test_an_hour_or_a_day_is_told_to_the_second(by_s):
    first = read(10.0, before_s=0.01, after_s=0.01)
    later = read(10.5, before_s=0.01, after_s=0.01, off_s=by_s)
    assert step_between(first, later) == pytest.approx(by_s, abs=0.05)


def test_a_clock_that_is_slewed_is_not_told():
    first = read(10.0, before_s=0.0, after_s=0.0)
    later = read(11.0, before_s=0.0, after_s=0.0, off_s=STEP_FROM_S * 0.9)
    assert step_between(first, later) == 0.0


def test_two_clocks_that_differ_are_apart_from_two_seconds_on():
    one = read(10.0, before_s=0.0, after_s=0.0)
    assert not are_apart(one, read(10.0, before_s=0.0, after_s=0.0, off_s=APART_FROM_S * 0.9))
    assert are_apart(one, read(10.0, before_s=0.0, after_s=0.0, off_s=-APART_FROM_S * 1.1))


@given(st.lists(st.integers(min_value=-90_000_000, max_value=90_000_000), max_size=60))
def test_ids_stay_in_order_and_unique_whatever_the_clock_does(offsets_ms):
    ids, noise = IdSource(), bytes(10)
    made = [ids.make(NOON + timedelta(milliseconds=one), noise) for one in offsets_ms]
    assert made == sorted(set(made))


def test_more_ids_in_a_millisecond_than_it_has_places_stay_in_order():
    ids = IdSource()
    made = [ids.make(NOON, b"\xff" * 10) for _ in range(5000)]
    assert made == sorted(set(made))
    assert {one.version for one in made} == {7}


def test_no_length_of_time_is_negative():
    assert seconds_between(NOON, NOON - timedelta(hours=1)) == 0.0
    assert seconds_between(NOON, NOON + timedelta(seconds=90)) == 90.0
