"""The demonstration city: the same every time, of one piece, and every house can be named."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dispatch.simulator.demo_centre import subscribers as known_subscribers
from gis.demo_city import City, city, hospitals, stations, subscribers, vehicles, write
from gis.demo_city.aeds import aeds
from gis.demo_city.frame import to_wgs84
from gis.demo_city.landmarks import to_plane
from gis.geodesy import distance_m
from gis.storage.aed import aed_detail, aed_name
from tests.unit.city.known import AT


def test_two_drawings_give_the_same_bytes(small: City, tmp_path: Path):
    write(small, tmp_path / "one.osm.pbf")
    city.cache_clear()
    write(city(small=True), tmp_path / "two.osm.pbf")
    assert (tmp_path / "one.osm.pbf").read_bytes() == (tmp_path / "two.osm.pbf").read_bytes()


def test_every_road_leads_to_every_other(whole: City):
    arcs = [
        arc
        for way in whole.network.ways
        for a, b in pairwise(way.nodes)
        for arc in (((a, b),) if way.line.oneway else ((a, b), (b, a)))
    ]
    rows, columns = np.array(arcs).T
    size = len(whole.network.points)
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, connection="strong")
    assert len(set(labels[rows].tolist())) == 1


def test_no_two_houses_have_one_address(whole: City):
    addresses = Counter((house.where, house.number) for house in whole.buildings)
    assert [address for address, times in addresses.items() if times > 1] == []


def test_every_street_of_a_house_is_on_the_map(whole: City):
    streets = {way.line.name for way in whole.network.ways}
    assert {house.where for house in whole.buildings if house.on_street} <= streets


@pytest.mark.parametrize("row", known_subscribers(AT), ids=lambda row: row.owner)
def test_the_known_subscribers_live_where_the_city_has_them(whole: City, row):
    at = [
        distance_m(row.point, to_wgs84(*house.middle))
        for house in whole.buildings
        if f"{house.where}{house.number}" in row.address
    ]
    crossing = "路口" in row.address
    school = row.line_kind == "switchboard"
    assert crossing or school or min(at) < 1.0


def test_stations_and_hospitals_stand_beside_streets_not_on_them(whole: City):
    tree = shapely.STRtree([way.line.shape for way in whole.network.ways])
    at = [one.point for one in stations()] + [one.point for one in hospitals()]
    points = [shapely.Point(*to_plane(point)) for point in at]
    away_m = [float(tree.geometries[tree.nearest(point)].distance(point)) for point in points]
    assert all(5.0 < distance < 90.0 for distance in away_m)


def test_twelve_stations_have_twenty_vehicles():
    codes = {station.code for station in stations()}
    fleet = vehicles()
    assert (len(codes), len(fleet), len(hospitals())) == (12, 20, 8)
    assert {vehicle.station for vehicle in fleet} == codes
    assert len({vehicle.name for vehicle in fleet}) == len({v.tracker for v in fleet}) == 20


def test_no_subscriber_has_the_number_of_another(small: City):
    numbers = [one.number for one in subscribers(small, 20_000)]
    known = {row.number for row in known_subscribers(AT)}
    assert len(set(numbers)) == 20_000
    assert not known & set(numbers)


@pytest.fixture(scope="module")
def written(small: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small city as a file."""
    file = tmp_path_factory.mktemp("city") / "small.osm.pbf"
    write(small, file)
    return file


@pytest.fixture(scope="module")
def ways(written: Path) -> dict[int, tuple[tuple[int, ...], dict[str, str]]]:
    """Give what the file says of its ways: nodes and tags, by number."""
    return {
        way.id: (tuple(node.ref for node in way.nodes), dict(way.tags))
        for way in osmium.FileProcessor(str(written), osmium.osm.WAY)
        if isinstance(way, osmium.osm.Way)
    }


def test_a_road_over_the_river_is_a_bridge(small: City, ways):
    points = small.network.points
    roads = [(nodes, tags) for nodes, tags in ways.values() if "highway" in tags]
    wet = [
        tags
        for nodes, tags in roads
        if shapely.LineString(points[[node - 1 for node in nodes]]).intersects(small.nature.river)
    ]
    assert wet
    assert {tags.get("bridge") for tags in wet} == {"yes"}


def test_a_forbidden_turn_joins_roads_that_end_there(written: Path, ways):
    rules = [
        {member.role: (member.type, member.ref) for member in relation.members}
        for relation in osmium.FileProcessor(str(written), osmium.osm.RELATION)
        if isinstance(relation, osmium.osm.Relation)
        if relation.tags.get("type") == "restriction"
    ]
    assert rules
    for rule in rules:
        for role in ("from", "to"):
            nodes = ways[rule[role][1]][0]
            assert rule["via"][1] in {nodes[0], nodes[-1]}


def test_motorways_count_their_kilometres(whole: City):
    posts = whole.motorways.posts
    assert {post.name for post in posts} == {"宿淮高速", "徐宁高速"}
    assert all(
        later.kilometre == earlier.kilometre + 1
        for earlier, later in pairwise(posts)
        if earlier.name == later.name
    )


def test_defibrillators_hang_where_many_people_are_and_say_how_one_gets_at_them(whole: City):
    hung = list(aeds(whole.landmarks))
    assert hung == list(aeds(whole.landmarks))
    assert len(hung) > 20
    for mark in hung:
        assert {"access", "indoor", "operator", "defibrillator:location"} <= mark.tags.keys()
        assert aed_name(mark.tags).startswith("AED（")
    around_the_clock = [aed_name(one.tags) for one in hung if "全天" in aed_detail(one.tags)]
    assert around_the_clock == ["AED（宿河站一楼大厅）"]
