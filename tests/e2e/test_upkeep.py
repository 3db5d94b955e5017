"""Upkeep as a technician does it, and what a dispatcher has of it at once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.centre import Centre, Person, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import reaches_gateway
from tests.e2e.test_map_window import GRAVE, ask, in_work, map_beside

ZHANG = "052784382216"
WITHIN_S = 90.0
KINDS = ("unit", "hospital", "landmark")
POINT = {"lon": 118.29, "lat": 33.95}


def upkeep(desk: Desk, kind: str) -> Page:
    """Open the page of upkeep at one kind, and wait for its map."""
    desk.enter("9001")
    desk.page.get_by_role("tab", name="分站与设备").click()
    desk.page.get_by_role("link", name="维护分站").click()
    desk.page.get_by_role("tab", name=kind).click()
    drawn = desk.page.get_by_test_id("kept-map").locator("[data-base=gl][data-idle=true]")
    expect(drawn).to_be_visible(timeout=PATIENCE_MS)
    return desk.page


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where evidence is wanted."""
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def found(leader: Person, text: str) -> list[str]:
    places = leader.get(f"/places?text={quote(text)}")["places"]
    return [one["name"] for one in places]


@pytest.fixture(autouse=True)
def left_as_found(centre: Centre) -> Iterator[None]:
    """Retire whatever a test wrote: the other tests have this centre too."""
    technician = centre.sign_in("9001")
    known = {kind: {one["id"] for one in list_kept(technician, kind)} for kind in KINDS}
    yield
    technician = centre.sign_in("9001")
    for kind in KINDS:
        for one in list_kept(technician, kind):
            if one["id"] not in known[kind]:
                body = {"expected": one["version"], "reason": "测试结束"}
                technician.post(f"/upkeep/{kind}/{one['id']}/retire", body)


def list_kept(technician: Person, kind: str) -> list[dict[str, Any]]:
    return [one for one in technician.get(f"/upkeep/{kind}") if not one["retired"]]


def keep(page: Page, kind: str, content: dict[str, Any]) -> str:
    """Write a thing as the technician of this page."""
    key = str(uuid4())
    told = ["in_water", "outside", "swapped", "datum", "same_name", "unchecked"]
    body = {"content": content, "expected": 0, "reason": "测试", "confirmed": told}
    assert ask(page, "PUT", f"/upkeep/{kind}/{key}", body)["version"] == 1
    return key


@pytest.mark.mission("A56", "A53")
def test_a_landmark_placed_by_the_keyboard_is_searched_at_once_and_undone_by_one_key(
    desks: Any, centre: Centre
):
    leader = centre.sign_in("2003")
    page = upkeep(desks(), "地标")
    page.get_by_role("button", name="新建").press("Enter")
    page.get_by_label("名称 *").fill("凤舞新天地")
    page.get_by_label("其他名称").fill("老电影院")
    area = page.get_by_test_id("kept-map")
    area.focus()
    for key in ("+", "ArrowRight", "ArrowDown"):
        before = area.get_attribute("data-view") or ""
        page.keyboard.press(key)
        expect(area).not_to_have_attribute("data-view", before, timeout=PATIENCE_MS)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("kept-point")).to_contain_text("位于", timeout=PATIENCE_MS)
    confirm_what_is_doubted(page)
    page.get_by_role("button", name="保存").press("Enter")
    expect(page.get_by_test_id("said")).to_contain_text("已保存：凤舞新天地", timeout=PATIENCE_MS)
    expect(page.get_by_test_id("kept-history")).to_contain_text("第 1 版 新建")
    picture(page, "upkeep-landmark")
    until(lambda: "凤舞新天地" in found(leader, "老电影院"), WITHIN_S)
    page.keyboard.press("Alt+u")
    expect(page.get_by_test_id("said")).to_contain_text("已撤销", timeout=PATIENCE_MS)
    until(lambda: "凤舞新天地" not in found(leader, "老电影院"), WITHIN_S)


def confirm_what_is_doubted(page: Page) -> None:
    """The middle of the demonstration city may be water: then say so."""
    page.get_by_label("原因（").fill("现场核实")
    if page.get_by_test_id("doubts").is_visible():
        page.get_by_label("我已核实").check()


@pytest.mark.mission("A56")
def test_a_point_outside_the_map_is_not_accepted_silently_and_a_mark_is_dragged(
    desks: Any, centre: Centre
):
    page = upkeep(desks(), "联动单位")
    key = keep(page, "unit", unit("城东供电所") | {"point": POINT})
    row = page.locator(f"[data-kept='{key}'] button")
    row.click(timeout=PATIENCE_MS)
    area = page.get_by_test_id("kept-map")
    expect(page.get_by_test_id("own-mark")).to_be_visible()
    page.get_by_label("经度").fill("121.5")
    page.get_by_label("经度").press("Tab")
    doubts = page.get_by_test_id("doubts")
    expect(doubts).to_contain_text("位置在地图范围以外", timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="保存")).to_be_disabled()
    picture(page, "upkeep-doubt")
    violations = Axe().run(page).response["violations"]
    grave = [one for one in violations if one["impact"] in GRAVE]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in grave] == []
    page.get_by_label("经度").fill("118.29")
    page.get_by_label("经度").press("Tab")
    expect(doubts).to_be_hidden(timeout=PATIENCE_MS)
    drag_own_mark(page)
    until(lambda: page.get_by_label("经度").input_value() != "118.290000")
    confirm_what_is_doubted(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_test_id("kept-history")).to_contain_text("第 2 版", timeout=PATIENCE_MS)
    assert area.is_visible()
    page.get_by_label("原因（").fill("并入城南")
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_test_id("kept-history")).to_contain_text("并入城南", timeout=PATIENCE_MS)
    expect(row).to_be_hidden()


