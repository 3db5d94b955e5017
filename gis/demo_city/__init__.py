"""宿河: an invented city for demonstrations and tests; the same every time it is made."""

from gis.demo_city.fleet import hospitals, stations, vehicles

__all__ = ["hospitals", "stations", "vehicles"]
