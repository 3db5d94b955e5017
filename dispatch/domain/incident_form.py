"""The call form 受理单: every field may stay unasked, and unknown is an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID


class Nature(StrEnum):
    """What a call is about 呼叫类型."""

    EMERGENCY = "emergency"
    TRANSFER = "transfer"
    CHASE = "chase"
    REPEAT = "repeat"
    REINFORCE = "reinforce"
    ADVICE = "advice"
    COMPLAINT = "complaint"
    MISDIAL = "misdial"
    NUISANCE = "nuisance"
    SILENT = "silent"
    TEST = "test"
    DRILL = "drill"


NEEDS_VEHICLE = frozenset({Nature.EMERGENCY, Nature.TRANSFER, Nature.REINFORCE, Nature.DRILL})


class Answered(StrEnum):
    """What a caller said to a yes-or-no question; UNKNOWN 不明 is an answer too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Of the patient."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Priority(IntEnum):
    """How urgent it is 分级."""

    CRITICAL = 1
    URGENT = 2
    NOT_URGENT = 3


@dataclass(frozen=True, slots=True)
class IncidentForm:
    """What was asked and answered; None was not asked yet.

    Args:
        contact_number: As it was typed, or the caller's; used by order and call-back.
        complaint: Code of the table of chief complaints.
        age: As it was said, such as 3岁 or 七十多.
        wanted_hospital: Where the patient wants to go.
    """

    nature: Nature = Nature.EMERGENCY
    contact_number: str | None = None
    caller_relation: str | None = None
    patient_name: str | None = None
    sex: Sex | None = None
    age: str | None = None
    patient_count: int | None = None
    complaint: str | None = None
    complaint_text: str | None = None
    conscious: Answered | None = None
    breathing: Answered | None = None
    onset: str | None = None
    history: str | None = None
    diagnosis: str | None = None
    priority: Priority | None = None
    infectious: bool | None = None
    stretcher: bool | None = None
    floor: str | None = None
    elevator: Answered | None = None
    unaccompanied: bool | None = None
    gestation_weeks: int | None = None
    language: str | None = None
    hazards: str | None = None
    wanted_hospital: UUID | None = None
    notes: str | None = None

    def changed(self, changes: Mapping[str, Any]) -> "IncidentForm":
        """Put in what was answered; None clears a field, and a cleared nature is an emergency."""
        wanted = dict(changes)
        if "nature" in wanted:
            wanted["nature"] = wanted["nature"] or Nature.EMERGENCY
        return replace(self, **wanted)


def differences(before: IncidentForm, after: IncidentForm) -> tuple[str, ...]:
    """Name the fields that became another, in the order of the form."""
    names = (field.name for field in fields(IncidentForm))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


CREW_MUST_HEAR = frozenset(
    {"scene", "pick_up_point", "contact_number", "priority", "hazards", "infectious"}
)


def concerns_crew(changed: Iterable[str]) -> bool:
    """Whether a crew on its way must be told: where to, whom to ring, how fast, what is dangerous.

    Args:
        changed: Names of fields of the form, scene or pick_up_point.
    """
    return not CREW_MUST_HEAR.isdisjoint(changed)
