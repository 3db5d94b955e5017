"""What a point is: its district, the road beside it, the nearest crossing, what lies around."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from gis.datum import Wgs84
from gis.geocode.statements import Fetch, Row

ROAD_REACH_M = 1_500.0
CROSSING_REACH_M = 2_000.0
MOST_AROUND = 60

_HERE = "ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)"
DISTRICT_AT = f"""
SELECT name FROM gis.area
WHERE kind = 'district' AND name <> '' AND ST_Contains(geom, ST_Transform({_HERE}, 3857))
ORDER BY ST_Area(geom) LIMIT 1
"""  # noqa: S608 - only the point's own words
ROAD_AT = f"""
SELECT name, class, oneway, ST_DistanceSphere(ST_Transform(at, 4326), {_HERE}) AS away_m
FROM (
  SELECT road.name, road.class, road.oneway, ST_ClosestPoint(road.geom, here) AS at
  FROM gis.road, ST_Transform({_HERE}, 3857) AS here
  WHERE road.geom && ST_Expand(here, %(reach)s)
  ORDER BY road.geom <-> here LIMIT 1
) AS nearest
"""  # noqa: S608 - only the point's own words
CROSSING_AT = f"""
SELECT name, ST_X(point) AS lon, ST_Y(point) AS lat, ST_DistanceSphere(point, {_HERE}) AS away_m
FROM gis.place
WHERE kind <> 'building' AND kind = 'crossing'
  AND geom && ST_Expand(ST_Transform({_HERE}, 3857), %(reach)s)
ORDER BY geom <-> ST_Transform({_HERE}, 3857) LIMIT 1
"""  # noqa: S608 - only the point's own words
AROUND = f"""
SELECT id, name, class, district, detail, ST_X(point) AS lon, ST_Y(point) AS lat, away_m
FROM (
  SELECT *, ST_DistanceSphere(point, {_HERE}) AS away_m FROM gis.place
  WHERE kind <> 'building' AND class = ANY(%(classes)s)
    AND geom && ST_Expand(ST_Transform({_HERE}, 3857), %(reach)s)
) AS near
WHERE away_m <= %(radius)s ORDER BY away_m, id LIMIT %(most)s
"""  # noqa: S608 - only the point's own words


@dataclass(frozen=True, slots=True)
class RoadBeside:
    """The nearest road.

    Attributes:
        road_class: motorway, trunk, primary, secondary, tertiary, residential or service.
        oneway: Traffic runs one way only.
    """

    name: str
    road_class: str
    oneway: bool
    away_m: float


@dataclass(frozen=True, slots=True)
class Near:
    """Something with a name, and how far it is from the point that was asked for.

    Attributes:
        detail: District, address, and of an AED how one gets at it.
    """

    id: str
    name: str
    sort: str
    district: str
    point: Wgs84
    away_m: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the region in force knows of a point; None where it knows nothing near."""

    district: str
    road: RoadBeside | None
    crossing: Near | None


async def facts_at(fetch: Fetch, point: Wgs84) -> Facts:
    """Give what a point is."""
    at = {"lon": point.lon, "lat": point.lat}
    districts = await fetch(DISTRICT_AT, at)
    roads = await fetch(ROAD_AT, {**at, "reach": _mercator_m(point, ROAD_REACH_M)})
    crossings = await fetch(CROSSING_AT, {**at, "reach": _mercator_m(point, CROSSING_REACH_M)})
    return Facts(
        district=districts[0]["name"] if districts else "",
        road=_road(roads[0]) if roads else None,
        crossing=_crossing(crossings[0]) if crossings else None,
    )


async def things_around(
    fetch: Fetch, point: Wgs84, radius_m: float, classes: Sequence[str]
) -> Sequence[Near]:
    """Give what is of some classes within a radius, nearest first, at most MOST_AROUND."""
    asked = {
        "lon": point.lon,
        "lat": point.lat,
        "radius": radius_m,
        "reach": _mercator_m(point, radius_m),
        "classes": list(classes),
        "most": MOST_AROUND,
    }
    return [_near(row) for row in await fetch(AROUND, asked)]


def _mercator_m(point: Wgs84, ground_m: float) -> float:
    """Give how many metres of Mercator a distance takes there."""
    return ground_m / max(cos(radians(point.lat)), 0.05)


def _road(row: Row) -> RoadBeside:
    return RoadBeside(row["name"], row["class"], row["oneway"] != 0, row["away_m"])


def _crossing(row: Row) -> Near:
    return Near("", row["name"], "crossing", "", Wgs84(row["lon"], row["lat"]), row["away_m"])


def _near(row: Row) -> Near:
    point = Wgs84(row["lon"], row["lat"])
    told = str(row["id"]), row["name"], row["class"], row["district"]
    return Near(*told, point, row["away_m"], row["detail"])
