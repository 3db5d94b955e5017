"""What the search asks the database; one statement a way of reading what was typed.

Names other than houses are few (tens of thousands); houses may be a million, so they are asked
only by their beginning or by their street and number. Every statement is bounded.
"""

from collections.abc import Mapping

MOST = 40
LAST = "\U0010ffff"
_WORDS = {
    "COLUMNS": """place.id, name, detail, kind, weight, initials,
 ST_X(point) AS lon, ST_Y(point) AS lat,
 length(place.key) AS key_length, length(alias) AS alias_length""",
    "NAMED": "kind <> 'building'",
    "BEST": "ORDER BY weight, length(key), key LIMIT 40",
}


def _sql(text: str) -> str:
    for word, meaning in _WORDS.items():
        text = text.replace(word, meaning)
    return text


REGION = "SELECT id || '-' || version AS region FROM gis.region WHERE active"

# Names of districts and cities, which people say before an address.
REGION_NAMES = """
SELECT DISTINCT name FROM gis.area WHERE kind = 'district' AND name <> ''
UNION SELECT name FROM gis.place WHERE kind = 'landmark' AND class = 'city'
"""

BEGINS = _sql("""
(SELECT COLUMNS FROM gis.place WHERE NAMED AND key >= %(begins)s AND key < %(begins_end)s BEST)
UNION ALL
(SELECT COLUMNS FROM gis.place
 WHERE NAMED AND alias <> '' AND alias >= %(begins)s AND alias < %(begins_end)s BEST)
""")

HOUSE_BEGINS = _sql("""
SELECT COLUMNS FROM gis.place
WHERE kind = 'building' AND key >= %(begins)s AND key < %(begins_end)s ORDER BY key LIMIT 20
""")

# A street or estate and a number behind it: the exact house before those that begin with it.
HOUSES = _sql("""
WITH streets AS (
  (SELECT key, weight FROM gis.place WHERE NAMED AND key = %(street)s LIMIT 1)
  UNION ALL
  (SELECT key, weight FROM gis.place
   WHERE NAMED AND kind <> 'crossing' AND key >= %(begins)s AND key < %(begins_end)s BEST)
), found AS (
  SELECT DISTINCT key FROM streets LIMIT 20
)
SELECT COLUMNS, number, parent FROM found
CROSS JOIN LATERAL (
  SELECT * FROM gis.place AS house
  WHERE house.parent = found.key AND house.kind = 'building'
    AND house.number >= %(number)s AND house.number < %(number_end)s
  ORDER BY house.number LIMIT 12
) AS place
""")

HOUSES_BY_INITIALS = HOUSES.replace(
    "key = %(street)s LIMIT 1", "kind <> 'crossing' AND initials = %(exactly)s LIMIT 12"
).replace("key >= %(begins)s AND key < %(begins_end)s", "initials LIKE %(spoken)s")

CROSSING = _sql("""
(SELECT COLUMNS FROM gis.place
 WHERE kind = 'crossing' AND key >= %(first)s AND key < %(first_end)s
 AND number >= %(second)s AND number < %(second_end)s BEST)
UNION ALL
(SELECT COLUMNS FROM gis.place
 WHERE kind = 'crossing' AND key >= %(second)s AND key < %(second_end)s
 AND number >= %(first)s AND number < %(first_end)s BEST)
""")

WITHIN = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND key LIKE %(within)s BEST
""")

WITHIN_TWO = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND bigrams @> ARRAY[%(key)s] BEST
""")

LATIN = _sql("""
SELECT COLUMNS, initials LIKE %(word)s AS begins FROM gis.place
WHERE NAMED AND (initials LIKE %(word)s OR pinyin LIKE %(word)s) BEST
""")

LATIN_WITHIN = _sql("""
SELECT COLUMNS FROM gis.place WHERE NAMED AND initials LIKE %(within)s BEST
""")

CONTAINED = _sql("""
SELECT COLUMNS FROM gis.place
WHERE NAMED AND key = ANY(%(parts)s) ORDER BY length(key) DESC, weight LIMIT 12
""")

SIMILAR = _sql("""
SELECT COLUMNS, similarity(key, %(key)s) AS likeness FROM gis.place
WHERE NAMED AND key %% %(key)s ORDER BY likeness DESC, weight LIMIT 12
""")

# What lies at a point: a house or a named thing close by, else a crossing, else the street.
NEAR = _sql("""
SELECT COLUMNS, ST_DistanceSphere(point, here) AS away_m
FROM gis.place, ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS here
WHERE geom && ST_Expand(ST_Transform(here, 3857), %(reach)s)
ORDER BY geom <-> ST_Transform(here, 3857) LIMIT 30
""")

STREET_AT = """
SELECT road.name, ST_Distance(road.geom, here) AS away
FROM gis.road, ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857) AS here
WHERE road.name <> '' AND road.geom && ST_Expand(here, %(reach)s)
ORDER BY road.geom <-> here LIMIT 1
"""

STREET_NAMED = _sql("""
SELECT COLUMNS FROM gis.place
WHERE kind = 'road' AND key = %(key)s
ORDER BY point <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) LIMIT 1
""")

Parameters = Mapping[str, object]


def like(text: str) -> str:
    """Write a text so that LIKE takes it as it is."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def beginning(name: str, text: str) -> Parameters:
    """Give both ends of what begins with a text: an index serves them whatever the plan."""
    return {name: text, f"{name}_end": text + LAST}
