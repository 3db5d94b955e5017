"""How vehicles were driven, on the wire: places and times, no person."""

from datetime import datetime
from uuid import UUID

from dispatch.contracts.base import View
from dispatch.contracts.calls import PointView


class StopView(View):
    """The vehicle stood."""

    since: datetime
    until: datetime
    point: PointView


class TripView(View):
    """From one stop to the next."""

    since: datetime
    until: datetime
    start: PointView
    end: PointView
    metres: int


class SpeedingView(View):
    """Faster than was asked about."""

    since: datetime
    until: datetime
    fastest_kmh: float
    point: PointView


class DrivingView(View):
    """One vehicle's driving; lists hold at most 500, cut says that fixes are missing."""

    vehicle_id: UUID
    vehicle_name: str
    device: str | None
    heard: int
    cut: bool
    metres: int
    driving_s: int
    unheard_s: int
    trips: tuple[TripView, ...]
    stops: tuple[StopView, ...]
    speedings: tuple[SpeedingView, ...]


class MileageView(View):
    """The driving of some vehicles in a period."""

    since: datetime
    until: datetime
    over_kmh: int
    vehicles: tuple[DrivingView, ...]
