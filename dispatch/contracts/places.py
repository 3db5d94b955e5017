"""Places on the wire: what a search proposes, and where an incident is."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, Personal, PersonalAddress, View
from dispatch.contracts.calls import PointView

PlaceSource = Literal["typed", "suggestion", "map", "subscriber", "peer", "network", "link"]
PlaceText = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PointAsked(Command):
    """A point on WGS-84 that a person chose, degrees."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class PlaceView(View):
    """A place of an incident; without a point it is 未上图.

    typed is what stood in the field when it was chosen, letter by letter.
    """

    text: PersonalAddress
    point: Annotated[PointView, Personal("point")] | None
    source: PlaceSource
    typed: PersonalAddress | None = None


PlacePart = Literal[
    "name", "district", "number", "building", "crossing", "kilometre", "direction", "point"
]
PlaceHow = Literal[
    "whole",
    "alias",
    "reads",
    "initials",
    "beginning",
    "within",
    "words",
    "sound",
    "similar",
    "contained",
    "interpolated",
    "nearest",
    "unknown",
    "other",
    "apart",
    "swapped",
    "converted",
    "outside",
]
Toward = Literal[
    "north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west"
]


class PlaceReasonView(View):
    """How one part of what was typed is answered; text is what of the map stands beside it."""

    part: PlacePart
    how: PlaceHow
    text: str


class PlaceSuggestionView(View):
    """A place that a search found; nothing of it is a scene before a person confirms it.

    detail is the district and road line; initials are those of the name in pinyin. confidence
    goes from 0 to 1, and reasons explain it. toward is where the point of a reverse search lies
    from the place.
    """

    id: str
    name: str
    detail: str
    district: str
    kind: str
    point: PointView
    initials: str
    confidence: float
    reasons: tuple[PlaceReasonView, ...]
    distance_m: int
    toward: Toward | None = None


class PlaceSuggestions(View):
    """The rows under the field, best first.

    hint is what was typed beside the place, such as 对面. centred tells that distances are from
    the region's middle, for want of the caller's point.
    """

    places: tuple[PlaceSuggestionView, ...]
    hint: str
    centred: bool
