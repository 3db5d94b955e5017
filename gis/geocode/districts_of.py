"""Which district each of many points lies in, asked in one statement."""

from collections.abc import Sequence

from gis.datum import Wgs84
from gis.geocode.statements import Fetch

DISTRICTS_OF = """
SELECT coalesce((
  SELECT name FROM gis.area
  WHERE kind = 'district' AND name <> ''
    AND ST_Contains(geom, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857))
  ORDER BY ST_Area(geom) LIMIT 1
), '') AS name
FROM unnest(%(lon)s::float8[], %(lat)s::float8[]) WITH ORDINALITY AS asked(lon, lat, place)
ORDER BY place
"""


async def districts_of(fetch: Fetch, points: Sequence[Wgs84]) -> list[str]:
    """Give the smallest district of each point, empty where none is drawn."""
    asked = {"lon": [one.lon for one in points], "lat": [one.lat for one in points]}
    return [str(row["name"]) for row in await fetch(DISTRICTS_OF, asked)]
