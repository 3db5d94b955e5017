"""How often the nearest by crow's flight is not the first to arrive."""

from dispatch.bench.crow_flight import crow_flight, loss_s
from gis.datum import Wgs84

SCENE = Wgs84(118.3, 33.9)
WHERE = {"NEAR": Wgs84(118.301, 33.9), "FAR": Wgs84(118.4, 33.9)}


def ranked(**travel_s: int | None) -> list[dict[str, object]]:
    return [{"name": name, "travel_s": seconds} for name, seconds in travel_s.items()]


def test_a_vehicle_across_the_river_is_near_and_late():
    assert loss_s(ranked(FAR=300, NEAR=420), WHERE, SCENE) == 120
    assert loss_s(ranked(NEAR=60, FAR=300), WHERE, SCENE) == 0


def test_what_no_road_reaches_is_not_near_and_nobody_loses_nothing():
    assert loss_s(ranked(FAR=300, NEAR=None), WHERE, SCENE) == 0
    assert loss_s([], WHERE, SCENE) == 0


def test_the_share_counts_every_incident():
    told = crow_flight([0, 120, 0, 60])
    assert (told["incidents"], told["wrong_nearest_share"]) == (4, 0.5)
    assert told["loss_s_p95"] == 120
    assert crow_flight([])["wrong_nearest_share"] is None
