"""Every gate by name: what it refuses, what it lets through, and that it counts."""

from datetime import UTC, datetime, timedelta

import pytest

from gis.datum import Wgs84
from gis.feeds.fix import Damage, Fix
from gis.fleet.gates import Bounds
from gis.fleet.picture import Picture, Received, Refused

NOW = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
REGION = Bounds(118.5, 33.0, 119.5, 34.0)
HERE = Wgs84(119.03, 33.6)


class Line:
    """A picture with two clocks: the machine's, which may be set, and the monotonic one."""

    def __init__(self) -> None:
        self.picture = Picture("serial-1")
        self.picture.bounds = REGION
        self.wall, self.true, self.now_s = NOW, NOW, 100.0

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.true += timedelta(seconds=seconds)
        self.now_s += seconds

    def hear(
        self,
        point: Wgs84 = HERE,
        *,
        device: str = "AMB01",
        speed_kmh: float | None = 0.0,
        satellites: int | None = None,
        late_s: float = 0.0,
    ) -> Received | Refused:
        self.passes(1)
        fix = Fix(device, point, speed_kmh, None, self.true - timedelta(seconds=late_s), satellites)
        return self.picture.take(fix, received_at=self.wall, received_s=self.now_s)

    def creep(self, number: int, speed_kmh: float | None) -> Received | Refused:
        return self.hear(Wgs84(119.03 + number / 10_000, 33.6), speed_kmh=speed_kmh)


@pytest.fixture
def line() -> Line:
    return Line()


def _counts(line: Line, device: str = "AMB01") -> dict[str, int]:
    return dict(dict(line.picture.changed())[device].counts)


def test_a_fix_a_thousand_kilometres_off_is_outside_the_region(line: Line) -> None:
    assert line.hear(Wgs84(116.0, 44.0)) is Refused.OUTSIDE_REGION
    assert _counts(line) == {"outside_region": 1}


def test_a_transport_to_the_capital_of_the_province_is_not(line: Line) -> None:
    assert isinstance(line.hear(Wgs84(118.8, 32.0)), Received)


def test_longitude_and_latitude_that_were_exchanged_are_told_as_that(line: Line) -> None:
    line.picture.bounds = Bounds(9.0, 48.0, 10.0, 49.0)
    assert line.hear(Wgs84(48.5, 9.5)) is Refused.SWAPPED


def test_without_a_region_nothing_is_outside(line: Line) -> None:
    line.picture.bounds = None
    assert isinstance(line.hear(Wgs84(11.0, 44.0)), Received)


def test_three_satellites_make_no_place(line: Line) -> None:
    assert line.hear(satellites=3) is Refused.FEW_SATELLITES
    assert isinstance(line.hear(satellites=4), Received)


def test_a_vehicle_that_stands_may_stand_for_an_hour(line: Line) -> None:
    heard = [line.hear(speed_kmh=0.0) for _ in range(3600)]
    assert all(isinstance(one, Received) for one in heard)


def test_a_receiver_that_repeats_its_place_with_speed_is_frozen(line: Line) -> None:
    heard = [line.hear(speed_kmh=40.0) for _ in range(8)]
    assert heard[-1] is Refused.FROZEN
    assert isinstance(heard[3], Received)
    assert isinstance(line.creep(1, 40.0), Received)


def test_a_receiver_without_speed_that_repeats_its_place_after_driving_is_frozen(
    line: Line,
) -> None:
    for number in range(5):
        line.creep(number, None)
    heard = [line.creep(4, None) for _ in range(40)]
    assert heard[-1] is Refused.FROZEN
    assert isinstance(heard[20], Received)


def test_a_receiver_without_speed_that_always_stood_is_not(line: Line) -> None:
    assert all(isinstance(line.hear(speed_kmh=None), Received) for _ in range(60))


def test_a_late_fix_is_counted_and_kept_and_moves_nobody(line: Line) -> None:
    newest = line.hear()
    late = line.hear(Wgs84(119.031, 33.6), late_s=30)
    assert isinstance(late, Received)
    assert not late.is_latest
    assert line.picture.latest == [newest]
    assert _counts(line) == {"late": 1}


def test_a_fix_that_a_terminal_sent_again_is_stored_once_though_others_came_between(
    line: Line,
) -> None:
    fix = Fix("AMB01", HERE, 0.0, None, NOW)
    line.picture.take(fix, received_at=NOW, received_s=1.0)
    line.hear()
    assert line.picture.take(fix, received_at=NOW, received_s=3.0) is Refused.REPEATED


def test_a_machine_whose_clock_is_set_back_goes_on_believing_who_goes_on(line: Line) -> None:
    line.hear()
    line.wall -= timedelta(hours=1)
    assert all(isinstance(line.hear(), Received) for _ in range(5))


def test_after_a_restart_with_a_clock_behind_most_terminals_together_are_believed(
    line: Line,
) -> None:
    line.wall -= timedelta(hours=1)
    first = [line.hear(device=name) for name in ("A", "B")]
    assert first == [Refused.FUTURE, Refused.FUTURE]
    assert isinstance(line.hear(device="C"), Received)
    assert isinstance(line.hear(device="A"), Received)


def test_a_few_terminals_ahead_among_many_that_are_right_stay_refused(line: Line) -> None:
    for number in range(5):
        line.hear(device=f"V{number}")
    heard = [line.hear(device=name, late_s=-3600) for name in ("A", "B", "C")]
    assert heard == [Refused.FUTURE] * 3


def test_a_terminal_whose_clock_jumps_ahead_stays_refused(line: Line) -> None:
    line.hear()
    assert [line.hear(late_s=-600) for _ in range(30)] == [Refused.FUTURE] * 30


def test_the_skew_of_a_clock_is_what_is_left_when_delay_is_least(line: Line) -> None:
    for late_s in (9.0, 2.5, 4.0):
        line.hear(late_s=late_s)
    ((_, known),) = line.picture.changed()
    assert known.skew_s == pytest.approx(2.5)


def test_what_was_known_before_a_restart_is_known_and_what_was_heard_since_stays(
    line: Line,
) -> None:
    before = Received("OLD", HERE, 0.0, None, NOW - timedelta(hours=1), -3500.0, is_latest=True)
    newer = line.hear(device="NEW")
    line.picture.restore([before, Received("NEW", HERE, 0.0, None, NOW, 0.0, is_latest=True)])
    assert line.picture.latest == [newer, before]
    assert line.hear(Wgs84(121.9, 36.9), device="OLD") is Refused.JUMP


def test_damage_that_a_known_terminal_did_is_counted_as_its(line: Line) -> None:
    line.hear()
    line.picture.blame(Damage("checksum", "AMB01"), 1.0)
    line.picture.blame(Damage("checksum", "STRANGER"), 1.0)
    assert _counts(line) == {"checksum": 1}


def test_who_was_not_heard_since_is_not_told_again(line: Line) -> None:
    line.hear()
    assert [device for device, _ in line.picture.changed()] == ["AMB01"]
    assert list(line.picture.changed()) == []
