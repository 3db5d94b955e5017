"""Landmarks and aliases of the overlay as places of a region."""

from typing import Any, LiteralString

from gis.overlay.pieces import NewAlias, NewLandmark
from gis.storage.kinds import Sort
from gis.storage.places import Place, other_rows

NAMED: LiteralString = (
    "SELECT name, kind, class, ST_X(point), ST_Y(point), district FROM {region}.place,"
    " ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS here"
    " WHERE (key = %(name)s OR alias = %(name)s) AND ST_DistanceSphere(point, here) < 5000"
    " ORDER BY key <> %(name)s, ST_DistanceSphere(point, here) LIMIT 1"
)
"""Which of the places of a name an alias is meant for: the nearest within 5 km."""


def landmark_places(piece: NewLandmark) -> list[Place]:
    """Give a landmark, and a row for each of its other names."""
    sort = Sort("landmark", piece.category)
    place = Place(piece.name, sort, *piece.at, address=piece.address)
    return [place, *other_rows(place, piece.other_names)]


def place_with_alias(piece: NewAlias, row: tuple[Any, ...]) -> list[Place]:
    """Give the row by which a place is found under its alias; row is one of NAMED."""
    name, kind, place_class, lon, lat, district = row
    place = Place(name, Sort(kind, place_class), lon, lat, district=district)
    return list(other_rows(place, [piece.alias]))
