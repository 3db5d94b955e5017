"""A million addresses, made of the region in force: its names behind other first characters."""

from collections.abc import Sequence
from typing import Any

import psycopg

from gis.storage import tables

Connection = psycopg.Connection[tuple[Any, ...]]

ADDRESSES = 1_000_000
SCHEMA = "region_bench_1"
# First characters with their pinyin; each makes a whole city of its own beside the others.
FIRST: Sequence[tuple[str, str]] = (
    *(("东", "dong"), ("西", "xi"), ("南", "nan"), ("北", "bei")),
    *(("新", "xin"), ("老", "lao"), ("上", "shang"), ("下", "xia")),
)
_APART_DEGREES = 0.9
_COUNTED = (
    "SELECT count(*) FROM gis.place WHERE kind IN ('road', 'estate') AND class <> 'other_name'"
)
_NAMES = """
INSERT INTO region_bench_1.place
SELECT id + %(copy)s * 100000000, %(first)s || name, other_name, kind, class, district, detail,
 weight,
 CASE WHEN kind = 'crossing' THEN %(first)s || parent || %(first)s || number
      ELSE %(first)s || key END,
 CASE WHEN kind = 'crossing' THEN %(first)s || number || %(first)s || parent
      WHEN alias = '' THEN '' ELSE %(first)s || alias END,
 CASE WHEN parent = '' THEN '' ELSE %(first)s || parent END,
 CASE WHEN kind = 'crossing' THEN %(first)s || number ELSE number END,
 replace(initials, ' ', ' ' || left(%(said)s, 1)), replace(pinyin, ' ', ' ' || %(said)s),
 array_append(bigrams, %(first)s || left(key, 1)),
 ST_Translate(point, %(east)s, 0), ST_Transform(ST_Translate(point, %(east)s, 0), 3857)
FROM gis.place WHERE kind <> 'building'
"""
_HOUSES = """
INSERT INTO region_bench_1.place
SELECT %(copy)s * 100000000 + 50000000 + row_number() OVER (), %(first)s || name || house || '号',
 '',
 'building', 'yes', district, detail, 6, %(first)s || key || house || '号', '', %(first)s || key,
 house::text, ' ' || house, '', '{}', at, ST_Transform(at, 3857)
FROM gis.place, generate_series(1, %(each)s) AS house,
 LATERAL ST_Translate(point, %(east)s + house * 0.00003, house %% 2 * 0.0002) AS at
WHERE kind IN ('road', 'estate') AND class <> 'other_name'
"""


def put_up(connection: Connection) -> int:
    """Make the tables, put them in force; gives how many addresses they hold."""
    row = connection.execute(_COUNTED).fetchone()
    each = -(-ADDRESSES // (len(FIRST) * (row[0] if row else 1)))
    tables.create(connection, SCHEMA)
    for copy, (first, said) in enumerate(FIRST, start=1):
        told = {
            "copy": copy,
            "first": first,
            "said": said,
            "each": each,
            "east": copy * _APART_DEGREES,
        }
        connection.execute(_NAMES, told)
        connection.execute(_HOUSES, told)
    for table in ("road", "area", "building"):
        tables.run(
            connection, "INSERT INTO {region}.{table} SELECT * FROM gis.{table}", SCHEMA, table
        )
    tables.index(connection, SCHEMA)
    tables.swap(connection, SCHEMA)
    counted = connection.execute(
        "SELECT count(*) FROM gis.place WHERE kind = 'building'"
    ).fetchone()
    connection.commit()
    return int(counted[0]) if counted else 0
