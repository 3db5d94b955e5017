"""First-aid plans over the wire on a real database: kept, shown to who takes calls, on orders."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok
from tests.unit.first_aid.some_plans import CHEST


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def keep(centre: Centre, key: UUID, content: dict[str, Any], expected: int = 0) -> None:
    keeper = centre.by(Role.ADMINISTRATOR)
    body = {"content": content, "expected": expected}
    answer = await keeper.act("PUT", f"/upkeep/plan/{key}", body)
    assert answer.status_code == 200, answer.text


@pytest.mark.mission("A30", "A49", "A56")
async def test_a_plan_is_shown_for_its_complaint_and_goes_with_the_order_in_its_version(
    centre: Centre, runs: Runs
):
    key = uuid4()
    await keep(centre, key, CHEST)
    await keep(centre, key, CHEST | {"approved_by": "王主任"}, 1)
    incident = await runs.incident(complaint="chest_pain", contact_number="13805276621", priority=1)
    shown = (await runs.desk.get(f"/incidents/{incident}/plans")).json()
    (plan,) = shown["plans"]
    assert (plan["name"], plan["version"], plan["initials"]) == ("胸痛", 2, "xt")
    (sent,) = await runs.send(incident, "120A1")
    sheet = sent["sheet"]
    assert (sheet["pre_plan_name"], sheet["pre_plan_version"]) == ("胸痛", 2)
    assert sheet["pre_plan"] == ["提前通知胸痛中心", "备：心电图机、氧气"]
    assert not sheet["pre_plan_sample"]
    await keep(centre, key, CHEST | {"order_lines": ["先做心电图"]}, 2)
    await ok(runs.desk, "PATCH", f"/incidents/{incident}/form", {"hazards": "有犬"})
    (order,) = (await runs.desk.get(f"/incidents/{incident}/orders")).json()["orders"]
    assert (order["revision"], order["sheet"]["pre_plan_version"]) == (2, 3)
    assert order["sheet"]["pre_plan"][0] == "先做心电图"


async def test_every_line_that_is_read_is_an_event_of_the_incident(centre: Centre, runs: Runs):
    key = uuid4()
    await keep(centre, key, CHEST)
    incident = await runs.incident(complaint="chest_pain", contact_number="13805276621", priority=1)
    path = f"/incidents/{incident}/plans/{key}/ticks"
    line = {"version": 1, "part": "step", "number": 1}
    tick = await ok(runs.desk, "POST", path, line)
    assert (tick["text"], tick["read"], tick["plan_name"]) == ("坐着别动", True, "胸痛")
    await ok(runs.desk, "POST", path, line | {"read": False})
    kept = (await runs.desk.get(f"/incidents/{incident}/plans")).json()["ticks"]
    assert [one["read"] for one in kept] == [True, False]
    story = (await runs.desk.get(f"/incidents/{incident}/story")).json()["events"]
    told = [one["payload"]["tick"]["text"] for one in story if one["kind"] == "plan_line_read"]
    assert told == ["坐着别动", "坐着别动"]
    refused = await runs.desk.act("POST", path, line | {"number": 9})
    assert (refused.status_code, refused.json()["code"]) == (404, "plan_line_not_found")


async def test_a_file_of_plans_tells_each_bad_row_and_why(centre: Centre):
    text = (
        "名称,适用主诉,年龄自,年龄至,电话指导\r\n"
        '胸痛,chest_pain,,,"坐着别动 | Sit still\n打开门"\r\n'
        "头晕,dizzy,,,躺下\r\n"
        "小儿,child,8,3,抱好\r\n"
        "腹痛,abdominal_pain,,,\r\n"
    )
    found = await centre.by(Role.ADMINISTRATOR).send_file(
        "/upkeep/plan/difference", text.encode(), "plans.csv"
    )
    rows = found.json()["rows"]
    assert [(one["state"], one["code"], one["field"]) for one in rows] == [
        ("new", "", ""),
        ("bad", "complaint_unknown", "complaints"),
        ("bad", "ages_swapped", ""),
        ("bad", "too_short", "steps"),
    ]
    assert rows[0]["content"]["steps"][1] == {"zh": "打开门", "en": ""}
