"""Skills and equipment: what a vehicle with its crew can do, and what an incident asks of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.incident_form import Answered, IncidentForm
from dispatch.domain.vehicle import Skill, Vehicle, VehicleKind

OF_THE_CREW = frozenset({Skill.DOCTOR})


class NeedWhen(StrEnum):
    """What a line of the table of needs looks at."""

    PRIORITY = "priority"
    COMPLAINT = "complaint"
    PREGNANT = "pregnant"
    STAIRS = "stairs"


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the table of needs.

    Args:
        value: The priority's digit or the complaint's code; empty for the other two.
    """

    when: NeedWhen
    value: str
    skills: tuple[Skill, ...]


FIRST_NEEDS: Sequence[Need] = (
    Need(NeedWhen.PRIORITY, "1", (Skill.MONITORED_ALS, Skill.DOCTOR)),
    Need(NeedWhen.COMPLAINT, "childbirth", (Skill.OBSTETRIC_KIT,)),
    Need(NeedWhen.STAIRS, "", (Skill.STAIR_STRETCHER,)),
)
"""With which a centre begins; a sample 示例 without medical authority, for each site to edit."""


def needed_skills(form: IncidentForm, table: Sequence[Need]) -> tuple[Skill, ...]:
    """Give what an incident asks of a vehicle, in the table's order, each once."""
    said = set(_said(form))
    asked = (skill for one in table if (one.when, one.value) in said for skill in one.skills)
    return tuple(dict.fromkeys(asked))


def _said(form: IncidentForm) -> Iterator[tuple[NeedWhen, str]]:
    if form.priority is not None:
        yield NeedWhen.PRIORITY, str(int(form.priority))
    if form.complaint is not None:
        yield NeedWhen.COMPLAINT, form.complaint
    if form.gestation_weeks is not None:
        yield NeedWhen.PREGNANT, ""
    if form.stretcher and form.elevator is Answered.NO:
        yield NeedWhen.STAIRS, ""


def skills_of(vehicle: Vehicle) -> frozenset[Skill]:
    """Give what a vehicle can do: its list, what its kind 抢救监护型 means, and its doctor."""
    own = set(vehicle.equipment - OF_THE_CREW)
    if vehicle.kind is VehicleKind.MONITORING:
        own.add(Skill.MONITORED_ALS)
    if vehicle.crew.doctor is not None:
        own.add(Skill.DOCTOR)
    return frozenset(own)


def lacking(vehicle: Vehicle, needed: Sequence[Skill]) -> tuple[Skill, ...]:
    """Give what is asked and not there; of a crew that nobody wrote down nothing is known."""
    if not needed:
        return ()
    own = skills_of(vehicle)
    unknown: frozenset[Skill] = frozenset() if vehicle.crew.written else OF_THE_CREW
    return tuple(one for one in needed if one not in own and one not in unknown)
