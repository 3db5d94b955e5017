"""Sheets: what lies where, and names that stand apart."""

from math import cos, radians
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.datum import Wgs84
from gis.sheet.draw import LOOKS, Sheet, draw_sheet
from gis.sheet.features import Feature, read_features
from gis.sheet.frame import Frame, frame_around, mercator, wgs84
from gis.sheet.labels import Board, street_letters
from gis.sheet.look import width_of
from gis.sheet.marks import KINDS, Mark
from gis.tiles import LAYERS, MAX_ZOOM, is_tile, tile_parameters

HERE = Wgs84(118.3, 33.95)
FRAME = Frame(HERE, 2000.0, 800, 400)
points = st.builds(
    Wgs84, st.floats(min_value=-179, max_value=179), st.floats(min_value=-80, max_value=80)
)


@given(points)
def test_a_point_comes_back_from_the_map(point: Wgs84):
    back = wgs84(mercator(point))
    assert back.lon == pytest.approx(point.lon)
    assert back.lat == pytest.approx(point.lat)


@given(st.lists(points, min_size=1, max_size=6))
def test_a_frame_around_points_shows_them_all(shown: list[Wgs84]):
    near = [Wgs84(HERE.lon + point.lon / 1000, HERE.lat + point.lat / 1000) for point in shown]
    frame = frame_around(near, width_px=800, height_px=400)
    for x, y in map(frame.place_point, near):
        assert 0 <= x <= 800
        assert 0 <= y <= 400


def test_a_frame_is_as_wide_on_the_ground_as_it_says():
    metres = 2000 / 2
    lon = HERE.lon + metres / (111_319.49 * cos(radians(HERE.lat)))
    assert FRAME.place_point(Wgs84(lon, HERE.lat))[0] == pytest.approx(800, abs=0.5)


def test_a_name_is_written_where_its_street_is_straight_and_long_enough():
    board = Board(800, 400)
    bent = [(0.0, 100.0), (20.0, 110.0), (30.0, 90.0)]
    straight = [(100.0, 200.0), (400.0, 200.0)]
    (letter,) = street_letters("人民大道", [bent, straight], 13, board)
    assert (letter.text, letter.at, letter.turned_deg) == ("人民大道", (250.0, 200.0), 0.0)
    assert street_letters("人民大道", [bent], 13, board) == []


def test_chinese_names_stand_upright_on_steep_streets_and_latin_ones_turn():
    down = [[(300.0, 50.0), (310.0, 350.0)]]
    chinese = street_letters("黄河路", down, 13, Board(800, 400))
    assert [(letter.text, letter.turned_deg) for letter in chinese] == [
        ("黄", 0.0), ("河", 0.0), ("路", 0.0),
    ]  # fmt: skip
    assert [letter.at[1] for letter in chinese] == sorted(letter.at[1] for letter in chinese)
    (latin,) = street_letters("Main", down, 13, Board(800, 400))
    assert latin.turned_deg == pytest.approx(88.1, abs=0.1)


def test_no_name_is_written_over_another():
    board = Board(800, 400)
    line = [[(100.0, 200.0), (400.0, 200.0)]]
    assert street_letters("人民大道", line, 13, board)
    assert street_letters("发展大道", line, 13, board) == []


@pytest.mark.mission("A31")
@pytest.mark.parametrize("look", LOOKS)
def test_a_sheet_is_an_svg_with_a_mark_of_every_kind(look: str):
    marks = tuple(Mark(kind, HERE, f"<{kind}>&") for kind in KINDS)
    road = Feature(
        "road", "primary", "人民大道", ((mercator(HERE), mercator(Wgs84(118.31, 33.95))),)
    )
    drawn = draw_sheet(Sheet(FRAME, (road,), look, "© OSM", marks, (HERE, Wgs84(118.31, 33.95))))
    root = ElementTree.fromstring(drawn)
    assert root.get("viewBox") == "0 0 800 400"
    assert "© OSM" in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert (
        len([g for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("stroke-width")]) >= 6
    )


def test_a_page_that_shows_scale_and_source_itself_gets_neither():
    assert "© OSM" not in draw_sheet(Sheet(FRAME, (), "dark", "© OSM", legend=False))


def test_whatever_a_clip_leaves_is_read():
    collection = (
        '{"type":"GeometryCollection","geometries":['
        '{"type":"LineString","coordinates":[[0,1],[2,3]]},{"type":"Point","coordinates":[4,5]}]}'
    )
    polygon = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'
    empty = '{"type":"LineString","coordinates":[]}'
    rows = [("road", "primary", "a", collection), ("area", "water", "b", polygon)]
    found = read_features([*rows, ("road", "primary", "c", empty), ("road", "primary", "d", None)])
    assert [feature.name for feature in found] == ["a", "b"]
    assert found[0].parts == (((0, 1), (2, 3)), ((4, 5),))


def test_a_wider_road_is_drawn_wider_and_a_link_narrower():
    assert width_of("motorway", 14) > width_of("residential", 14)
    assert width_of("primary_link", 14) < width_of("primary", 14)
    assert width_of("residential", 17) > width_of("residential", 12)


@given(st.integers(min_value=0, max_value=MAX_ZOOM - 1))
def test_a_nearer_tile_never_shows_less(z: int):
    far, near = tile_parameters("", z, 0, 0), tile_parameters("", z + 1, 0, 0)
    for name in ("classes", "areas", "places", "settlements"):
        assert set(map(str, _list(far[name]))) <= set(map(str, _list(near[name])))
    assert len(LAYERS) == 4


def test_tiles_out_of_the_world_are_none():
    assert is_tile(14, 2**14 - 1, 0)
    assert not is_tile(14, 2**14, 0)
    assert not is_tile(MAX_ZOOM + 1, 0, 0)


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
