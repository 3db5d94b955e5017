"""Defibrillators of a file: with a name or without, as point, outline or line, each of them."""

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from gis.storage.aed import aed_detail, aed_name
from gis.storage.places import Place, places_of
from gis.storage.reading import read
from tests.integration.regions.conftest import Regions

AED = {"emergency": "defibrillator"}
FULL = AED | {
    "defibrillator:location": "一楼服务台",
    "access": "customers",
    "opening_hours": "10:00-22:00",
    "indoor": "yes",
    "level": "1",
    "operator": "中央商场",
}


def of_file(folder: Path) -> list[Place]:
    """Read a file with one street and some defibrillators."""
    pbf = folder / "aeds.osm.pbf"
    corners = [(118.30 + x, 33.95 + y) for x, y in ((0, 0), (1e-4, 0), (1e-4, 1e-4))]
    with osmium.SimpleWriter(str(pbf)) as writer:
        for number, at in enumerate([*corners, (118.31, 33.95), (118.3101, 33.95)], start=1):
            tags = {4: AED, 5: AED}.get(number, {})
            writer.add_node(Node(id=number, location=at, tags=tags))
        writer.add_node(Node(id=6, location=(118.32, 33.95), tags=FULL))
        writer.add_way(Way(id=1, nodes=[1, 4], tags={"highway": "residential", "name": "人民路"}))
        writer.add_way(Way(id=2, nodes=[1, 2, 3, 1], tags=AED | {"name": "体育馆 AED"}))
        writer.add_way(Way(id=3, nodes=[2, 3], tags=AED | {"operator": "图书馆"}))
    return [one for one in places_of(read(pbf)) if one.sort.name == "defibrillator"]


def test_each_one_is_taken_also_two_without_a_name_beside_each_other(tmp_path: Path):
    found = of_file(tmp_path)
    assert {one.sort.kind for one in found} == {"poi"}
    assert sorted(one.name for one in found) == [
        "AED",
        "AED",
        "AED（一楼服务台）",
        "AED（图书馆）",
        "体育馆 AED",
    ]


def test_how_one_gets_at_it_is_said_as_far_as_it_is_tagged():
    assert aed_detail(FULL) == "室内 · 1 层 · 营业时可用 · 10:00-22:00 · 中央商场"
    assert aed_detail(AED) == ""
    assert aed_detail(AED | {"access": "private", "opening_hours": "24/7"}) == "仅限内部 · 全天"
    assert aed_detail(FULL | {"name": "AED"}).startswith("一楼服务台 · 室内")


@pytest.mark.parametrize(
    ("tags", "name"),
    [
        ({}, "AED"),
        ({"operator": "市图书馆"}, "AED（市图书馆）"),
        ({"name": "心脏除颤器"}, "心脏除颤器"),
    ],
)
def test_one_without_a_name_is_called_by_its_place_or_owner(tags: dict[str, str], name: str):
    assert aed_name(AED | tags) == name


def test_those_of_the_demo_city_are_found_by_their_class_and_in_their_district(regions: Regions):
    found = regions.read(
        "SELECT name, detail, district FROM gis.place WHERE class = 'defibrillator' ORDER BY name"
    )
    mall = next(row for row in found if row[0].startswith("AED（中央商场"))
    assert mall[2] != ""
    assert mall[1] == f"{mall[2]} 室内 · 1 层 · 营业时可用 · 10:00-22:00 · 中央商场"
