"""What the overlay changed of a region's own rows, so that it can be taken off again."""

from collections.abc import Sequence
from typing import Any, LiteralString

import psycopg

from gis.storage import tables

Connection = psycopg.Connection[tuple[Any, ...]]

_TAKE_OFF: Sequence[LiteralString] = (
    """CREATE TABLE IF NOT EXISTS {region}.overlaid
    (tab TEXT, id BIGINT, before JSONB NOT NULL, PRIMARY KEY (tab, id))""",
    "DELETE FROM {region}.road WHERE id < 0",
    "DELETE FROM {region}.area WHERE id < 0",
    "DELETE FROM {region}.building WHERE id < 0",
    "DELETE FROM {region}.place WHERE id < 0",
    """UPDATE {region}.road SET name = before ->> 'name' FROM {region}.overlaid AS was
    WHERE was.tab = 'road' AND was.id = road.id""",
    """UPDATE {region}.place SET detail = before ->> 'detail',
    point = (before ->> 'point')::geometry, geom = (before ->> 'geom')::geometry
    FROM {region}.overlaid AS was WHERE was.tab = 'place' AND was.id = place.id""",
    "DELETE FROM {region}.overlaid",
)
_REMEMBER_ROADS: LiteralString = (
    "INSERT INTO {region}.overlaid SELECT DISTINCT ON (id) 'road', id,"
    " jsonb_build_object('name', name) FROM {region}.road WHERE id = ANY(%s) AND id > 0"
    " ON CONFLICT DO NOTHING"
)
_REMEMBER_PLACE: LiteralString = (
    "INSERT INTO {region}.overlaid SELECT 'place', id, jsonb_build_object("
    "'detail', detail, 'point', point::text, 'geom', geom::text)"
    " FROM {region}.place WHERE id = %s AND id > 0 ON CONFLICT DO NOTHING"
)


def take_off(connection: Connection, schema: str) -> None:
    """Make a region's tables what its file made of them."""
    for statement in _TAKE_OFF:
        tables.run(connection, statement, schema)


def remember_roads(connection: Connection, schema: str, ids: list[int]) -> None:
    """Keep the names of some roads before they get others."""
    connection.execute(tables.statement(_REMEMBER_ROADS, schema), [ids])


def remember_place(connection: Connection, schema: str, row: int) -> None:
    """Keep a place before it moves."""
    connection.execute(tables.statement(_REMEMBER_PLACE, schema), [row])
