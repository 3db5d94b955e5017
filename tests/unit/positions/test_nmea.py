"""NMEA sentences become fixes; whatever else is on the line is counted and harms nothing."""

from datetime import UTC, datetime

import pytest

from gis.datum import Wgs84
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.nmea import Heard, NmeaReader
from tests.unit.positions.saying import gga, line, rmc, sentence, tag, vtg

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)
AT = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
HERE = Wgs84(119.03, 33.6)


def _hear(*lines: bytes, now: datetime = NOW) -> list[Heard]:
    reader = NmeaReader()
    return [heard for one in lines for heard in reader.feed(one, now)]


def _fixes(*lines: bytes, now: datetime = NOW) -> list[Fix]:
    return [heard for heard in _hear(*lines, now=now) if isinstance(heard, Fix)]


def test_a_tagged_sentence_is_the_fix_of_the_vehicle_that_said_it() -> None:
    (fix,) = _fixes(line(tag("s:AMB01,c:1795328130"), rmc()))
    assert (fix.device, fix.point, fix.fixed_at) == ("AMB01", HERE, AT)
    assert fix.speed_kmh == pytest.approx(37.04)
    assert fix.course_deg == 90.0


def test_a_line_with_one_terminal_needs_no_name() -> None:
    (fix,) = _fixes(line(rmc()))
    assert fix.device is None


@pytest.mark.parametrize("talker", ["GP", "GN", "BD", "GB", "GL", "GA"])
def test_every_satellite_system_is_understood(talker: str) -> None:
    assert len(_fixes(line(rmc(talker=talker)))) == 1


@pytest.mark.parametrize("talker", ["II", "AI", "PQ"])
def test_other_instruments_are_no_vehicles(talker: str) -> None:
    assert _hear(line(rmc(talker=talker))) == []


def test_south_and_west_are_negative() -> None:
    (fix,) = _fixes(line(rmc(place="3336.00000,S,11901.80000,W")))
    assert fix.point == Wgs84(-119.03, -33.6)


def test_a_standing_vehicle_has_no_course() -> None:
    (fix,) = _fixes(line(rmc(motion="0.0,")))
    assert (fix.speed_kmh, fix.course_deg) == (0.0, None)


def test_without_satellites_there_is_no_fix_but_a_sign_of_life() -> None:
    void = sentence("GPRMC,061530.00,V,,,,,,,221126,,,N")
    assert _hear(line(tag("s:AMB01"), void)) == [Void("AMB01")]
    assert _hear(line(gga(quality=0))) == [Void(None)]


def test_a_place_without_a_day_is_of_today() -> None:
    (fix,) = _fixes(line(gga()))
    assert fix.fixed_at == AT


def test_just_after_midnight_a_place_may_be_of_yesterday() -> None:
    now = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    (fix,) = _fixes(line(gga(at="235959.00")), now=now)
    assert fix.fixed_at == datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)


def test_the_tag_block_knows_the_day_better_than_this_machine() -> None:
    (fix,) = _fixes(line(tag("s:AMB01,c:1795328130"), gga()), now=NOW.replace(year=2020))
    assert fix.fixed_at == AT


def test_a_tag_block_may_tell_milliseconds() -> None:
    (fix,) = _fixes(line(tag("s:AMB01,c:1795328130000"), gga()), now=NOW.replace(year=2020))
    assert fix.fixed_at == AT


def test_vehicles_on_one_line_are_not_mixed() -> None:
    told = _fixes(line(tag("s:A"), gga()), line(tag("s:B"), vtg()), line(tag("s:B"), rmc()))
    assert [(fix.device, fix.speed_kmh is None) for fix in told] == [("A", True), ("B", False)]


def test_a_group_names_its_source_once() -> None:
    told = _fixes(
        line(tag("g:1-2-34,s:AMB01,n:7"), rmc()), line(tag("g:2-2-34,n:8"), rmc("061531.00"))
    )
    assert [fix.device for fix in told] == ["AMB01", "AMB01"]


def test_a_group_that_has_ended_names_nobody() -> None:
    lines = (tag("g:1-2-34,s:AMB01"), tag("g:2-2-34"), tag("g:1-2-34"))
    told = _fixes(*(line(block, rmc(f"06153{second}.00")) for second, block in enumerate(lines)))
    assert [fix.device for fix in told] == ["AMB01", "AMB01", None]


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (line(rmc()).replace(b"3336", b"3337"), "checksum"),
        (line(tag("s:AMB01"), rmc()).replace(b"AMB01", b"AMB02"), "tag"),
        (line(tag("s:AMB 01"), rmc()), "tag"),
        (line(tag("nothing"), rmc()), "tag"),
        (line(tag("c:soon"), rmc()), "tag"),
        (line(rmc(place="3336.00000,N,11901.80000,Q")), "fields"),
        (line(rmc(place=",,,")), "fields"),
        (line(rmc(place="9936.00000,N,11901.80000,E")), "fields"),
        (line(rmc(place="11901.80000,N,03336.00000,E")), "swapped"),
        (line(rmc(day="331399")), "fields"),
        (line(rmc(at="996099.00")), "fields"),
        (line(rmc(motion="fast,90.0")), "fields"),
        (line(rmc(motion="-3.0,90.0")), "fields"),
        (line(rmc()[:-3]), "unchecked"),
        (b"\xff\x00\xfe garbage\r\n", "noise"),
        (b"$" * 3000 + b"\r\n", "too_long"),
    ],
)
def test_damage_is_a_value_and_the_next_line_is_heard(bad: bytes, kind: str) -> None:
    first, *rest = _hear(bad, line(tag("s:AMB01"), rmc()))
    assert first == Damage(kind)
    assert [heard.device for heard in rest if isinstance(heard, Fix)] == ["AMB01"]


def test_a_sentence_cut_off_by_the_next_costs_only_itself() -> None:
    cut = line(tag("s:A"), rmc())[:30]
    noise, fix = _hear(cut + line(tag("s:B"), rmc()))
    assert noise == Damage("noise")
    assert isinstance(fix, Fix)
    assert fix.device == "B"


def test_half_a_line_is_not_joined_to_what_comes_after_an_interruption() -> None:
    reader, whole = NmeaReader(), line(tag("s:AMB01"), rmc())
    list(reader.feed(whole[:40], NOW))
    reader.interrupt()
    assert list(reader.feed(whole[40:], NOW)) == [Damage("noise")]


def test_a_line_that_never_ends_takes_no_memory_and_is_told_once() -> None:
    reader = NmeaReader()
    heard = [one for _ in range(100) for one in reader.feed(b"x" * 1000, NOW)]
    heard += reader.feed(b"\n" + line(rmc()), NOW)
    assert heard[:-1] == [Damage("too_long")]
    assert isinstance(heard[-1], Fix)
