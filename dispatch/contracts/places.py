"""Places on the wire: what a search proposes, and where an incident is."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dispatch.contracts.base import Command, Personal, PersonalAddress, View
from dispatch.contracts.calls import PointView

PlaceSource = Literal["typed", "suggestion", "map", "subscriber"]
PlaceText = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PointAsked(Command):
    """A point on WGS-84 that a person chose, degrees."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class PlaceView(View):
    """A place of an incident: its text as it was typed; without a point it is 未上图."""

    text: PersonalAddress
    point: Annotated[PointView, Personal("point")] | None
    source: PlaceSource


class PlaceSuggestionView(View):
    """A place that a search found; nothing of it is a scene before a person confirms it.

    detail is the district and road line; initials are those of the name in pinyin.
    """

    id: str
    name: str
    detail: str
    kind: str
    point: PointView
    initials: str


class PlaceSuggestions(View):
    """The rows under the field, best first."""

    places: tuple[PlaceSuggestionView, ...]
