"""Positions on the stream: telemetry, the latest wins, none is awaited."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, View
from dispatch.contracts.map import BoundsView


class WatchPositions(Command):
    """The client's wish to be sent positions, or no longer.

    With a view, what lies outside of it is told only now and then; a wish with another view while
    positions are told changes the view and nothing else.
    """

    type: Literal["watch_positions"]
    watch: bool
    view: BoundsView | None = None


class PositionView(View):
    """Where a vehicle was last heard; age_s counts from the fix to the moment of sending."""

    vehicle_id: UUID | None
    device: str
    lon: float
    lat: float
    speed_kmh: float | None
    course_deg: float | None
    fixed_at: datetime
    age_s: float
    feed: str


class Positions(View):
    """All positions after the wish, then at most once a second those that changed."""

    type: Literal["positions"] = "positions"
    positions: tuple[PositionView, ...]
