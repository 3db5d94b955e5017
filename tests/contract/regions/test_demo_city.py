"""A demonstration has its city from the first start: map, roads, fleet and address search."""

import pytest

from tests.centre import Centre, until


def test_stations_vehicles_and_hospitals_are_there(centre: Centre):
    leader = centre.sign_in("2003")
    for kind, count in (("stations", 12), ("vehicles", 20), ("hospitals", 8)):
        assert len(leader.get(f"/{kind}")) >= count  # other tests found stations of their own


@pytest.mark.mission("A40")
def test_initials_find_an_estate_at_both_servers(centre: Centre):
    for server in (0, 1):
        taker = centre.sign_in("1027", server)
        rows = taker.get("/places?text=xfl&near_lon=118.29&near_lat=33.95")["places"]
        assert "幸福里小区" in [row["name"] for row in rows]


def test_the_map_is_the_city(centre: Centre):
    described = centre.sign_in("2003").get("/map")
    assert "宿河" in described["attribution"]


def test_the_roads_process_has_taken_the_city_up(centre: Centre):
    leader = centre.sign_in("2003")
    asked = "from_lon=118.2925&from_lat=33.9486&to_lon=118.2882&to_lat=33.9518"
    assert until(lambda: leader.get(f"/roads/route?{asked}")["mode"] == "road")
