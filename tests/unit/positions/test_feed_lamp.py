"""A feed's lamp is green only while bytes come that mean something."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatch.adapters.fleet import FeedState, FleetReader, judge_feed
from dispatch.domain.part import PartState

NOW = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
WELL = FeedState(seen_at=NOW, plugged=True, heard_at=NOW, understood_at=NOW, asked_at=NOW)
AGO_11_S = NOW - timedelta(seconds=11)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (WELL, None),
        (None, "feed_stopped"),
        (replace(WELL, seen_at=AGO_11_S), "feed_stopped"),
        (replace(WELL, plugged=False), "feed_unplugged"),
        (replace(WELL, heard_at=AGO_11_S), "feed_silent"),
        (replace(WELL, heard_at=None), "feed_silent"),
        (replace(WELL, understood_at=AGO_11_S), "feed_noise"),
        (replace(WELL, understood_at=None), "feed_noise"),
        (replace(WELL, heard_at=AGO_11_S, understood_at=AGO_11_S, quiet_s=200.0), None),
        (replace(WELL, heard_at=None, understood_at=None, quiet_s=None), None),
        (replace(WELL, fault="crowded"), "feed_crowded"),
    ],
)
def test_what_is_wrong_is_said(state: FeedState | None, code: str | None) -> None:
    assert judge_feed(state)[1] == code


def test_a_dead_feed_fails_and_a_silent_line_only_degrades() -> None:
    assert judge_feed(None)[0] is PartState.FAILED
    assert judge_feed(replace(WELL, plugged=False))[0] is PartState.DEGRADED


def test_before_the_database_was_read_nothing_is_green() -> None:
    assert FleetReader("").judge("serial-1") == (PartState.FAILED, "database_away")