def drag_own_mark(page: Page) -> None:
    box = page.get_by_test_id("own-mark").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 10)
    page.mouse.move(x + 60, y + 20)
    page.mouse.up()


def unit(name: str) -> dict[str, Any]:
    telephones = [{"number": "13805276621", "role": "值班", "hours": "24小时"}]
    return {"name": name, "kind": "power", "district": "", "telephones": telephones}


@pytest.mark.mission("A56", "A30")
def test_a_spreadsheet_is_shown_as_a_difference_taken_and_undone_as_a_whole(
    desks: Any, centre: Centre, tmp_path: Path
):
    page = upkeep(desks(), "联动单位")
    table = tmp_path / "联动单位.csv"
    text = "名称,类别,值班电话\r\n水务集团,供水,88001/热线/24小时\r\n燃气公司,供气,\r\n"
    table.write_bytes(text.encode("gbk"))
    page.get_by_label("导入 CSV").set_input_files(table)
    expect(page.get_by_test_id("difference")).to_contain_text("新增 1", timeout=PATIENCE_MS)
    bad = page.locator("[data-state=bad]")
    expect(bad).to_contain_text("3")
    expect(bad).to_contain_text("缺少必填项")
    picture(page, "upkeep-import")
    page.get_by_role("button", name="写入 1 条").click()
    expect(page.get_by_role("button", name="水务集团")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="撤销整批导入").click()
    expect(page.get_by_role("button", name="水务集团")).to_be_hidden(timeout=PATIENCE_MS)
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出 GeoJSON").click()
    assert json.loads(saved.value.path().read_text(encoding="utf-8"))["features"] is not None


@pytest.mark.mission("A53")
def test_a_digit_rings_a_related_unit_for_the_incident(
    desk: Desk, desks: Any, telephones: Telephones, leader: Leader
):
    office = desks()
    office.enter("9001")
    expect(office.page.get_by_role("tab", name="分站与设备")).to_be_visible()
    keep(office.page, "unit", unit("城南供电所"))
    gateway = telephones.gateway_phone()
    reaches_gateway(desk)
    caller = telephones.call(ZHANG)
    desk.answer()
    incident = in_work(desk)
    caller.hang_up()
    expect(desk.page.get_by_test_id("party-gone")).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyU")
    panel = desk.page.get_by_test_id("related")
    expect(panel).to_contain_text("城南供电所", timeout=PATIENCE_MS)
    desk.press("ArrowRight")
    expect(panel.get_by_role("heading")).to_contain_text("供电")
    picture(desk.page, "related-units")
    digit = panel.locator(".choice button", has_text="城南供电所").locator("b").inner_text()
    desk.press(f"Digit{digit}")
    gateway.next_call().answer()
    desk.talks()
    out = leader.latest("13805276621")
    assert (out["direction"], out["seat"]) == ("out", 1)
    story = leader.person.get(f"/incidents/{incident['id']}/story")
    assert out["id"] in json.dumps(story["events"])
    desk.press("Control+F10")


@pytest.mark.mission("A53")
def test_a_hospital_is_told_in_words_and_on_the_map_from_either_window(desk: Desk, desks: Any):
    office = desks()
    office.enter("9001")
    expect(office.page.get_by_role("tab", name="分站与设备")).to_be_visible()
    hospital = {
        "name": "新城医院", "point": POINT, "telephone": "84201200", "departments": ["cardiac"],
        "beds_total": 20, "equipment": ["CT", "高压氧舱"],
        "staff": [{"number": "84201201", "role": "胸痛中心值班", "hours": "24小时"}],
    }  # fmt: skip
    keep(office.page, "hospital", hospital)
    beside = map_beside(desk)
    desk.press("Alt+Shift+KeyH")
    facts = desk.page.get_by_test_id("facts")
    facts.get_by_role("button", name="新城医院").first.click()
    words = desk.page.get_by_test_id("hospital-words")
    expect(words).to_contain_text("胸痛中心值班", timeout=PATIENCE_MS)
    card = beside.get_by_test_id("hospital-card")
    expect(card).to_contain_text("高压氧舱", timeout=PATIENCE_MS)
    picture(desk.page, "hospital-facts")
    if is_wanted():
        beside.screenshot(path=SCREENS / "map-hospital.png")
    beside.keyboard.press("Digit2")
    beside.locator("button.hospital:not([aria-label*=新城])").first.press("Enter")
    expect(card).not_to_contain_text("高压氧舱")
    expect(words).not_to_contain_text("胸痛中心值班")
