"""A hospital and the departments it has."""

from dataclasses import dataclass
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.errors import DomainError
from gis.datum import Wgs84


class HospitalNotFound(DomainError):
    """No hospital has this id."""

    code = "hospital_not_found"


@dataclass(frozen=True, slots=True)
class Hospital:
    """One hospital."""

    id: UUID
    name: str
    point: Wgs84
    address: str
    telephone: str
    departments: frozenset[Department]
