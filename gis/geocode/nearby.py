"""What lies at a point, in words: a house, a named place, a crossing or the street beside it."""

from dataclasses import dataclass

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.motorway import bearing_deg
from gis.geocode.names import found_of
from gis.geocode.normalise import normalise
from gis.geocode.statements import Fetch

HOUSE_REACH_M = 45.0
NAMED_REACH_M = 80.0
CROSSING_REACH_M = 60.0
STREET_REACH_M = 1_500.0
HERE_M = 10.0
_REACHES = {"building": HOUSE_REACH_M, "crossing": CROSSING_REACH_M, "road": 0.0}


@dataclass(frozen=True, slots=True)
class Nearby:
    """The nearest place and where the point lies from it.

    Attributes:
        found: Its away_m is the distance of the point.
        bearing_deg: From the place to the point; None when the point is at the place itself.
    """

    found: Found
    bearing_deg: float | None


async def nearest(fetch: Fetch, point: Wgs84) -> Nearby | None:
    """Give what is nearest to a point, None far from every street."""
    at = {"lon": point.lon, "lat": point.lat}
    for row in await fetch(statements.NEAR, {**at, "reach": 2 * NAMED_REACH_M}):
        if row["away_m"] <= _REACHES.get(row["kind"], NAMED_REACH_M):
            return _nearby(found_of(row, 1.0, ()), point, row["away_m"])
    return await _street(fetch, point)


async def _street(fetch: Fetch, point: Wgs84) -> Nearby | None:
    at = {"lon": point.lon, "lat": point.lat}
    rows = await fetch(statements.STREET_AT, {**at, "reach": STREET_REACH_M})
    if not rows:
        return None
    named = await fetch(statements.STREET_NAMED, {**at, "key": normalise(rows[0]["name"])})
    if not named:
        return None
    street = {**_columns(named[0]), "lon": rows[0]["lon"], "lat": rows[0]["lat"]}
    return _nearby(found_of(street, 1.0, ()), point, rows[0]["away_m"])


def _columns(row: statements.Row) -> dict[str, object]:
    names = ("id", "name", "detail", "district", "kind", "initials", "key", "parent", "weight")
    return {name: row[name] for name in names}


def _nearby(found: Found, point: Wgs84, away_m: float) -> Nearby:
    reasons = (Reason(Part.POINT, How.NEAREST),)
    told = found.doubted(1.0, *reasons).at(away_m)
    return Nearby(told, None if away_m < HERE_M else bearing_deg(found.point, point))
