"""What is said of two feeds that put one terminal at two places."""

from datetime import UTC, datetime, timedelta

import pytest

from dispatch.domain.feed_picture import SourceShown, apart_m

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def source(feed: str, *, lon: float | None = 119.03, ago_s: float = 0.0) -> SourceShown:
    at = AT - timedelta(seconds=ago_s)
    return SourceShown(
        feed, "A", feed == "shown", AT, at, lon, 33.6, 30.0, None, None, None, 0.0, {}
    )


@pytest.mark.parametrize(
    ("lon", "ago_s", "metres"), [(119.03, 0.0, 0), (119.05, 0.0, 1852), (119.05, 10.0, 1852)]
)
def test_places_of_about_the_same_time_are_told_apart_by_metres(
    lon: float, ago_s: float, metres: int
) -> None:
    other = source("other", lon=lon, ago_s=ago_s)
    told = apart_m(other, [source("shown"), other])
    assert told == pytest.approx(metres, abs=3)


@pytest.mark.parametrize("ago_s", [-10.5, 10.5])
def test_places_of_different_times_are_not_compared(ago_s: float) -> None:
    other = source("other", lon=119.05, ago_s=ago_s)
    assert apart_m(other, [source("shown"), other]) is None


def test_who_is_shown_alone_or_has_no_place_is_apart_from_nobody() -> None:
    shown, nowhere = source("shown"), source("other", lon=None)
    assert apart_m(shown, [shown, source("other", lon=119.05)]) is None
    assert apart_m(nowhere, [shown, nowhere]) is None
    assert apart_m(source("other"), [source("other")]) is None
