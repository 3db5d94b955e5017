"""Whether a point lies in water, in the region in force."""

from typing import LiteralString

IN_WATER: LiteralString = (
    "SELECT EXISTS (SELECT FROM gis.area WHERE kind = 'water' AND ST_Contains(geom,"
    " ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857)))"
)
