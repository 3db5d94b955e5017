"""Plans are kept with the other things; orders carry them; what is read of them is told."""

from dataclasses import replace
from uuid import UUID

import pytest

from dispatch.adapters.upkeep_file import UpkeepFiles
from dispatch.domain.complaint import ComplaintUnknown
from dispatch.domain.first_aid_plan import PlanLineNotFound, PlanPart
from dispatch.domain.incident import IncidentNotFound
from dispatch.domain.incident_form import IncidentForm
from dispatch.domain.upkeep import KeptKind, KeptThing
from dispatch.services.find_plan import find_plan
from dispatch.services.incidents.tick_plan_line import TickPlanLine, tick_plan_line
from dispatch.services.upkeep.change_thing import ChangeThing, change_thing
from dispatch.services.upkeep.retire_thing import retire_thing
from dispatch.services.upkeep.undo_change import undo_change
from tests.unit.first_aid.some_plans import CHEST, OTHER, PLAN
from tests.unit.incidents.some_incidents import incident
from tests.unit.memory_transaction import MemoryTransaction

KIND = KeptKind.PLAN
OURS = incident(form=IncidentForm(complaint="chest_pain"))


@pytest.fixture
def tx() -> MemoryTransaction:
    return MemoryTransaction(incidents=[OURS])


def tick(number: int = 1, **changes: object) -> TickPlanLine:
    one = TickPlanLine(OURS.id, PLAN, 1, PlanPart.STEP, number, english=False, read=True, by="1027")
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.mark.mission("A56")
async def test_the_plan_in_force_is_found_with_its_version_until_it_is_retired(
    tx: MemoryTransaction,
):
    assert await find_plan(OURS, tx) is None
    await change_thing(ChangeThing(KIND, PLAN, CHEST, 0), tx)
    await change_thing(ChangeThing(KIND, PLAN, CHEST | {"approved_by": "王主任"}, 1), tx)
    found = await find_plan(OURS, tx)
    assert found is not None
    assert (found.version, found.plan.is_sample) == (2, False)
    await retire_thing(KIND, PLAN, 2, "改用新预案", tx)
    assert await find_plan(OURS, tx) is None
    await undo_change(3, tx)
    again = await find_plan(OURS, tx)
    assert again is not None
    assert (again.version, again.plan) == (4, found.plan)


async def test_a_plan_for_a_complaint_that_nobody_knows_is_refused(tx: MemoryTransaction):
    with pytest.raises(ComplaintUnknown) as refused:
        await change_thing(ChangeThing(KIND, PLAN, CHEST | {"complaints": ["chest"]}, 0), tx)
    assert refused.value.parameters == {"complaint": "chest"}
    assert tx.told == []


async def test_what_is_read_is_kept_with_the_words_that_stood_on_the_screen(
    tx: MemoryTransaction,
):
    await change_thing(ChangeThing(KIND, PLAN, CHEST, 0), tx)
    newer = CHEST | {"steps": [{"zh": "躺下", "en": "Lie down"}]}
    await change_thing(ChangeThing(KIND, PLAN, newer, 1), tx)
    first = await tick_plan_line(tick(), tx)
    english = await tick_plan_line(tick(english=True), tx)
    only_chinese = await tick_plan_line(tick(2, english=True), tx)
    back = await tick_plan_line(tick(read=False), tx)
    assert [one.text for one in tx.plan_ticks] == ["坐着别动", "Sit still", "打开门", "坐着别动"]
    assert (first.plan_version, first.plan_name, first.by) == (1, "胸痛", "1027")
    assert [one.read for one in (first, english, only_chinese, back)] == [True, True, True, False]
    assert tx.told[-4:] == ["plan_line_read"] * 4
    assert OURS.id in tx.events[-1].subjects


async def test_a_line_or_an_incident_that_is_not_there_is_refused(tx: MemoryTransaction):
    await change_thing(ChangeThing(KIND, PLAN, CHEST, 0), tx)
    for wrong in (tick(3), tick(plan_id=OTHER), tick(version=2)):
        with pytest.raises(PlanLineNotFound):
            await tick_plan_line(wrong, tx)
    with pytest.raises(IncidentNotFound):
        await tick_plan_line(tick(incident_id=UUID(int=4)), tx)
    assert tx.plan_ticks == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_of_plans_comes_back_as_it_went_out(language: str):
    files = UpkeepFiles()
    content = CHEST | {"sex": "female", "age_from_years": 9, "approved_by": "=王"}
    content["order_lines"] = ["先做心电图", "提前通知；别等"]
    thing = KeptThing(KIND, PLAN, "胸痛", content)
    (row,) = files.read(KIND, files.write_csv(KIND, [thing], language))
    without_english = [{"zh": "坐着别动", "en": "Sit still"}, {"zh": "打开门"}]
    assert row.content == content | {"steps": without_english}
