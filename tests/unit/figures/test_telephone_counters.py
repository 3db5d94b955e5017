"""The telephone's counters: each call once, strict formulas, no figure without traffic."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.telephone_counters import CountedCall, Outcome, Targets, count_calls

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def call(
    after_s: float = 0.0,
    *,
    answered_s: float | None = None,
    ended_s: float | None = None,
    at_seat: bool = True,
    cut_off: bool = False,
    again: bool = False,
) -> CountedCall:
    """A call whose answer and end are told in seconds from its first ring."""
    offered_at = NOON + timedelta(seconds=after_s)
    answered_at = None if answered_s is None else offered_at + timedelta(seconds=answered_s)
    ended_at = None if ended_s is None else offered_at + timedelta(seconds=ended_s)
    return CountedCall(offered_at, answered_at, ended_at, at_seat, cut_off, again)


FIXTURE = (
    call(0, answered_s=4, ended_s=64),
    call(10, answered_s=9, ended_s=49, again=True),
    call(20, answered_s=10, ended_s=30),
    call(30, answered_s=25, ended_s=95),
    call(40, answered_s=40, ended_s=70, at_seat=False),
    call(50, ended_s=3),
    call(60, ended_s=8),
    call(70, ended_s=33),
    call(80, ended_s=12, cut_off=True),
    call(1000),
)


def test_a_known_hour_gives_the_known_figures():
    counted = count_calls(FIXTURE, Targets(answer_s=10, short_s=5))
    assert counted.counts == {
        Outcome.ANSWERED: 4,
        Outcome.OVERFLOWED: 1,
        Outcome.ABANDONED: 3,
        Outcome.CUT_OFF: 1,
        Outcome.WAITING: 1,
        Outcome.SCREENED: 0,
    }
    assert (counted.answered_in_time, counted.abandoned_in_time, counted.abandoned_short) == (
        3,
        2,
        1,
    )
    assert counted.service_level == pytest.approx(3 / 8)
    assert counted.service_level_without_short == pytest.approx(3 / 6)
    assert counted.abandon_rate == pytest.approx(3 / 10)
    assert counted.abandon_rate_without_short == pytest.approx(2 / 9)
    assert counted.handling_s == pytest.approx((60 + 40 + 20 + 70) / 4)
    assert counted.waits.mean_s == pytest.approx(12)
    assert (counted.waits.p50_s, counted.waits.p90_s, counted.waits.longest_s) == (9, 25, 25)
    assert counted.repeated == 1


def test_without_traffic_there_is_no_figure_and_not_a_hundred_per_cent():
    counted = count_calls((), Targets())
    assert counted.service_level is None
    assert counted.abandon_rate is None
    assert counted.waits.mean_s is None
    assert counted.handling_s is None
    assert counted.offered == 0


def test_a_call_belongs_to_the_quarter_in_which_it_first_rang():
    late = call(14 * 60 + 59, answered_s=5, ended_s=100)
    early = call(15 * 60, answered_s=5, ended_s=100)
    quarters = count_calls((late, early), Targets()).quarters
    assert [(one.begins_at, one.counts[Outcome.ANSWERED]) for one in quarters] == [
        (NOON, 1),
        (NOON + timedelta(minutes=15), 1),
    ]


calls = st.builds(
    call,
    st.floats(0, 86_400),
    answered_s=st.none() | st.floats(0, 600),
    ended_s=st.none() | st.floats(600, 1200),
    at_seat=st.booleans(),
    cut_off=st.booleans(),
    again=st.booleans(),
)


@given(st.lists(calls, max_size=40), st.floats(1, 60), st.floats(0, 30))
def test_the_counters_add_up(some: list[CountedCall], answer_s: float, short_s: float):
    counted = count_calls(some, Targets(answer_s, short_s))
    assert counted.offered == len(some) == sum(counted.counts.values())
    for outcome in Outcome:
        assert counted.counts[outcome] == sum(one.counts[outcome] for one in counted.quarters)
    assert counted.answered_in_time <= counted.counts[Outcome.ANSWERED]
    assert counted.abandoned_short <= counted.counts[Outcome.ABANDONED]
    for share in (
        counted.service_level,
        counted.service_level_without_short,
        counted.abandon_rate,
        counted.abandon_rate_without_short,
    ):
        assert share is None or 0 <= share <= 1
