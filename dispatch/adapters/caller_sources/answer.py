"""Reads what a peer or a carrier answers. Nothing of it is believed unchecked.

The wire is described in deploy/caller-sources.md. Damage is a doubt, never an exception.
"""

import json
from datetime import UTC, datetime
from math import isfinite
from typing import Annotated, Any

import numpy as np
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from dispatch.domain.caller_place import SourceDoubt
from dispatch.domain.place_source_plan import Datum
from dispatch.ports.place_providers import Area, ProviderAnswer
from gis.datum import PointOutOfRange, Wgs84
from gis.gcj02 import to_wgs84

MAX_BYTES = 16_384
FARTHEST_M = 100_000.0
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    number: str = Field(max_length=30)
    owner: Text = ""
    address: Text = ""
    district: Text = ""
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = Field(None, ge=0, le=FARTHEST_M)
    observed_at: AwareDatetime | None = None
    confidence: float | None = Field(None, ge=0, le=1)


def read_answer(body: bytes, *, number: str, datum: Datum, area: Area | None) -> ProviderAnswer:
    """Give what the answer says of a number.

    Args:
        body: As it came, at most MAX_BYTES.
        number: Which was asked, in its stored form.
        datum: In which the other side gives its points.
        area: Bounds of the centre's map.
    """
    try:
        said = _Answer.model_validate(_object(body))
    except (ValueError, TypeError, RecursionError):
        return ProviderAnswer(doubts=(SourceDoubt.BAD_ANSWER,))
    if said.number != number:
        return ProviderAnswer(doubts=(SourceDoubt.OTHER_NUMBER,))
    point, doubts = _point(said.lon, said.lat, datum, area)
    return ProviderAnswer(
        text=said.address,
        point=point,
        radius_m=said.radius_m,
        district=said.district or None,
        owner=said.owner or None,
        observed_at=said.observed_at.astimezone(UTC) if said.observed_at else None,
        confidence=said.confidence,
        doubts=doubts,
    )


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BYTES:
        raise ValueError("too long")
    said = json.loads(body)
    if not isinstance(said, dict):
        raise TypeError("no object")
    return said


def _point(
    lon: float | None, lat: float | None, datum: Datum, area: Area | None
) -> tuple[Wgs84 | None, tuple[SourceDoubt, ...]]:
    """Give the point that is meant, and what is wrong with it as it came."""
    if lon is None and lat is None:
        return None, ()
    if lon is None or lat is None or not (isfinite(lon) and isfinite(lat)):
        return None, (SourceDoubt.BAD_ANSWER,)
    straight, crossed = _on_wgs84(lon, lat, datum), _on_wgs84(lat, lon, datum)
    if straight is not None and (area is None or area.holds(straight)):
        return straight, ()
    if crossed is not None and (area.holds(crossed) if area else straight is None):
        return crossed, (SourceDoubt.SWAPPED,)
    if straight is None:
        return None, (SourceDoubt.BAD_ANSWER,)
    return straight, (SourceDoubt.OUTSIDE_AREA,)


def _on_wgs84(lon: float, lat: float, datum: Datum) -> Wgs84 | None:
    try:
        point = Wgs84(lon, lat)
        if datum is Datum.WGS84:
            return point
        east, north = to_wgs84(np.array([lon]), np.array([lat]))
        return Wgs84(float(east[0]), float(north[0]))
    except PointOutOfRange:
        return None


def is_later(observed_at: datetime | None, now: datetime) -> bool:
    """Tell whether a source claims to have observed what lies ahead by more than a minute."""
    return observed_at is not None and (observed_at - now).total_seconds() > 60
