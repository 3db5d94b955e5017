"""Where a recording lies on the time line of its call, and what went on in it."""

from datetime import UTC, datetime, timedelta

import pytest

from dispatch.domain.call_story import (
    BeginKnown,
    Heard,
    LaneKind,
    Moment,
    SpanKind,
    begin_of,
    offset_of,
    spans_of,
)

NOON = datetime(2026, 12, 1, 12, 0, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.mission("A57")
def test_the_begin_is_known_to_the_millisecond_from_end_and_length():
    heard = Heard(NOON, after(10.640), 10_000, whole=True)
    assert begin_of(heard, after(0.2), LaneKind.LEG) == (after(0.640), BeginKnown.END)


def test_of_a_torn_recording_what_the_exchange_told_counts():
    torn = Heard(NOON, after(10.640), 10_000, whole=False)
    assert begin_of(torn, after(0.2), LaneKind.LEG) == (after(0.2), BeginKnown.TOLD)


def test_what_contradicts_the_name_is_not_believed():
    grew_late = Heard(NOON, after(30), 10_000, whole=True)
    assert begin_of(grew_late, after(9), LaneKind.LEG) == (NOON, BeginKnown.NAME)


def test_a_call_from_a_seat_begins_when_its_phone_answered():
    heard = Heard(NOON, after(20), 10_000, whole=True)
    assert begin_of(heard, None, LaneKind.CALL_BACK) == (after(10), BeginKnown.END)


def test_a_call_is_ring_talk_hold_and_talk_at_another_seat():
    moments = [
        Moment(after(0), "offered", None, None),
        Moment(after(1), "queued", None, None),
        Moment(after(5), "talking", 1, "1027"),
        Moment(after(9), "held", 1, "1027"),
        Moment(after(12), "talking", 1, "1027"),
        Moment(after(15), "queued", None, None),
        Moment(after(16), "talking", 2, "1031"),
        Moment(after(20), "ended", 2, "1031"),
    ]
    spans = spans_of(moments, after(21))
    assert [(span.kind, span.seat, (span.from_at - NOON).seconds) for span in spans] == [
        (SpanKind.RING, None, 0),
        (SpanKind.TALK, 1, 5),
        (SpanKind.HOLD, 1, 9),
        (SpanKind.TALK, 1, 12),
        (SpanKind.RING, None, 15),
        (SpanKind.TALK, 2, 16),
    ]
    assert spans[-1].to_at == after(20)


@pytest.mark.parametrize(("measured", "known"), [([], None), ([None], None), ([3, 90, None, 5], 5)])
def test_one_strange_measurement_does_not_move_a_clock(measured, known):
    assert offset_of(measured) == known
