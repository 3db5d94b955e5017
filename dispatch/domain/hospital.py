"""A hospital: its departments, the centres 五大中心 it holds, and its free beds as it told them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.complaint import Department
from dispatch.domain.errors import DomainError
from dispatch.domain.related_unit import DutyTelephone
from gis.datum import Wgs84


class HospitalNotFound(DomainError):
    """No hospital has this id."""

    code = "hospital_not_found"


class Capability(StrEnum):
    """What a hospital is recognised for 五大中心."""

    CHEST_PAIN_CENTRE = "chest_pain_centre"
    STROKE_CENTRE = "stroke_centre"
    TRAUMA_CENTRE = "trauma_centre"
    MATERNAL_CENTRE = "maternal_centre"
    CHILD_CENTRE = "child_centre"


CENTRE_FOR: Mapping[Department, Capability] = {
    Department.CARDIAC: Capability.CHEST_PAIN_CENTRE,
    Department.STROKE: Capability.STROKE_CENTRE,
    Department.TRAUMA: Capability.TRAUMA_CENTRE,
    Department.OBSTETRICS: Capability.MATERNAL_CENTRE,
    Department.PAEDIATRICS: Capability.CHILD_CENTRE,
}


@dataclass(frozen=True, slots=True)
class Beds:
    """Free emergency beds, as somebody told them."""

    free: int
    told_at: datetime
    told_by: str


@dataclass(frozen=True, slots=True)
class Hospital:
    """One hospital; nobody told its beds while they are None.

    Args:
        beds_total: How many emergency beds it has.
        staff: Who is on duty for what, and how they are rung.
        equipment: As people call it: CT, 高压氧舱.
    """

    id: UUID
    name: str
    point: Wgs84
    address: str
    telephone: str
    departments: frozenset[Department]
    capabilities: frozenset[Capability] = frozenset()
    beds: Beds | None = None
    beds_total: int | None = None
    staff: tuple[DutyTelephone, ...] = ()
    equipment: frozenset[str] = frozenset()

    def with_beds(self, beds: Beds) -> "Hospital":
        """Take what was told last."""
        return replace(self, beds=beds)

    def keeping(self, known: "Hospital | None") -> "Hospital":
        """Keep what is told, or written with upkeep only: beds, staff and equipment."""
        if known is None:
            return self
        return replace(
            self,
            beds=known.beds,
            beds_total=known.beds_total,
            staff=known.staff,
            equipment=known.equipment,
        )


def capabilities_of(
    written: frozenset[Capability] | None, known: Hospital | None
) -> frozenset[Capability]:
    """Give them as they are written, or as they were known where nothing is written."""
    if written is None:
        return known.capabilities if known else frozenset()
    return written
