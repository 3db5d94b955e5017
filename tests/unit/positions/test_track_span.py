"""The span in which a run is looked back at, and how a long one is thinned."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

import pytest

from dispatch.domain.order import Order
from dispatch.domain.track import (
    LONGEST,
    MOST_VEHICLES,
    NothingSent,
    Span,
    SpanInvalid,
    span_of_run,
    vehicles_of,
)
from gis.fleet.tracks import GAP_S, MOST_FIXES, bucket_s

SENT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Run:
    """As much of an order as a span is made from."""

    sent_at: datetime
    ended_at: datetime | None
    vehicle_id: UUID


def run(after_min: float = 0, ended_min: float | None = None, vehicle: UUID | None = None) -> Order:
    ended = None if ended_min is None else SENT + timedelta(minutes=ended_min)
    made = Run(SENT + timedelta(minutes=after_min), ended, vehicle or uuid4())
    return cast("Order", made)


def test_a_run_is_seen_from_just_before_its_order_to_the_end_of_the_last():
    span = span_of_run([run(5, 40), run(0, 30)], SENT + timedelta(days=3))
    assert span == Span(SENT - timedelta(minutes=2), SENT + timedelta(minutes=40))


def test_a_run_that_goes_on_is_seen_up_to_now():
    now = SENT + timedelta(minutes=7)
    assert span_of_run([run()], now).until == now


def test_a_run_that_was_sent_this_moment_has_a_span_that_holds_it():
    assert span_of_run([run()], SENT - timedelta(seconds=1)).until > SENT


def test_a_run_that_nobody_ended_is_cut_after_a_day():
    span = span_of_run([run()], SENT + timedelta(days=9))
    assert span.until - span.since == LONGEST


def test_without_an_order_there_is_nothing_to_see():
    with pytest.raises(NothingSent):
        span_of_run([], SENT)


@pytest.mark.parametrize("hours", [0, -1, 24.1])
def test_a_span_goes_forward_and_is_a_day_at_most(hours: float):
    with pytest.raises(SpanInvalid):
        Span(SENT, SENT + timedelta(hours=hours))


def test_each_vehicle_is_looked_at_once_and_ten_at_most():
    same = uuid4()
    assert vehicles_of([run(vehicle=same), run(vehicle=same)]) == (same,)
    assert len(vehicles_of([run() for _ in range(30)])) == MOST_VEHICLES


def test_a_day_is_thinned_and_no_bucket_is_longer_than_a_gap():
    assert bucket_s(timedelta(minutes=20)) == 1
    assert bucket_s(LONGEST) * MOST_FIXES >= LONGEST.total_seconds()
    assert bucket_s(LONGEST) < GAP_S
