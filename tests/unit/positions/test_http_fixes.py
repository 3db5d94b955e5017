"""What telephones and other servers say over HTTP becomes fixes; damage is a value."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.datum import Wgs84
from gis.feeds.fix import Damage, Fix, Void
from gis.feeds.http_fixes import read_json, read_query

NOW = datetime(2026, 11, 22, 6, 15, 31, tzinfo=UTC)
AT = datetime(2026, 11, 22, 6, 15, 30, tzinfo=UTC)
ASKED = {
    "id": "AMB01",
    "lat": "33.6",
    "lon": "119.03",
    "timestamp": "1795328130",
    "speed": "20.0",
    "bearing": "90.0",
    "altitude": "22.0",
    "accuracy": "4.5",
    "batt": "88.0",
}
CLIENT = {
    "location": {
        "timestamp": "2026-11-22T06:15:30.000Z",
        "coords": {
            "latitude": 33.6,
            "longitude": 119.03,
            "accuracy": 4.5,
            "speed": 10.0,
            "heading": 90.0,
            "altitude": 22.0,
        },
        "is_moving": True,
        "battery": {"level": 0.88, "is_charging": False},
    },
    "device_id": "AMB01",
}
FORWARDED = {
    "position": {
        "deviceId": 7,
        "protocol": "gt06",
        "fixTime": "2026-11-22T06:15:30.000+00:00",
        "valid": True,
        "latitude": 33.6,
        "longitude": 119.03,
        "speed": 20.0,
        "course": 90.0,
        "accuracy": 0.0,
        "attributes": {"sat": 9, "hdop": 0.9},
    },
    "device": {"id": 7, "name": "苏H 120A1", "uniqueId": "AMB01"},
}


def _without(said: Mapping[str, object], *path: str, value: object) -> bytes:
    copy = json.loads(json.dumps(said))
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return json.dumps(copy).encode()


def test_a_query_of_the_osmand_protocol_is_a_fix() -> None:
    fix = read_query(ASKED, NOW)
    assert isinstance(fix, Fix)
    assert (fix.device, fix.point, fix.fixed_at) == ("AMB01", Wgs84(119.03, 33.6), AT)
    assert (fix.course_deg, fix.hdop) == (90.0, 0.9)


@pytest.mark.parametrize(("unit", "kmh"), [("kn", 37.04), ("kmh", 20.0), ("mps", 72.0)])
def test_the_unit_of_the_querys_speed_is_the_sites(unit: str, kmh: float) -> None:
    fix = read_query(ASKED, NOW, unit)
    assert isinstance(fix, Fix)
    assert fix.speed_kmh == pytest.approx(kmh)


@pytest.mark.parametrize(
    "text", ["1795328130000", "2026-11-22T06:15:30Z", "2026-11-22T14:15:30+08:00"]
)
def test_an_instant_may_be_written_in_several_ways(text: str) -> None:
    fix = read_query(ASKED | {"timestamp": text}, NOW)
    assert isinstance(fix, Fix)
    assert fix.fixed_at == AT


def test_who_tells_no_instant_means_now() -> None:
    fix = read_query({"deviceid": "AMB01", "location": "33.6,119.03"}, NOW)
    assert isinstance(fix, Fix)
    assert (fix.fixed_at, fix.speed_kmh) == (NOW, None)


def test_the_telephones_json_tells_metres_a_second() -> None:
    fix = read_json(json.dumps(CLIENT).encode(), NOW)
    assert isinstance(fix, Fix)
    assert (fix.device, fix.point, fix.fixed_at) == ("AMB01", Wgs84(119.03, 33.6), AT)
    assert fix.speed_kmh == pytest.approx(36.0)


def test_a_telephone_that_does_not_know_its_speed_says_minus_one() -> None:
    fix = read_json(_without(CLIENT, "location", "coords", "speed", value=-1), NOW)
    assert isinstance(fix, Fix)
    assert fix.speed_kmh is None


def test_a_forwarded_position_tells_knots_and_satellites() -> None:
    fix = read_json(json.dumps(FORWARDED).encode(), NOW)
    assert isinstance(fix, Fix)
    assert (fix.device, fix.point, fix.fixed_at) == ("AMB01", Wgs84(119.03, 33.6), AT)
    assert fix.speed_kmh == pytest.approx(37.04)
    assert (fix.satellites, fix.hdop) == (9, 0.9)


def test_a_sign_of_life_without_a_place_is_no_fix() -> None:
    assert read_query({"id": "AMB01"}, NOW) == Void("AMB01")
    assert read_query(ASKED | {"valid": "false"}, NOW) == Void("AMB01")
    assert read_json(_without(FORWARDED, "position", "valid", value=False), NOW) == Void("AMB01")


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"lat": "119.03", "lon": "33.6"}, "swapped"),
        ({"lat": "nan"}, "fields"),
        ({"lat": "200"}, "fields"),
        ({"lon": ""}, "fields"),
        ({"speed": "fast"}, "fields"),
        ({"speed": "-3"}, "fields"),
        ({"timestamp": "soon"}, "fields"),
        ({"timestamp": "9" * 40}, "fields"),
    ],
)
def test_damage_of_a_query_is_a_value_with_its_terminal(wrong: dict[str, str], kind: str) -> None:
    assert read_query(ASKED | wrong, NOW) == Damage(kind, "AMB01")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"7", b'{"location": 3}', b"\xff", b"[" * 9000])
def test_what_is_no_known_body_is_damage(body: bytes) -> None:
    assert read_json(body, NOW) == Damage("json")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    st.sampled_from(["latitude", "longitude", "speed", "course", "fixTime", "attributes", "valid"]),
    anything,
)
def test_nothing_that_another_server_may_write_breaks_the_reader(name: str, value: object) -> None:
    heard = read_json(_without(FORWARDED, "position", name, value=value), NOW)
    assert isinstance(heard, Fix | Void | Damage)


@given(st.dictionaries(st.sampled_from([*ASKED, "location", "hdop", "valid"]), st.text()))
def test_nothing_that_may_stand_in_an_address_breaks_the_reader(asked: dict[str, str]) -> None:
    assert isinstance(read_query(asked, NOW), Fix | Void | Damage)
