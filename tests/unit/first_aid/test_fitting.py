"""Which first-aid plan fits whom, and what of it stands on an order."""

import pytest

from dispatch.contracts.first_aid_plans import PlanContent
from dispatch.domain.first_aid_plan import (
    PlanLineNotFound,
    PlanPart,
    age_in_years,
    fitting_plans,
    order_lines_of,
)
from dispatch.domain.first_complaints import FIRST_COMPLAINTS
from dispatch.domain.incident_form import IncidentForm, Sex
from dispatch.simulator.sample_plans import sample_plans
from tests.unit.first_aid.some_plans import version

ADULT = version(2, name="成人", age_from_years=9)
CHILD = version(3, name="小儿", age_to_years=8)
WOMAN = version(4, name="妇女", sex="female")
ANYBODY = version(1, name="一般")


def names(**said: object) -> list[str]:
    form = IncidentForm(complaint="chest_pain").changed(said)
    return [one.plan.name for one in fitting_plans([CHILD, ADULT, WOMAN, ANYBODY], form)]


@pytest.mark.mission("A30")
def test_a_plan_whose_condition_is_met_goes_first_and_one_not_known_last():
    assert names() == ["一般", "妇女", "小儿", "成人"]
    assert names(age="58 岁", sex=Sex.MALE) == ["成人", "一般"]
    assert names(age="3岁") == ["小儿", "一般", "妇女"]
    assert names(age="30", sex=Sex.FEMALE) == ["妇女", "成人", "一般"]


def test_a_plan_for_another_complaint_does_not_fit():
    assert names(complaint="fall") == []
    assert names(complaint=None) == []


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("58 岁", 58),
        ("3岁", 3),
        ("8个月", 0),
        ("20 天", 0),
        ("七十多", 70),
        ("十二岁", 12),
        ("五岁", 5),
        ("三个月", 0),
        ("老人", None),
        ("", None),
        (None, None),
    ],
)
def test_an_age_is_read_as_it_is_said(said: str | None, years: int | None):
    assert age_in_years(said) == years


def test_an_order_carries_the_text_for_it_and_the_equipment():
    assert order_lines_of(ANYBODY.plan) == ("提前通知胸痛中心", "备：心电图机、氧气")


def test_a_line_is_found_by_its_number_alone():
    assert ANYBODY.plan.line(PlanPart.STEP, 2).zh == "打开门"
    for part, number in ((PlanPart.QUESTION, 2), (PlanPart.STEP, 0), (PlanPart.STEP, 3)):
        with pytest.raises(PlanLineNotFound):
            ANYBODY.plan.line(part, number)


def test_every_sample_plan_may_be_kept_and_says_that_it_is_one():
    codes = {one.code for one in FIRST_COMPLAINTS}
    plans = [PlanContent.model_validate(content) for _, content in sample_plans()]
    assert 10 <= len(plans) <= 15
    assert len({one.name for one in plans}) == len(plans)
    for plan in plans:
        assert "示例" in plan.name
        assert plan.approved_by == ""
        assert codes.issuperset(plan.complaints)
        assert all(line.en for line in (*plan.questions, *plan.steps))
