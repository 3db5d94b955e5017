"""A seat's time is split exactly: no second is lost or counted twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.seat import BusyReason, SeatState
from dispatch.domain.seat_spans import SeatChange, seat_times

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_changing_the_reason_ends_one_span_and_begins_the_next():
    changes = [
        SeatChange(1, at(-30), SeatState.READY),
        SeatChange(1, at(10), SeatState.BUSY, BusyReason.BREAK),
        SeatChange(1, at(15), SeatState.BUSY, BusyReason.MEAL),
        SeatChange(1, at(45), SeatState.TALKING),
        SeatChange(1, at(50), SeatState.WRAP_UP),
        SeatChange(1, at(55), SeatState.SIGNED_OFF),
    ]
    (time,) = seat_times(changes, at(0), at(60))
    assert dict(time.away_s) == {BusyReason.BREAK: 300, BusyReason.MEAL: 1800}
    assert time.by_state_s[SeatState.READY] == 600
    assert time.by_state_s[SeatState.SIGNED_OFF] == 300
    assert time.occupancy == pytest.approx(600 / (600 + 600))


def test_a_seat_where_nobody_sat_has_no_occupancy():
    (time,) = seat_times([SeatChange(2, at(-5), SeatState.SIGNED_OFF)], at(0), at(60))
    assert time.occupancy is None


changes_of_one_seat = st.lists(
    st.tuples(st.floats(0.01, 90), st.sampled_from(SeatState)), min_size=1, max_size=20
)


@given(changes_of_one_seat)
def test_the_spans_of_a_period_sum_up_to_it(steps: list[tuple[float, SeatState]]):
    moment, changes = -90.0, [SeatChange(1, at(-90), SeatState.SIGNED_OFF)]
    for minutes, state in steps:
        moment += minutes
        changes.append(SeatChange(1, at(moment), state))
    (time,) = seat_times(changes, at(0), at(60))
    assert sum(time.by_state_s.values()) == pytest.approx(3600)
