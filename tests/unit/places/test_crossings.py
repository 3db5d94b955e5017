"""Crossings: two roads, said in one of the ways in which people say it."""

import pytest

from gis.geocode.crossings import roads_of_crossing


@pytest.mark.parametrize(
    ("typed", "roads"),
    [
        ("幸福路与洪泽湖路路口", ("幸福路", "洪泽湖路")),
        ("幸福路与洪泽湖路口", ("幸福路", "洪泽湖路")),
        ("洪泽湖路和幸福路交叉口", ("洪泽湖路", "幸福路")),
        ("中山路/解放路", ("中山路", "解放路")),
        ("中山路 解放路 路口", ("中山路", "解放路")),
        ("和平路与友谊街", ("和平路", "友谊街")),
        ("A / B", ("a", "b")),
        ("corner of Main Street and Oak Lane", ("main street", "oak lane")),
        ("Hauptstraße Ecke Bergstraße", ("hauptstrasse", "bergstrasse")),
        ("xfl/hzhl路口", ("xfl", "hzhl")),
        ("馬交石炮台馬路與亞馬喇前地交界", ("馬交石炮台馬路", "亞馬喇前地")),
        ("仁和路", None),
        ("与", None),
    ],
)
def test_a_crossing_is_told_by_its_two_roads(typed: str, roads: tuple[str, str] | None):
    assert roads_of_crossing(typed) == roads
