"""Hospitals on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from dispatch.contracts.base import Command, PhoneNumber, ShortText, View
from dispatch.contracts.calls import PointView
from dispatch.contracts.stations import PointGiven

Department = Literal[
    "emergency",
    "cardiac",
    "stroke",
    "trauma",
    "obstetrics",
    "paediatrics",
    "poisoning",
    "infectious",
    "burns",
    "psychiatric",
]


Capability = Literal[
    "chest_pain_centre",
    "stroke_centre",
    "trauma_centre",
    "maternal_centre",
    "child_centre",
]


class DutyTelephoneView(View):
    """A telephone that somebody on duty answers; role says who, hours when."""

    number: str
    role: str
    hours: str


class BedsView(View):
    """Free emergency beds, as somebody told them."""

    free: int
    told_at: datetime
    told_by: str


class HospitalView(View):
    """A hospital and what it can treat."""

    id: UUID
    name: str
    point: PointView
    address: str
    telephone: str
    departments: Annotated[tuple[Department, ...], BeforeValidator(sorted)]
    capabilities: Annotated[tuple[Capability, ...], BeforeValidator(sorted)] = ()
    beds: BedsView | None = None
    beds_total: int | None = None
    staff: tuple[DutyTelephoneView, ...] = ()
    equipment: Annotated[tuple[str, ...], BeforeValidator(sorted)] = ()


class WriteHospital(Command):
    """A new or changed hospital; without capabilities the known ones stay."""

    name: ShortText
    point: PointGiven
    address: str = Field("", max_length=200)
    telephone: PhoneNumber
    departments: tuple[Department, ...] = Field(max_length=10)
    capabilities: tuple[Capability, ...] | None = Field(None, max_length=5)


class TellBeds(Command):
    """How many emergency beds a hospital has free, as it said just now."""

    free: int = Field(ge=0, le=999)
