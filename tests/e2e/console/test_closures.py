"""The panel of closures in the map window, with a scripted centre: warned, refused, shown, over."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import spot
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.console.test_map_page import OpenedMap, opened_map
from tests.e2e.evidence import SCREENS, is_wanted

__all__ = ["opened_map"]
HOSPITAL = "宿河市中医院"
STREETS = [{"name": "人民路", "metres": 420.4}, {"name": "", "metres": 80.0}]


def closure(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "id": uuid(9000 + number),
        "number": number,
        "shape": "line",
        "speed_percent": 0,
        "points": [spot(-200, -200), spot(200, -200)],
        "reason": "塌陷",
        "begins_at": ago(600),
        "ends_at": ago(-3600),
        "drawn_by": "1031",
        "drawn_at": ago(600),
        "streets": STREETS,
        "cuts_off": [],
        "lifted_by": None,
        "lifted_at": None,
    } | changed


def tell_all(centre: ScriptedCentre, *closures: dict[str, Any]) -> None:
    centre.answer("GET", "/closures", 200, {"closures": list(closures)})
    centre.tell("closure_changed", {"act": "drawn", "closure": closure(1)}, actor="staff:1031")


def draw_a_line(page: Page) -> None:
    page.keyboard.press("Period")
    for x in (700, 900):
        page.locator("[data-base]").click(position={"x": x, "y": 600})


@pytest.mark.mission("A32", "A47")
def test_closures_stand_on_the_map_with_reason_and_end_and_go_when_their_time_is_over(
    opened_map: OpenedMap,
):
    page, centre = opened_map()
    slow = closure(2, speed_percent=30, reason="积水", ends_at=ago(-4))
    tell_all(centre, closure(1), slow, closure(3, begins_at=ago(-900)), closure(4, ends_at=ago(1)))
    expect(page.locator("[data-closure='1']")).to_contain_text("封闭 #1 塌陷 · 至")
    expect(page.locator("[data-closure='2']")).to_contain_text("缓行 ×0.3 #2 积水")
    expect(page.locator("[data-closure='3']")).to_contain_text("未开始")
    expect(page.locator("[data-closure='4']")).to_have_count(0)
    expect(page.locator("[data-closure-line='1'] path")).to_have_count(2)
    if is_wanted():
        page.keyboard.press("Period")
        expect(page.get_by_test_id("closures")).to_be_visible()
        page.screenshot(path=SCREENS / "closures-panel.png")
    expect(page.locator("[data-closure='2']")).to_have_count(0, timeout=20_000)
    expect(page.locator("[data-tool=closures]")).to_contain_text("生效中 1")


def test_what_would_be_cut_off_is_named_and_wants_a_tick_before_it_can_be_saved(
    opened_map: OpenedMap,
):
    page, centre = opened_map()
    centre.answer("GET", "/closures", 200, {"closures": []})
    told = {"streets": STREETS, "cuts_off": [HOSPITAL]}
    centre.answer("POST", "/closures/check", 200, told)
    centre.answer("POST", "/closures", 200, closure(1))
    draw_a_line(page)
    panel = page.get_by_test_id("closures")
    expect(panel.get_by_role("alert")).to_contain_text(f"将断开：{HOSPITAL}")
    expect(page.get_by_test_id("closure-draft")).to_contain_text("人民路 420 米、无名道路 80 米")
    if is_wanted():
        page.screenshot(path=SCREENS / "closures-warning.png")
    panel.get_by_label("原因").fill("5号桥塌陷")
    save = panel.get_by_role("button", name="封路生效")
    expect(save).to_be_disabled()
    panel.get_by_label("已知断开，仍要封闭").check()
    save.click()
    expect(page.get_by_test_id("closure-draft")).to_contain_text("已点 0 点")
    drawn = [one for one in centre.asked if one[0] == "POST" and one[1].endswith("/closures")]
    ((_, _, body),) = drawn
    assert (body["accepts"], body["reason"], len(body["points"])) == ([HOSPITAL], "5号桥塌陷", 2)
    assert body["begins_at"] is None


def test_a_drawing_that_cannot_be_meant_says_why_at_once(opened_map: OpenedMap):
    page, centre = opened_map()
    centre.answer("GET", "/closures", 200, {"closures": []})
    centre.refuse("POST", "/closures/check", 422, "closure_crosses_itself")
    draw_a_line(page)
    panel = page.get_by_test_id("closures")
    expect(panel.get_by_role("alert")).to_contain_text("自相交")
    expect(panel.get_by_role("button", name="封路生效")).to_be_disabled()
    panel.get_by_role("button", name="放弃").click()
    expect(panel.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("digit", ["1", "0"])
def test_digits_in_the_panels_fields_are_text_and_no_tools(opened_map: OpenedMap, digit: str):
    page, centre = opened_map()
    centre.answer("GET", "/closures", 200, {"closures": []})
    page.keyboard.press("Period")
    field = page.get_by_test_id("closures").get_by_label("原因")
    field.click()
    page.keyboard.press(f"Digit{digit}")
    expect(field).to_have_value(digit)
    expect(page.get_by_test_id("closures")).to_be_visible()


def test_a_list_that_cannot_be_read_is_said_to_be_old(opened_map: OpenedMap):
    page, centre = opened_map()
    tell_all(centre, closure(1))
    expect(page.locator("[data-closure='1']")).to_be_visible()
    centre.refuse("GET", "/closures", 503, "database_away")
    centre.tell("closure_changed", {"act": "drawn", "closure": closure(2)}, actor="staff:1031")
    page.keyboard.press("Period")
    expect(page.get_by_test_id("closures")).to_contain_text("封路列表未更新")
    expect(page.locator("[data-closure='1']")).to_be_visible()
