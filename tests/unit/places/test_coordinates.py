"""Coordinates as people write them, in either order; the datum only where it is declared."""

import pytest

from gis.geocode.coordinates import read_coordinate

REGION = (118.0, 33.0, 119.0, 34.5)


@pytest.mark.mission("A34")
@pytest.mark.parametrize(
    ("typed", "swapped"),
    [
        ("33.95000, 118.29000", False),
        ("118.29000,33.95000", True),
        ("33.95 N 118.29 E", False),
        ("N33.95 E118.29", False),
        ("北纬33.95 东经118.29", False),
        ("东经118.29，北纬33.95", False),
        ("东经33.95 北纬118.29", True),
        ("33°57′00″N 118°17′24″E", False),
        ("33°57'0\"N, 118°17'24\"E", False),
        ("北纬33度57分0秒 东经118度17分24秒", False),
        ("33 57 0 N 118 17 24 E", False),
        ("纬度：33.95 经度：118.29", False),
        ("lat 33.95, lon 118.29", False),
        ("（33.95000，118.29000）", False),
    ],
)
def test_a_point_is_read_in_every_common_notation(typed: str, swapped: bool):
    read = read_coordinate(typed, REGION)
    assert read is not None
    assert (round(read.point.lat, 4), round(read.point.lon, 4)) == (33.95, 118.29)
    assert (read.swapped, read.converted) == (swapped, False)


def test_where_both_orders_are_on_earth_the_region_tells_which():
    read = read_coordinate("8.6900, 49.4100", (8.4, 49.3, 8.9, 49.6))
    assert read is not None
    assert (read.point.lat, read.point.lon, read.swapped) == (49.41, 8.69, True)


def test_a_declared_gcj02_is_turned_and_said():
    read = read_coordinate("GCJ-02 39.916404, 116.410244", None)
    assert read is not None
    assert read.converted
    assert (round(read.point.lat, 4), round(read.point.lon, 4)) == (39.915, 116.404)


@pytest.mark.parametrize(
    "typed",
    [
        "38 2",
        "洪泽湖路88号",
        "12.5",
        "100.5, 200.5000",
        "百度 33.95000,118.29000",
        "幸福里3-2-502",
        "",
    ],
)
def test_what_is_no_point_is_none(typed: str):
    assert read_coordinate(typed, REGION) is None
