"""First-aid plans 急救预案: what is asked, what the caller is told to do, what a crew needs.

The texts of a plan are medicine and no part of this program: it begins with samples 示例, and a
site keeps its own, which its medical director has approved. A plan without an approver is shown as
a sample wherever it is shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain.errors import DomainError
from dispatch.domain.incident_form import IncidentForm, Sex
from dispatch.domain.vehicle import Skill

_DIGITS = re.compile(r"([0-9]{1,3})\s*(.?)")
_UNDER_A_YEAR = frozenset("月天周日")
_ONES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = re.compile("([一二三四五六七八九])?十([一二三四五六七八九])?")


class PlanPart(StrEnum):
    """What is read to a caller."""

    QUESTION = "question"
    STEP = "step"


class PlanLineNotFound(DomainError):
    """No version of the plan has this line."""

    code = "plan_line_not_found"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One question or step as it is read out, in Chinese and in English; English may be missing."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class FirstAidPlan:
    """One plan.

    Args:
        complaints: Codes of the chief complaints that it fits.
        sex: Of the patients it fits; None fits both.
        age_from_years: Youngest patient it fits; None has no bound.
        age_to_years: Oldest patient it fits, this year included; None has no bound.
        questions: What is asked, in its order.
        steps: What the caller is told to do, in its order.
        equipment: What the crew takes along, in words.
        skills: What the vehicle should have.
        order_lines: What stands on the order.
        approved_by: Who answers for its text; empty: a sample 示例.
    """

    id: UUID
    name: str
    english: str
    complaints: tuple[str, ...]
    sex: Sex | None
    age_from_years: int | None
    age_to_years: int | None
    questions: tuple[PlanLine, ...]
    steps: tuple[PlanLine, ...]
    equipment: tuple[str, ...]
    skills: tuple[Skill, ...]
    order_lines: tuple[str, ...]
    approved_by: str

    @property
    def is_sample(self) -> bool:
        """Whether nobody answers for its text."""
        return not self.approved_by

    def line(self, part: PlanPart, number: int) -> PlanLine:
        """Give a line by its number, the first is 1; PlanLineNotFound."""
        lines = self.questions if part is PlanPart.QUESTION else self.steps
        if not 1 <= number <= len(lines):
            raise PlanLineNotFound(part=part, number=number)
        return lines[number - 1]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it is in force, and its version."""

    plan: FirstAidPlan
    version: int


@dataclass(frozen=True, slots=True)
class PlanTick:
    """A line of a plan was read to a caller, or that was ticked by mistake; written once.

    Args:
        plan_name: As the plan was called then.
        number: Of the line within its part, the first is 1.
        text: As it was read, in the language it was read in.
        read: False takes an earlier tick of the same line back.
    """

    id: UUID
    incident_id: UUID
    plan_id: UUID
    plan_version: int
    plan_name: str
    part: PlanPart
    number: int
    text: str
    read: bool
    by: str
    at: datetime


def fitting_plans(plans: Sequence[PlanVersion], form: IncidentForm) -> Sequence[PlanVersion]:
    """Give the plans for a chief complaint, best first.

    One whose condition of age or sex is met goes before one without conditions, and that before
    one whose condition is not known yet; equals go by name. One whose condition is not met, or
    that is for another complaint, is left out.
    """
    ranked = [(_fit(one.plan, form), one.plan.name, one) for one in plans]
    fitting = [one for one in ranked if one[0] is not None]
    return [one for _, _, one in sorted(fitting, key=lambda one: (-(one[0] or 0), one[1]))]


def _fit(plan: FirstAidPlan, form: IncidentForm) -> int | None:
    """Count what speaks for a plan: above 0 a condition is met, below 0 one is not known."""
    if form.complaint not in plan.complaints:
        return None
    points = (_fit_of_sex(plan, form), _fit_of_age(plan, form))
    if None in points:
        return None
    return sum(filter(None, points))


def _fit_of_sex(plan: FirstAidPlan, form: IncidentForm) -> int | None:
    if plan.sex is None:
        return 0
    if form.sex in {None, Sex.UNKNOWN}:
        return -1
    return 1 if form.sex == plan.sex else None


def _fit_of_age(plan: FirstAidPlan, form: IncidentForm) -> int | None:
    low, high = plan.age_from_years, plan.age_to_years
    if low is None and high is None:
        return 0
    years = age_in_years(form.age)
    if years is None:
        return -1
    fits = (low is None or low <= years) and (high is None or years <= high)
    return 1 if fits else None


def age_in_years(said: str | None) -> int | None:
    """Read an age as it was said: 58 岁, 3岁, 8个月, 七十多; None where that is not clear."""
    text = (said or "").replace("个", "").strip()
    if found := _DIGITS.search(text):
        return 0 if found[2] in _UNDER_A_YEAR and found[2] else int(found[1])
    if found := _TENS.search(text):
        return _ONES.get(found[1] or "一", 1) * 10 + _ONES.get(found[2] or "零", 0)
    for sign in text[:1]:
        if sign in _ONES:
            return 0 if text[1:2] in _UNDER_A_YEAR and text[1:2] else _ONES[sign]
    return None


def order_lines_of(plan: FirstAidPlan) -> tuple[str, ...]:
    """Give what of a plan stands on an order."""
    equipment = (f"备：{'、'.join(plan.equipment)}",) if plan.equipment else ()
    return (*plan.order_lines, *equipment)
