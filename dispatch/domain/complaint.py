"""Chief complaints 主诉: an editable table of what each needs and how urgent it mostly is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.errors import DomainError
from dispatch.domain.incident_form import Priority


class Department(StrEnum):
    """What a hospital can treat."""

    EMERGENCY = "emergency"
    CARDIAC = "cardiac"
    STROKE = "stroke"
    TRAUMA = "trauma"
    OBSTETRICS = "obstetrics"
    PAEDIATRICS = "paediatrics"
    POISONING = "poisoning"
    INFECTIOUS = "infectious"
    BURNS = "burns"
    PSYCHIATRIC = "psychiatric"


class ComplaintUnknown(DomainError):
    """The table holds no such complaint."""

    code = "complaint_unknown"


class ComplaintRepeated(DomainError):
    """Two lines of the table have the same code."""

    code = "complaint_repeated"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One line of the table.

    Args:
        code: Stays when its names change, so that old incidents keep their meaning.
        needs: Departments that a hospital for it should have.
        priority: Proposed; a person decides.
    """

    code: str
    name: str
    english: str
    needs: tuple[Department, ...]
    priority: Priority


@dataclass(frozen=True, slots=True)
class UsedComplaint:
    """A line, and how often one person chose it."""

    complaint: Complaint
    uses: int


def by_own_use(table: Sequence[Complaint], uses: Mapping[str, int]) -> Sequence[UsedComplaint]:
    """Put what a person chose most often first; equals keep the table's order."""
    used = [UsedComplaint(one, uses.get(one.code, 0)) for one in table]
    return sorted(used, key=lambda one: -one.uses)


def must_be_distinct(table: Sequence[Complaint]) -> None:
    """Refuse a table in which a code comes twice."""
    seen = set[str]()
    for one in table:
        if one.code in seen:
            raise ComplaintRepeated(code=one.code)
        seen.add(one.code)
