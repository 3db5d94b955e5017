"""What people name when they do not know an address."""

import random
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon

from gis.datum import Wgs84
from gis.demo_city.blocks import Plot
from gis.demo_city.buildings import Building, rectangle
from gis.demo_city.fleet import hospitals, stations
from gis.demo_city.frame import METRES_PER_DEGREE_LAT, METRES_PER_DEGREE_LON, MIDDLE_LAT, MIDDLE_LON
from gis.demo_city.names import Names
from gis.demo_city.nature import largest
from gis.demo_city.words import PLACES

Tags = dict[str, str]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place with a name: its ground, or only its point when it has none."""

    tags: Tags
    x_m: float
    y_m: float
    ground: Polygon | None = None


_KNOWN = (
    ("宿河市人民政府", {"amenity": "townhall"}, 775, -2625, (180, 120)),
    ("宿河站", {"railway": "station", "building": "train_station"}, 7600, 2255, (220, 60)),
    ("宿河汽车客运总站", {"amenity": "bus_station"}, -2685, -990, (160, 90)),
    ("宿河市博物馆", {"tourism": "museum"}, 1080, -1685, (90, 60)),
    ("宿河市图书馆", {"amenity": "library"}, -850, 2010, (80, 60)),
    ("宿河市体育中心", {"leisure": "sports_centre"}, -4860, 2840, (200, 150)),
    ("宿河学院", {"amenity": "university"}, -5700, -3900, (200, 140)),
    ("中央商场", {"shop": "mall", "building": "retail"}, 250, 250, (110, 80)),
    ("万和购物中心", {"shop": "mall", "building": "retail"}, 4350, -300, (120, 90)),
    ("宿河市公安局", {"amenity": "police"}, 400, -3300, (80, 50)),
    ("宿河市消防救援支队", {"amenity": "fire_station"}, -3500, 600, (90, 60)),
    ("宿河大剧院", {"amenity": "theatre"}, -1600, -2900, (110, 90)),
    ("镜月湖景区游客中心", {"tourism": "attraction"}, -3950, 11200, (90, 60)),
)
_TAGS: dict[str, Tags] = {
    "school": {"amenity": "school"},
    "mall": {"shop": "supermarket"},
    "park": {"leisure": "park"},
    "bank": {"amenity": "bank"},
    "pharmacy": {"amenity": "pharmacy"},
    "hotel": {"tourism": "hotel"},
    "fuel": {"amenity": "fuel"},
    "restaurant": {"amenity": "restaurant"},
    "works": {"landuse": "industrial"},
    "government": {"office": "government"},
}
_ALONG_STREETS = (
    "mall",
    "bank",
    "pharmacy",
    "hotel",
    "restaurant",
    "restaurant",
    "government",
    "fuel",
)


def known_landmarks() -> list[Landmark]:
    """Give stations, hospitals and the places that everybody in town knows."""
    found = [_placed({"name": name, **tags}, x, y, size) for name, tags, x, y, size in _KNOWN]
    for station in stations():
        tags = {
            "name": station.name,
            "emergency": "ambulance_station",
            "building": "yes",
            "ref": station.code,
        }
        x, y = to_plane(station.point)
        found.append(_placed({**tags, "addr:full": station.address}, x, y, (26, 16)))
    for hospital in hospitals():
        tags = {"name": hospital.name, "amenity": "hospital", "emergency": "yes"}
        x, y = to_plane(hospital.point)
        found.append(_placed({**tags, "addr:full": hospital.address}, x, y, (90, 60)))
    return found


def filled_plot(plot: Plot, kind: str, chance: random.Random, names: Names) -> Landmark:
    """Make a whole plot a school, a park or a works."""
    at = plot.ground.representative_point()
    name = names.place(chance.choice(PLACES[kind]))
    return Landmark(
        {"name": name, **_TAGS[kind]},
        at.x,
        at.y,
        largest(plot.ground.buffer(-4.0, join_style="mitre")),
    )


def shops(houses: list[Building], chance: random.Random, names: Names) -> list[Landmark]:
    """Put shops, banks and offices into some of the houses along the streets."""
    found = []
    for house in houses:
        if house.on_street and chance.random() < 0.07:
            kind = chance.choice(_ALONG_STREETS)
            name = names.once(house.where + chance.choice(PLACES[kind]))
            x, y = house.middle
            tags = {
                "name": name,
                **_TAGS[kind],
                "addr:street": house.where,
                "addr:housenumber": house.number,
            }
            found.append(Landmark(tags, x, y))
    return found


def to_plane(point: Wgs84) -> tuple[float, float]:
    """Give metres east and north of the city's middle."""
    return (
        (point.lon - MIDDLE_LON) * METRES_PER_DEGREE_LON,
        (point.lat - MIDDLE_LAT) * METRES_PER_DEGREE_LAT,
    )


def _placed(tags: Tags, x: float, y: float, size_m: tuple[float, float]) -> Landmark:
    corners = rectangle((x, y), float(np.radians(-6)), size_m)
    return Landmark(tags, x, y, Polygon(corners))
