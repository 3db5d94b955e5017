"""A region's tables: made beside the old ones, filled, indexed, swapped in one transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, LiteralString

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

TABLES = ("road", "area", "building", "place")
MODEL = "region_none"
# Search indexes leave houses out where only names are searched: a city has a hundred times more.
_INDEXES: Sequence[LiteralString] = (
    "CREATE INDEX ON {region}.road USING gist (geom)",
    "CREATE INDEX ON {region}.area USING gist (geom)",
    "CREATE INDEX ON {region}.area (name) WHERE kind = 'district'",
    "CREATE INDEX ON {region}.building USING gist (geom)",
    "CREATE INDEX ON {region}.place USING gist (geom) WHERE kind <> 'building'",
    "CREATE INDEX ON {region}.place USING gist (point)",
    "CREATE INDEX ON {region}.place (parent, number)",
    "CREATE INDEX ON {region}.place (key) WHERE kind = 'building'",
    "CREATE INDEX ON {region}.place (key) WHERE kind <> 'building'",
    "CREATE INDEX ON {region}.place (alias) WHERE kind <> 'building' AND alias <> ''",
    "CREATE INDEX ON {region}.place USING gin (key gin_trgm_ops) WHERE kind <> 'building'",
    "CREATE INDEX ON {region}.place USING gin (initials gin_trgm_ops) WHERE kind <> 'building'",
    (
        "CREATE INDEX ON {region}.place USING gin (pinyin gin_trgm_ops)"
        " WHERE kind <> 'building' AND kind <> 'crossing'"
    ),
    "CREATE INDEX ON {region}.place USING gin (bigrams) WHERE kind <> 'building'",
)


def create(connection: Connection, schema: str) -> None:
    """Make the empty tables of a region."""
    run(connection, "CREATE SCHEMA {region}", schema)
    for table in TABLES:
        run(connection, "CREATE TABLE {region}.{table} (LIKE {model}.{table})", schema, table)


def copy(connection: Connection, schema: str, table: str, rows: Iterable[Sequence[object]]) -> int:
    """Fill a table; gives how many rows it got."""
    filling = statement("COPY {region}.{table} FROM STDIN", schema, table)
    with connection.cursor() as cursor:
        with cursor.copy(filling) as lines:
            for row in rows:
                lines.write_row(row)
        return cursor.rowcount


def index(connection: Connection, schema: str) -> None:
    """Make the indexes, tell the planner what is in the tables, and let the servers read them."""
    for one in _INDEXES:
        run(connection, one, schema)
    for table in TABLES:
        run(connection, "ANALYZE {region}.{table}", schema, table)
        run(connection, "GRANT SELECT ON {region}.{table} TO d120_gis", schema, table)
    run(connection, "GRANT USAGE ON SCHEMA {region} TO d120_gis", schema)


def swap(connection: Connection, schema: str) -> None:
    """Turn the four views to a region; whoever reads meanwhile finishes with the old one."""
    for table in TABLES:
        run(
            connection,
            "CREATE OR REPLACE VIEW gis.{table} AS SELECT * FROM {region}.{table}",
            schema,
            table,
        )


def drop(connection: Connection, schema: str) -> None:
    """Remove a region's tables."""
    run(connection, "DROP SCHEMA IF EXISTS {region} CASCADE", schema)


def run(connection: Connection, text: LiteralString, schema: str, table: str = "") -> None:
    """Run a statement with the region's names in it."""
    connection.execute(statement(text, schema, table))


def statement(text: LiteralString, schema: str, table: str = "") -> sql.Composed:
    """Put a region's names into a statement."""
    return sql.SQL(text).format(
        region=sql.Identifier(schema), table=sql.Identifier(table), model=sql.Identifier(MODEL)
    )
