"""What a peer or a carrier answers is checked before any of it is shown."""

import json
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.adapters.caller_sources.answer import read_answer
from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place import short_distance_m
from dispatch.domain.place_source_plan import Datum
from dispatch.ports.place_providers import Area, ProviderAnswer
from gis.datum import Wgs84
from gis.gcj02 import from_wgs84

NUMBER = "13805276621"
CITY = Area(Wgs84(118.1, 33.8), Wgs84(118.5, 34.1))
HERE = Wgs84(118.3, 33.95)
GOOD: dict[str, Any] = {
    "number": NUMBER,
    "owner": "张三",
    "address": "中山路123号",
    "district": "宿城区",
    "lon": HERE.lon,
    "lat": HERE.lat,
    "radius_m": 250,
    "observed_at": "2026-11-30T10:00:00+08:00",
    "confidence": 0.8,
}


def read(datum: Datum = Datum.WGS84, area: Area | None = CITY, **changed: Any) -> ProviderAnswer:
    body = json.dumps(GOOD | changed).encode()
    return read_answer(body, number=NUMBER, datum=datum, area=area)


def test_a_good_answer_is_taken_whole():
    assert read() == ProviderAnswer(
        text="中山路123号",
        point=HERE,
        radius_m=250.0,
        district="宿城区",
        owner="张三",
        observed_at=datetime(2026, 11, 30, 2, tzinfo=UTC),
        confidence=0.8,
    )


def test_words_without_a_point_are_an_answer():
    said = read(lon=None, lat=None)
    assert (said.text, said.point, said.doubts) == ("中山路123号", None, ())


@pytest.mark.mission("A96")
def test_a_point_declared_as_gcj02_is_brought_to_wgs84():
    lon, lat = from_wgs84(np.array([HERE.lon]), np.array([HERE.lat]))
    said = read(Datum.GCJ02, lon=float(lon[0]), lat=float(lat[0]))
    assert said.point is not None
    assert short_distance_m(said.point, HERE) < 0.01
    undeclared = read(lon=float(lon[0]), lat=float(lat[0]))
    assert undeclared.point is not None
    assert short_distance_m(undeclared.point, HERE) > 300


def test_exchanged_figures_are_set_right_and_said():
    said = read(lon=HERE.lat, lat=HERE.lon)
    assert (said.point, said.doubts) == (HERE, (SourceDoubt.SWAPPED,))


def test_a_point_beyond_the_map_is_kept_and_said():
    said = read(lon=121.47, lat=31.23)
    assert (said.point, said.doubts) == (Wgs84(121.47, 31.23), (SourceDoubt.OUTSIDE_AREA,))


def test_without_a_map_only_what_is_nowhere_on_earth_is_turned_round():
    assert read(area=None, lon=121.47, lat=31.23).doubts == ()
    assert read(area=None, lon=31.23, lat=121.47).doubts == (SourceDoubt.SWAPPED,)


def test_an_answer_about_another_number_is_told_and_nothing_of_it_taken():
    assert read(number="13900000000") == ProviderAnswer(doubts=(SourceDoubt.OTHER_NUMBER,))


@pytest.mark.parametrize(
    "changed",
    [
        {"lon": "east"},
        {"lon": 999.0, "lat": 999.0},
        {"lon": None},
        {"radius_m": -1},
        {"radius_m": 1e9},
        {"confidence": 2},
        {"address": "x" * 201},
        {"address": "中山路\r\nAction: Originate"},
        {"observed_at": "2026-11-30T10:00:00"},
        {"number": 13805276621},
    ],
)
def test_what_cannot_be_read_is_told_as_such(changed: dict[str, Any]):
    said = read(**changed)
    assert SourceDoubt.BAD_ANSWER in said.doubts
    assert said.point is None


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(body):
    said = read_answer(body, number=NUMBER, datum=Datum.WGS84, area=CITY)
    assert said.doubts


@given(st.floats(), st.floats())
def test_a_point_is_within_the_map_or_its_doubt_is_said(lon, lat):
    body = json.dumps(GOOD | {"lon": lon, "lat": lat}).encode()
    said = read_answer(body, number=NUMBER, datum=Datum.WGS84, area=CITY)
    assert (said.point is not None and CITY.holds(said.point)) or said.doubts
