"""Renames a road in a region: the map shows the new name, the search finds both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row

from gis.geocode.normalise import normalise
from gis.overlay.pieces import RenamedRoad
from gis.overlay.remember import remember_place, remember_roads
from gis.storage import tables
from gis.storage.kinds import Sort
from gis.storage.places import Place

Connection = psycopg.Connection[tuple[Any, ...]]
Row = Mapping[str, Any]

# Pieces of one street lie so near to each other; houses and crossings so near to it. Mercator.
SAME_STREET_M = 1_600.0
ALONG_M = 400.0
_WORDS = {
    "@here": "ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857)",
    "@columns": """place.id, place.name, other_name, kind, place.class, district, key, parent,
 number, ST_X(point) AS lon, ST_Y(point) AS lat""",
}
_ROADS = """
WITH named AS (
  SELECT id, geom, ST_ClusterDBSCAN(geom, %(same)s, 1) OVER () AS street
  FROM {region}.road WHERE name = %(old)s
)
SELECT id FROM named WHERE street = (SELECT street FROM named ORDER BY geom <-> @here LIMIT 1)
"""
_STREET = """
SELECT @columns FROM {region}.place WHERE kind = 'road' AND key = %(key)s
ORDER BY geom <-> @here LIMIT 1
"""
_ALONG = """
SELECT @columns FROM {region}.place AS place
WHERE (kind = 'building' AND parent = %(key)s
  OR kind = 'crossing' AND (parent = %(key)s OR number = %(key)s))
AND EXISTS (SELECT FROM {region}.road WHERE road.id = ANY(%(roads)s)
  AND ST_DWithin(road.geom, place.geom, %(along)s))
"""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Which ways have another name now, and the places by which it is found."""

    ways: tuple[int, ...]
    places: list[Place]


def rename(connection: Connection, schema: str, piece: RenamedRoad) -> Renamed | None:
    """Rename one road; None where no road of its old name is."""
    asked: dict[str, object] = {
        "old": piece.old,
        "key": normalise(piece.old),
        "lon": piece.at[0],
        "lat": piece.at[1],
        "same": SAME_STREET_M,
        "along": ALONG_M,
    }
    ways = [row["id"] for row in _read(connection, _ROADS, schema, asked)]
    if not ways:
        return None
    remember_roads(connection, schema, ways)
    changing = tables.statement("UPDATE {region}.road SET name = %s WHERE id = ANY(%s)", schema)
    connection.execute(changing, [piece.new, ways])
    streets = _read(connection, _STREET, schema, asked)
    along = _read(connection, _ALONG, schema, asked | {"roads": ways})
    for street in streets:
        _point_to_new(connection, schema, street["id"], piece.new)
    named = [_street(row, piece) for row in streets]
    return Renamed(tuple(ways), named + [_along(row, piece) for row in along])


def _read(
    connection: Connection, text: LiteralString, schema: str, asked: Mapping[str, object]
) -> list[Row]:
    for word, meaning in _WORDS.items():
        text = text.replace(word, meaning)
    with connection.cursor(row_factory=dict_row) as cursor:
        return list(cursor.execute(tables.statement(text, schema), asked).fetchall())


def _point_to_new(connection: Connection, schema: str, row: int, new: str) -> None:
    """Let who finds the old name read the new one beside it."""
    remember_place(connection, schema, row)
    telling = tables.statement(
        "UPDATE {region}.place SET detail = trim(detail || ' → ' || %s) WHERE id = %s", schema
    )
    connection.execute(telling, [new, row])


def _street(row: Row, piece: RenamedRoad) -> Place:
    return Place(
        piece.new,
        Sort("road", row["class"]),
        *(row["lon"], row["lat"]),
        other_name=row["other_name"],
        district=row["district"],
    )


def _along(row: Row, piece: RenamedRoad) -> Place:
    """Give a house or a crossing of the road under its new name."""
    old, new = normalise(piece.old), normalise(piece.new)
    name = str(row["name"]).replace(piece.old, piece.new)
    at, sort = (row["lon"], row["lat"]), Sort(row["kind"], row["class"])
    if row["kind"] == "building":
        key = new + str(row["key"]).removeprefix(old)
        return Place(
            name, sort, *at, district=row["district"], parent=new, number=row["number"], key=key
        )
    first, second = (new if key == old else key for key in (row["parent"], row["number"]))
    return Place(
        name,
        sort,
        *at,
        district=row["district"],
        alias=second + first,
        parent=first,
        number=second,
        key=first + second,
    )
