"""What the search asks the database; one statement a way of reading what was typed.

Names other than houses are few (tens of thousands); houses may be a million, so they are asked
only by their beginning or by their street and number. Every statement is bounded.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol


class Row(Protocol):
    """A row, by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 - a column may hold anything
        """Give a column."""
        ...


Parameters = Mapping[str, object]
Fetch = Callable[[str, Parameters], Awaitable[Sequence[Row]]]

MOST = 40
LAST = "\U0010ffff"
_WORDS = {
    "COLUMNS": """place.id, name, other_name, detail, district, kind, class, weight, initials,
 place.key, alias, parent, number, ST_X(point) AS lon, ST_Y(point) AS lat""",
    "NAMED": "kind <> 'building'",
    "SPOKEN": "kind <> 'building' AND kind <> 'crossing'",
    "BEST": "ORDER BY weight, length(key), key LIMIT 40",
}


def _sql(text: str) -> str:
    for word, meaning in _WORDS.items():
        text = text.replace(word, meaning)
    return text


REGION = """
SELECT id || '-' || version AS region, west, south, east, north FROM gis.region WHERE active
"""

# Names of districts and cities, which people say before an address.
REGION_NAMES = """
SELECT DISTINCT name, true AS divides FROM gis.area WHERE kind = 'district' AND name <> ''
UNION SELECT name, false FROM gis.place WHERE kind = 'landmark' AND class = 'city'
"""

BEGINS = _sql("""
(SELECT COLUMNS FROM gis.place WHERE NAMED AND key >= %(begins)s AND key < %(begins_end)s BEST)
UNION ALL
(SELECT COLUMNS FROM gis.place
 WHERE NAMED AND alias <> '' AND alias >= %(begins)s AND alias < %(begins_end)s BEST)
""")

CALLED = _sql("""
(SELECT COLUMNS FROM gis.place WHERE NAMED AND key = %(key)s LIMIT 10)
UNION ALL
(SELECT COLUMNS FROM gis.place WHERE NAMED AND alias <> '' AND alias = %(key)s LIMIT 10)
""")

HOUSE_BEGINS = _sql("""
SELECT COLUMNS FROM gis.place
WHERE kind = 'building' AND key >= %(begins)s AND key < %(begins_end)s ORDER BY key LIMIT 20
""")

# The exact house before those whose number only begins so.
HOUSES = _sql("""
SELECT COLUMNS FROM unnest(%(parents)s::text[]) AS wanted
CROSS JOIN LATERAL (
  SELECT * FROM gis.place AS house
  WHERE house.parent = wanted AND house.kind = 'building'
    AND house.number >= %(number)s AND house.number < %(number_end)s
  ORDER BY house.number LIMIT 8
) AS place
""")

# The numbers of a few streets that are nearest to one that no map has.
NUMBERS = _sql("""
SELECT COLUMNS FROM unnest(%(parents)s::text[]) AS wanted
CROSS JOIN LATERAL (
  SELECT * FROM gis.place AS house
  WHERE house.parent = wanted AND house.kind = 'building' AND house.number ~ '^[0-9]{1,9}'
  ORDER BY abs(substring(house.number FROM '^[0-9]{1,9}')::bigint - %(wanted)s), house.number
  LIMIT 40
) AS place
""")

CROSSING = _sql("""
SELECT COLUMNS FROM gis.place
WHERE kind = 'crossing'
 AND ((parent = ANY(%(first)s) AND number = ANY(%(second)s))
   OR (parent = ANY(%(second)s) AND number = ANY(%(first)s))) LIMIT 40
""")

WITHIN = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND key LIKE %(within)s BEST
""")

WITHIN_TWO = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND bigrams @> ARRAY[%(key)s] BEST
""")

LATIN = _sql("""
(SELECT COLUMNS FROM gis.place WHERE NAMED AND initials LIKE ANY(%(words)s) BEST)
UNION ALL
(SELECT COLUMNS FROM gis.place WHERE SPOKEN AND pinyin LIKE ANY(%(words)s) BEST)
""")

# Of one or two letters thousands begin so: any of them, at once.
LATIN_BEGUN = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND initials LIKE ANY(%(words)s) LIMIT 40
""")

LATIN_WITHIN = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND initials LIKE %(within)s BEST
""")

CONTAINED = _sql("""
SELECT COLUMNS FROM gis.place
WHERE NAMED AND (key = ANY(%(parts)s) OR (alias <> '' AND alias = ANY(%(parts)s)))
ORDER BY length(key) DESC, weight LIMIT 12
""")

SOUND = _sql("""
SELECT COLUMNS FROM gis.place WHERE SPOKEN AND pinyin LIKE %(word)s BEST
""")

# What is written much alike in pinyin.
SIMILAR = _sql("""
SELECT COLUMNS FROM gis.place
WHERE SPOKEN AND pinyin %%> %(spelled)s
ORDER BY word_similarity(%(spelled)s, pinyin) DESC, length(pinyin), weight LIMIT 40
""")

ROADS_BY_REF = """
SELECT DISTINCT name FROM gis.road
WHERE name <> '' AND NOT link AND upper(replace(ref, ' ', '')) = %(ref)s LIMIT 5
"""

POSTS = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND class = 'milestone' AND key = ANY(%(keys)s) LIMIT 20
""")

# Carriageways beside a point, each with the way that traffic runs there.
CARRIAGEWAYS = """
SELECT ST_X(ST_Transform(at, 4326)) AS lon, ST_Y(ST_Transform(at, 4326)) AS lat,
 degrees(ST_Azimuth(ST_LineInterpolatePoint(geom, greatest(share - 0.01, 0)),
                    ST_LineInterpolatePoint(geom, least(share + 0.01, 1)))) AS along_deg, oneway
FROM (
  SELECT road.geom, oneway, ST_ClosestPoint(road.geom, here) AS at,
   ST_LineLocatePoint(road.geom, here) AS share
  FROM gis.road, ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857) AS here
  WHERE NOT link AND name = %(name)s AND road.geom && ST_Expand(here, 120)
  ORDER BY road.geom <-> here LIMIT 6
) AS beside
"""

# What lies at a point: a house or a named thing close by, else a crossing, else the street.
NEAR = _sql("""
SELECT COLUMNS, ST_DistanceSphere(point, here) AS away_m
FROM gis.place, ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS here
WHERE geom && ST_Expand(ST_Transform(here, 3857), %(reach)s)
ORDER BY geom <-> ST_Transform(here, 3857) LIMIT 30
""")

STREET_AT = """
SELECT road.name, ST_DistanceSphere(ST_Transform(at, 4326), ST_Transform(here, 4326)) AS away_m,
 ST_X(ST_Transform(at, 4326)) AS lon, ST_Y(ST_Transform(at, 4326)) AS lat
FROM (
  SELECT road.name, here, ST_ClosestPoint(road.geom, here) AS at, road.geom <-> here AS away
  FROM gis.road, ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857) AS here
  WHERE road.name <> '' AND road.geom && ST_Expand(here, %(reach)s)
  ORDER BY road.geom <-> here LIMIT 1
) AS road
"""

STREET_NAMED = _sql("""
SELECT COLUMNS FROM gis.place
WHERE kind = 'road' AND key = %(key)s
ORDER BY point <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) LIMIT 1
""")


def like(text: str) -> str:
    """Write a text so that LIKE takes it as it is."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def beginning(name: str, text: str) -> Parameters:
    """Give both ends of what begins with a text: an index serves them whatever the plan."""
    return {name: text, f"{name}_end": text + LAST}
