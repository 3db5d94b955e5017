"""Positions on the stream: telemetry, the latest wins, none is awaited."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import Command, View


class WatchPositions(Command):
    """The client's wish to be sent positions, or no longer."""

    type: Literal["watch_positions"]
    watch: bool


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
