"""Enters the overlay in a region's tables, in the transaction of who changes the map."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg

from gis.geocode.normalise import normalise
from gis.overlay.named import NAMED, landmark_places, place_with_alias
from gis.overlay.pieces import (
    MovedGate,
    NewAlias,
    NewEstate,
    NewLandmark,
    NewRoad,
    Overlay,
    Point,
    RenamedRoad,
)
from gis.overlay.remember import remember_place, take_off
from gis.overlay.rename import rename
from gis.overlay.rows import estate_source, first_row_of, road_source, rows_of, way_of
from gis.storage import tables
from gis.storage.places import Place, numbered, place_of_crossing
from gis.storage.reading import Source
from gis.storage.streets import Crossing

Connection = psycopg.Connection[tuple[Any, ...]]

CROSSING_REACH_M = 5.0
GATE_REACH_M = 2_000.0
_CROSSED: LiteralString = (
    "WITH drawn AS (SELECT name, geom FROM {region}.road WHERE id = %s)"
    " SELECT DISTINCT ON (road.name) road.name,"
    " ST_X(at.point), ST_Y(at.point) FROM drawn, {region}.road,"
    " LATERAL (SELECT ST_Transform(ST_ClosestPoint(drawn.geom, road.geom), 4326) AS point) AS at"
    " WHERE road.name NOT IN ('', drawn.name) AND road.class NOT IN ('motorway', 'service')"
    " AND ST_DWithin(drawn.geom, road.geom, %s)"
    " ORDER BY road.name, ST_Distance(drawn.geom, road.geom)"
)
_DISTRICTS: LiteralString = (
    "UPDATE {region}.place SET district = area.name, detail = trim(area.name || ' ' || detail)"
    " FROM {region}.area WHERE place.id < 0 AND place.district = '' AND area.kind = 'district'"
    " AND area.name <> '' AND ST_Contains(area.geom, place.geom) AND NOT EXISTS (SELECT FROM"
    " {region}.area AS finer WHERE finer.kind = 'district' AND finer.name <> ''"
    " AND finer.level > area.level AND ST_Contains(finer.geom, place.geom))"
)
_GATED: LiteralString = (
    "SELECT id FROM {region}.place, ST_SetSRID(ST_MakePoint(%s, %s), 4326) AS here"
    " WHERE key = %s AND kind NOT IN ('road', 'crossing')"
    " AND ST_DistanceSphere(point, here) < %s ORDER BY ST_DistanceSphere(point, here) LIMIT 1"
)
_MOVE: LiteralString = (
    "UPDATE {region}.place SET point = there, geom = ST_Transform(there, 3857)"
    " FROM ST_SetSRID(ST_MakePoint(%s, %s), 4326) AS there WHERE id = %s"
)


class Laying:
    """Enters one overlay in one region.

    Args:
        connection: The owner's; nothing is committed here.
        schema: The region's.
    """

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._schema = schema
        self.missing: list[int] = []
        self.new_names: dict[int, str] = {}

    def lay(self, overlay: Overlay, lines: Mapping[int, Sequence[Point]]) -> None:
        """Enter every piece; lines are the drawn roads as they joined the network."""
        take_off(self._connection, self._schema)
        for road in overlay.of(NewRoad):
            self._road(road, lines[way_of(road.number)])
        for estate in overlay.of(NewEstate):
            self._places(estate.number, self._enter(estate_source(estate)))
        for renamed in overlay.of(RenamedRoad):
            self._rename(renamed)
        for landmark in overlay.of(NewLandmark):
            self._places(landmark.number, landmark_places(landmark))
        tables.run(self._connection, _DISTRICTS, self._schema)
        for alias in overlay.of(NewAlias):
            self._alias(alias)
        for gate in overlay.of(MovedGate):
            self._move(gate)

    def _road(self, road: NewRoad, points: Sequence[Point]) -> None:
        places = self._enter(road_source(road, points))
        self._places(road.number, [*places, *self._crossings(road)])

    def _enter(self, source: Source) -> list[Place]:
        rows, places = rows_of(source)
        for table, of_table in rows.items():
            tables.copy(self._connection, self._schema, table, of_table)
        return places

    def _crossings(self, road: NewRoad) -> list[Place]:
        if not road.name:
            return []
        asking = tables.statement(_CROSSED, self._schema)
        met = self._connection.execute(asking, [way_of(road.number), CROSSING_REACH_M]).fetchall()
        return [
            place_of_crossing(Crossing(min(road.name, other), max(road.name, other), (lon, lat)))
            for other, lon, lat in met
        ]

    def _places(self, number: int, places: Sequence[Place]) -> None:
        rows = numbered(places, first_row_of(number), -1)
        tables.copy(self._connection, self._schema, "place", rows)

    def _rename(self, piece: RenamedRoad) -> None:
        done = rename(self._connection, self._schema, piece)
        if done is None:
            self.missing.append(piece.number)
            return
        self.new_names |= dict.fromkeys(done.ways, piece.new)
        self._places(piece.number, done.places)

    def _alias(self, piece: NewAlias) -> None:
        asked = {"name": normalise(piece.name), "lon": piece.at[0], "lat": piece.at[1]}
        row = self._connection.execute(tables.statement(NAMED, self._schema), asked).fetchone()
        if row is None:
            self.missing.append(piece.number)
            return
        self._places(piece.number, place_with_alias(piece, row))

    def _move(self, piece: MovedGate) -> None:
        asking = tables.statement(_GATED, self._schema)
        asked = [*piece.at, normalise(piece.name), GATE_REACH_M]
        row = self._connection.execute(asking, asked).fetchone()
        if row is None:
            self.missing.append(piece.number)
            return
        remember_place(self._connection, self._schema, row[0])
        moving = tables.statement(_MOVE, self._schema)
        self._connection.execute(moving, [*piece.gate, row[0]])
