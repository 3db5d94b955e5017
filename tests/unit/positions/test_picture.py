"""Which fixes are believed, and what the latest is."""

from datetime import UTC, datetime, timedelta

import pytest

from gis.datum import Wgs84
from gis.feeds.fix import Fix
from gis.fleet.picture import Picture, Received, Refused

NOW = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
HERE = Wgs84(119.03, 33.6)
FAR = Wgs84(119.33, 33.6)  # 28 km
A_LITTLE_FARTHER = Wgs84(119.3301, 33.6)


class Line:
    """A feed's picture, told of fixes a second apart."""

    def __init__(self) -> None:
        self.picture = Picture("serial-1")
        self.now = NOW

    def hear(
        self, point: Wgs84 = HERE, *, device: str | None = "AMB01", late_s: float = 0.0
    ) -> Received | Refused:
        self.now += timedelta(seconds=1)
        fix = Fix(device, point, 30.0, 90.0, self.now - timedelta(seconds=late_s))
        return self.picture.take(fix, received_at=self.now, received_s=self.now.timestamp())


@pytest.fixture
def feed() -> Line:
    return Line()


def _is_latest(received: Received | Refused) -> bool:
    return isinstance(received, Received) and received.is_latest


def test_the_newest_fix_of_each_terminal_is_the_picture(feed: Line) -> None:
    feed.hear(device="A")
    feed.hear(device="B")
    newest = feed.hear(device="A")
    assert [fix.device for fix in feed.picture.latest] == ["B", "A"]
    assert feed.picture.latest[-1] == newest


def test_a_terminal_without_a_name_is_called_as_its_line(feed: Line) -> None:
    received = feed.hear(device=None)
    assert isinstance(received, Received)
    assert received.device == "serial-1"


def test_a_fix_that_came_late_is_kept_but_moves_nobody(feed: Line) -> None:
    newest = feed.hear()
    late = feed.hear(late_s=30)
    assert isinstance(late, Received)
    assert not late.is_latest
    assert feed.picture.latest == [newest]


def test_a_clock_a_little_ahead_is_borne_and_one_far_ahead_is_not(feed: Line) -> None:
    assert _is_latest(feed.hear(device="A", late_s=-30))
    assert feed.hear(device="B", late_s=-90) is Refused.FUTURE


def test_nobody_is_on_zero_island(feed: Line) -> None:
    assert feed.hear(Wgs84(0.0, 0.0)) is Refused.ZERO_ISLAND
    assert _is_latest(feed.hear(Wgs84(0.0, 51.0)))


def test_one_impossible_jump_is_not_believed_and_the_vehicle_stays(feed: Line) -> None:
    feed.hear()
    assert feed.hear(FAR) is Refused.JUMP
    assert _is_latest(feed.hear(HERE))


def test_a_jump_that_goes_on_where_it_went_is_believed(feed: Line) -> None:
    feed.hear()
    assert feed.hear(FAR) is Refused.JUMP
    assert _is_latest(feed.hear(A_LITTLE_FARTHER))


def test_two_jumps_to_different_places_are_both_doubted(feed: Line) -> None:
    feed.hear()
    assert feed.hear(FAR) is Refused.JUMP
    assert feed.hear(Wgs84(118.0, 33.0)) is Refused.JUMP


def test_a_long_silence_explains_a_long_way(feed: Line) -> None:
    feed.hear()
    feed.now += timedelta(hours=1)
    assert _is_latest(feed.hear(FAR))


def test_a_repeated_fix_is_counted_and_not_stored_again(feed: Line) -> None:
    fix = Fix("AMB01", HERE, None, None, NOW)
    feed.picture.take(fix, received_at=NOW, received_s=0.0)
    assert feed.picture.take(fix, received_at=NOW, received_s=1.0) is Refused.REPEATED
    assert feed.picture.refused == {"repeated": 1}


def test_the_picture_is_bounded(feed: Line) -> None:
    for number in range(10_010):
        feed.hear(device=f"V{number}")
    assert len(feed.picture.latest) == 10_000


def test_a_fix_with_longitude_and_latitude_exchanged_is_counted_as_that(feed: Line) -> None:
    there = Wgs84(8.67, 49.41)
    feed.hear(there)
    assert feed.hear(Wgs84(there.lat, there.lon)) is Refused.SWAPPED
    assert feed.hear(Wgs84(there.lat, there.lon)) is Refused.SWAPPED
    assert feed.picture.refused == {"swapped": 2}
    assert _is_latest(feed.hear(there))
