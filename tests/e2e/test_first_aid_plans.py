"""First-aid plans: kept by a technician, read line by line to a caller, carried by the order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.centre import Centre
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones
from tests.e2e.test_map_window import GRAVE, ask, in_work
from tests.e2e.test_upkeep import picture, upkeep

ZHANG = "052784382216"
PLAN = {
    "name": "触电（测试）",
    "english": "Electric shock (test)",
    "complaints": ["electric_shock"],
    "questions": [{"zh": "电断了吗？", "en": "Is the current off?"}],
    "steps": [
        {"zh": "不要碰病人，先断电", "en": "Do not touch, switch off first"},
        {"zh": "断电后看有没有呼吸", "en": "Then look for breathing"},
    ],
    "equipment": ["除颤监护仪"],
    "order_lines": ["先确认电源已断"],
    "approved_by": "王主任",
}


@pytest.fixture(autouse=True)
def left_as_found(centre: Centre) -> Iterator[None]:
    """Retire whatever a test wrote: the other tests have this centre too."""
    technician = centre.sign_in("9001")
    known = {one["id"] for one in technician.get("/upkeep/plan")}
    yield
    technician = centre.sign_in("9001")
    for one in technician.get("/upkeep/plan"):
        if one["id"] not in known and not one["retired"]:
            body = {"expected": one["version"], "reason": "测试结束"}
            technician.post(f"/upkeep/plan/{one['id']}/retire", body)


def grave(page: Page) -> list[Any]:
    violations = Axe().run(page).response["violations"]
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in violations
        if one["impact"] in GRAVE
    ]


@pytest.mark.mission("A30", "A56")
def test_a_technician_writes_a_plan_and_takes_its_change_back(desks: Any, tmp_path: Path):
    page = upkeep(desks(), "急救预案")
    expect(page.get_by_role("button", name="胸痛（示例）")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="新建").press("Enter")
    page.get_by_label("名称 *").fill("中暑（测试）")
    page.get_by_label("发热").check()
    page.get_by_label("电话指导（").fill("移到阴凉处 | Move to the shade\n解开衣服")
    page.get_by_label("派车单内容").fill("备冰袋")
    save = page.get_by_role("button", name="保存")
    save.click()
    history = page.get_by_test_id("kept-history")
    expect(history).to_contain_text("第 1 版 新建", timeout=PATIENCE_MS)
    picture(page, "upkeep-plan")
    assert grave(page) == []
    page.get_by_label("审批人").fill("王主任")
    save.click()
    expect(history).to_contain_text("第 2 版", timeout=PATIENCE_MS)
    page.keyboard.press("Alt+u")
    expect(history).to_contain_text("第 3 版 撤销", timeout=PATIENCE_MS)
    expect(page.get_by_label("审批人")).to_have_value("")
    table = tmp_path / "plans.csv"
    rows = '名称,适用主诉,电话指导\r\n蛇咬,bleeding,"不要跑\n肢体放低"\r\n虫咬,insect,擦药\r\n'
    table.write_text(rows, encoding="utf-8")
    page.get_by_label("导入 CSV").set_input_files(table)
    expect(page.get_by_test_id("difference")).to_contain_text("新增 1", timeout=PATIENCE_MS)
    expect(page.locator("[data-state=bad]")).to_contain_text("没有这个主诉代码")


@pytest.mark.mission("A30", "A49")
def test_the_plan_for_the_complaint_opens_by_one_key_and_digits_tick_what_was_read(
    desk: Desk, desks: Any, telephones: Telephones, leader: Leader
):
    keep_plan(desks())
    telephones.call(ZHANG)
    desk.answer()
    incident = in_work(desk)
    ask(desk.page, "PATCH", f"/incidents/{incident['id']}/form", {"complaint": "electric_shock"})
    offered = desk.page.get_by_test_id("fitting-plan")
    expect(offered).to_contain_text("触电（测试）", timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyX")
    plan = desk.page.get_by_test_id("plan")
    expect(plan).to_contain_text("不要碰病人，先断电")
    expect(plan).to_contain_text("审批：王主任")
    expect(plan.locator("[data-digits]")).to_be_focused()
    desk.press("Digit1")
    expect(plan.get_by_role("button", name="电断了吗？")).to_have_attribute(
        "aria-pressed", "true", timeout=PATIENCE_MS
    )
    desk.press("KeyE")
    expect(plan).to_contain_text("switch off first")
    desk.press("Digit2")
    second = plan.get_by_role("button", name="switch off first")
    expect(second).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    picture(desk.page, "call-plan")
    assert grave(desk.page) == []
    desk.press("Digit2")
    expect(second).to_have_attribute("aria-pressed", "false", timeout=PATIENCE_MS)
    story = leader.person.get(f"/incidents/{incident['id']}/story")["events"]
    told = [one["payload"]["tick"] for one in story if one["kind"] == "plan_line_read"]
    assert [(one["text"], one["read"]) for one in told] == [
        ("电断了吗？", True),
        ("Do not touch, switch off first", True),
        ("Do not touch, switch off first", False),
    ]
    desk.press("Escape")
    expect(plan).to_be_hidden()
    desk.press("Control+F10")


def keep_plan(office: Desk) -> None:
    """Write the plan as a technician."""
    office.enter("9001")
    expect(office.page.get_by_role("tab", name="分站与设备")).to_be_visible()
    body = {"content": PLAN, "expected": 0}
    assert ask(office.page, "PUT", f"/upkeep/plan/{uuid4()}", body)["version"] == 1


@pytest.mark.mission("A30")
def test_first_aid_is_looked_up_by_pinyin_without_an_incident(desk: Desk):
    desk.press("Alt+Shift+KeyF")
    plan = desk.page.get_by_test_id("plan")
    field = plan.get_by_role("searchbox")
    expect(field).to_be_focused(timeout=PATIENCE_MS)
    desk.page.keyboard.type("yw")
    expect(plan.locator(".names, .lines")).to_contain_text(
        ["异物卡喉（示例）"], timeout=PATIENCE_MS
    )
    desk.press("Enter")
    expect(plan).to_contain_text("示例，未经审批")
    expect(plan).to_contain_text("在两肩之间用力拍五下")
    picture(desk.page, "plan-search")
    desk.press("Escape")
    expect(plan).to_be_hidden()


@pytest.mark.mission("A49")
def test_the_order_carries_the_plan_in_its_version(desk: Desk, leader: Leader):
    form = Form(desk)
    hospital: str = leader.person.get("/hospitals")[0]["name"]
    form.open_by_hand()
    form.take_place(hospital)
    choice = desk.page.get_by_label("其他…")
    choice.select_option("stroke")
    expect(desk.page.get_by_test_id("fitting-plan")).to_contain_text("卒中", timeout=PATIENCE_MS)
    form.is_ready()
    form.press("F9")
    expect(form.orders).to_have_count(1, timeout=PATIENCE_MS)
    board = ask(desk.page, "GET", "/board")
    (sheet,) = [one["sheet"] for one in board["orders"] if one["ended_at"] is None]
    assert (sheet["pre_plan_name"], sheet["pre_plan_version"]) == ("卒中（示例）", 1)
    assert "提前通知卒中中心" in sheet["pre_plan"]
