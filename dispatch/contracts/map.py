"""The map on the wire: what tiles there are, and what both windows of a seat look at."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from dispatch.contracts.base import Command, Personal, View
from dispatch.contracts.calls import PointView
from dispatch.contracts.places import PointAsked


class BoundsView(View):
    """A box on WGS-84, degrees."""

    west: float
    south: float
    east: float
    north: float


class MapDescription(View):
    """The map in force; its version is part of every tile's address.

    min_zoom and max_zoom bound the tiles; a page may draw a tile of max_zoom larger.
    """

    version: str
    bounds: BoundsView
    centre: PointView
    attribution: str
    min_zoom: int
    max_zoom: int
    layers: tuple[str, ...]


class ChangeSelection(Command):
    """What a session looks at now: all of it, null for nothing.

    point is a proposal for the selected incident; only the call-taker's key makes it a place.
    """

    incident_id: UUID | None = None
    vehicle_id: UUID | None = None
    point: PointAsked | None = None


class SelectionView(View):
    """What a session looks at; both its windows show it."""

    incident_id: UUID | None
    vehicle_id: UUID | None
    point: Annotated[PointView, Personal("point")] | None
    changed_at: datetime
