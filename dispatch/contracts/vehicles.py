"""Vehicles 救护车 on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from dispatch.contracts.base import Command, PhoneNumber, ShortText, View

VehicleKind = Literal["monitoring", "basic", "negative_pressure"]
Duty = Literal["in_service", "reserved", "out_of_service"]
DutyReason = Literal[
    "appointment",
    "stand_by",
    "disinfection",
    "refuelling",
    "repair",
    "meal",
    "crew_short",
    "breakdown",
]
Equipment = Literal[
    "monitored_als",
    "neonatal_incubator",
    "ventilator",
    "obstetric_kit",
    "child_kit",
    "stair_stretcher",
    "scoop_stretcher",
    "heavy_stretcher",
]
Skill = Equipment | Literal["doctor"]
VehicleStatus = Literal[
    "standby",
    "ordered",
    "departing",
    "to_scene",
    "on_scene",
    "to_hospital",
    "at_hospital",
    "returning",
    "out_of_service",
    "reserved",
    "awaiting_reassignment",
]


class CrewView(View):
    """Who rides, and the telephone aboard."""

    doctor: str | None
    nurse: str | None
    driver: str | None
    phone: str | None


class VehicleView(View):
    """A vehicle; status is computed from its duty and its open orders, never stored.

    tracker is the name under which its terminal speaks on a feed.
    """

    id: UUID
    name: str
    plate: str
    kind: VehicleKind
    station_id: UUID
    tracker: str | None
    crew: CrewView
    duty: Duty
    duty_reason: DutyReason | None
    duty_since: datetime
    status: VehicleStatus
    order_ids: tuple[UUID, ...]
    equipment: Annotated[tuple[Equipment, ...], BeforeValidator(sorted)] = ()


class CrewGiven(Command):
    """Who rides, and the telephone aboard."""

    doctor: ShortText | None = None
    nurse: ShortText | None = None
    driver: ShortText | None = None
    phone: PhoneNumber | None = None


class WriteVehicle(Command):
    """A new or changed vehicle; its duty is an act of its own.

    Without equipment the known one stays.
    """

    name: str = Field(pattern=r"^\S{1,16}$")
    plate: str = Field(min_length=1, max_length=16)
    kind: VehicleKind
    station_id: UUID
    tracker: str | None = Field(None, pattern=r"^[0-9A-Za-z_.:-]{1,32}$")
    crew: CrewGiven = CrewGiven()
    equipment: tuple[Equipment, ...] | None = Field(None, max_length=8)


class ChangeDuty(Command):
    """Put a vehicle in service, aside or out of service; the last two want a reason."""

    duty: Duty
    reason: DutyReason | None = None
