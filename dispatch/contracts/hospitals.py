"""Hospitals on the wire."""

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


class HospitalView(View):
    """A hospital and what it can treat."""

    id: UUID
    name: str
    point: PointView
    address: str
    telephone: str
    departments: Annotated[tuple[Department, ...], BeforeValidator(sorted)]


class WriteHospital(Command):
    """A new or changed hospital."""

    name: ShortText
    point: PointGiven
    address: str = Field("", max_length=200)
    telephone: PhoneNumber
    departments: tuple[Department, ...] = Field(max_length=10)
