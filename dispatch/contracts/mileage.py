"""How vehicles were driven, on the wire: places and times, no person."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dispatch.contracts.base import View
from dispatch.contracts.calls import PointView


class StopView(View):
    """The vehicle stood."""

    since: datetime
    until: datetime
    point: PointView


class OdometerView(View):
    """What the vehicle's own odometer says.

    Args:
        used: It stands for the mileage: told all along and never broken; else the points do.
        differs: It and the points are more than a tenth and half a kilometre apart.
    """

    metres: int
    told: int
    used: bool
    differs: bool


class OdometerBreakView(View):
    """The odometer was set back, or went on by more than can be driven; it counts for nothing."""

    kind: Literal["set_back", "jumped"]
    since: datetime
    until: datetime
    before_km: float
    after_km: float


class TripView(View):
    """From one stop to the next; metres: of the points."""

    since: datetime
    until: datetime
    start: PointView
    end: PointView
    metres: int
    odometer: OdometerView | None


class SpeedingView(View):
    """Faster than was asked about."""

    since: datetime
    until: datetime
    fastest_kmh: float
    point: PointView


class DrivingView(View):
    """One vehicle's driving; lists hold at most 500, cut says that fixes are missing.

    Args:
        metres: Of the points.
    """

    vehicle_id: UUID
    vehicle_name: str
    device: str | None
    heard: int
    cut: bool
    metres: int
    odometer: OdometerView | None
    odometer_breaks: tuple[OdometerBreakView, ...]
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
