"""宿河: an invented city for demonstrations and tests; the same every time it is made."""

from gis.demo_city.city import City, city
from gis.demo_city.fleet import box_of, hospitals, stations, vehicles
from gis.demo_city.osm import write
from gis.demo_city.people import COUNT, subscribers
from gis.demo_city.values import Subscriber

__all__ = [
    "COUNT",
    "City",
    "Subscriber",
    "box_of",
    "city",
    "hospitals",
    "stations",
    "subscribers",
    "vehicles",
    "write",
]
