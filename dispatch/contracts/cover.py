"""Cover on the wire: what is reached in time, what is advised, and the settings."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dispatch.contracts.base import Command, View

Times = Literal[0, 1, 2]


class CoverSettingsView(View):
    """The settings in force; version 0 is what a centre begins with."""

    version: int
    enabled: bool
    within_min: int
    least_gain_percent: int
    changed_by: str | None
    changed_at: datetime | None


class ChangeCoverSettings(Command):
    """A whole new set, on top of the version that the editor saw."""

    base_version: int = Field(ge=0)
    enabled: bool
    within_min: int = Field(ge=2, le=30)
    least_gain_percent: int = Field(ge=0, le=50)


class StandByAdviceView(View):
    """Where a vehicle that freed had best stand by; home_s is null when there is no way home."""

    vehicle_id: UUID
    vehicle_name: str
    station_id: UUID
    station_name: str
    gain_percent: float
    drive_s: int
    home_s: int | None


class CoverView(View):
    """Cover at one moment.

    Args:
        source: Whether the points are the centre's own incidents, or all streets alike.
        points: Longitude, latitude, and by how many vehicles it is reached: 0, 1, or 2 and more.
        ready: Vehicles that were ready.
        share_percent: Of the demand that is reached by at least one.
        double_share_percent: Of the demand that a second one reaches too.
        closures: Numbers of those that were in force and counted.
        hour_factor: Of the hour; 1 where none is in force.
    """

    made_at: datetime
    map_version: str
    within_min: int
    source: Literal["own_incidents", "streets"]
    points: tuple[tuple[float, float, Times], ...]
    ready: int
    share_percent: float
    double_share_percent: float
    advice: tuple[StandByAdviceView, ...]
    closures: tuple[int, ...] = ()
    hour_factor: float = 1.0


class UncoveredDistrictView(View):
    """A district that loses cover, and how much of its own demand."""

    name: str
    share_percent: float


class UncoveredByView(View):
    """What no ready vehicle reaches in time any more once this one goes.

    Args:
        share_percent: Of all demand.
        districts: That lose most, first; small losses are not named.
    """

    vehicle_id: UUID
    share_percent: float
    districts: tuple[UncoveredDistrictView, ...]


class UncoveredView(View):
    """The same of every vehicle that was ready; it ranks none of them."""

    made_at: datetime
    within_min: int
    source: Literal["own_incidents", "streets"]
    vehicles: tuple[UncoveredByView, ...]


class TakeStandBy(Command):
    """A person takes the advice for a vehicle."""

    vehicle_id: UUID
    station_id: UUID


class StandByView(View):
    """Advice that was taken: no order; by a staff number."""

    id: UUID
    vehicle_id: UUID
    station_id: UUID
    gain_percent: float
    drive_min: float
    taken_by: str
    taken_at: datetime


class StandByEvent(View):
    """Payload of stand_by_taken."""

    stand_by: StandByView
