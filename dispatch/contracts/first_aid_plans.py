"""First-aid plans on the wire: what is written of one, how it is read, what was read to a caller.

A plan without approved_by is a sample 示例 that no physician answers for.
"""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dispatch.contracts.base import Command, ShortText, View
from dispatch.contracts.complaints import ComplaintCode
from dispatch.contracts.vehicles import Equipment

Part = Literal["question", "step"]
Age = Annotated[int, Field(ge=0, le=130)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PlanLineGiven(Command):
    """A question or a step, as it is read out."""

    zh: str = Field(min_length=1, max_length=200, pattern=r"^[^|\uff5c\r\n]*$")
    en: str = Field("", max_length=300, pattern=r"^[^|\uff5c\r\n]*$")


class PlanContent(Command):
    """What is written of a plan; ages are years, both bounds within it."""

    name: ShortText
    english: str = Field("", max_length=80)
    complaints: tuple[ComplaintCode, ...] = Field(min_length=1, max_length=24)
    sex: Literal["male", "female"] | None = None
    age_from_years: Age | None = None
    age_to_years: Age | None = None
    questions: tuple[PlanLineGiven, ...] = Field((), max_length=12)
    steps: tuple[PlanLineGiven, ...] = Field(min_length=1, max_length=20)
    equipment: tuple[Word, ...] = Field((), max_length=20)
    skills: tuple[Equipment, ...] = Field((), max_length=8)
    order_lines: tuple[Line, ...] = Field((), max_length=8)
    approved_by: str = Field("", max_length=40)

    @model_validator(mode="after")
    def _must_hold_an_age(self) -> Self:
        low, high = self.age_from_years, self.age_to_years
        if low is not None and high is not None and low > high:
            raise PydanticCustomError("ages_swapped", "ages are exchanged")
        return self


class PlanLineView(View):
    """A question or a step."""

    zh: str
    en: str


class PlanView(View):
    """A plan in the version that is in force; initials and spelled are its name in pinyin."""

    id: UUID
    version: int
    name: str
    english: str
    complaints: tuple[str, ...]
    sex: Literal["male", "female"] | None
    age_from_years: int | None
    age_to_years: int | None
    questions: tuple[PlanLineView, ...]
    steps: tuple[PlanLineView, ...]
    equipment: tuple[str, ...]
    skills: tuple[str, ...]
    order_lines: tuple[str, ...]
    approved_by: str
    initials: str
    spelled: str


class PlanTickView(View):
    """A line that was read to a caller; read false takes an earlier tick of it back."""

    id: UUID
    incident_id: UUID
    plan_id: UUID
    plan_version: int
    plan_name: str
    part: Part
    number: int
    text: str
    read: bool
    by: str
    at: datetime


class IncidentPlansView(View):
    """The plans that fit an incident, the best first, and all that was read to its callers."""

    plans: tuple[PlanView, ...]
    ticks: tuple[PlanTickView, ...]


class TickPlanLine(Command):
    """A line was read to the caller, or that was ticked by mistake."""

    version: int = Field(ge=1, le=1_000_000)
    part: Part
    number: int = Field(ge=1, le=20)
    english: bool = False
    read: bool = True


class PlanTickEvent(View):
    """Payload of plan_line_read."""

    tick: PlanTickView
