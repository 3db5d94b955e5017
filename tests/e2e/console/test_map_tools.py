"""Tools of the map window by keyboard alone, over both base maps."""

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import fix, incident, spot
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.console.test_map_page import OpenedMap, opened_map
from tests.e2e.evidence import SCREENS, is_wanted

__all__ = ["opened_map"]

BOTH = pytest.mark.parametrize("webgl", [True, False], ids=["webgl", "no-webgl"])
LEADER = {
    "staff_number": "2003",
    "name": "陈刚",
    "roles": ["shift_leader"],
    "seat": None,
    "rights": ["view_board", "take_calls", "view_incidents", "view_tracks"],
}
HERE = {
    "point": spot(0, 0),
    "place": {
        "id": "7",
        "name": "幸福里小区3号楼",
        "detail": "宿城区",
        "district": "宿城区",
        "kind": "building",
        "point": spot(0, 0),
        "initials": "xflxq",
        "confidence": 1.0,
        "reasons": [],
        "distance_m": 24,
        "toward": "north_east",
    },
    "district": "宿城区",
    "road": {"name": "幸福路", "road_class": "secondary", "oneway": True, "away_m": 31},
    "crossing": {"name": "幸福路与洪泽湖路路口", "away_m": 140, "toward": "west"},
    "gcj02": spot(500, -140),
    "incidents": [
        {
            "id": uuid(77),
            "number": "20261122-0031",
            "state": "closed",
            "priority": 2,
            "opened_at": ago(7200),
            "away_m": 180,
        }
    ],
}
SCHOOL = {
    "id": "9",
    "name": "实验小学",
    "kind": "school",
    "district": "宿城区",
    "point": spot(0, 350),
    "away_m": 350,
}


def furnish(centre: ScriptedCentre) -> None:
    centre.answer("GET", "/map/here", 200, HERE)
    centre.answer("GET", "/map/around", 200, {"places": [SCHOOL]})


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def box_of(thing: Locator) -> dict[str, float]:
    box = thing.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"]}


def evidence(page: Page, name: str) -> None:
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


@BOTH
@pytest.mark.mission("A47")
def test_a_distance_is_measured_point_by_point_by_keys_alone(opened_map: OpenedMap, webgl: bool):
    page, _ = opened_map(webgl=webgl)
    words = page.get_by_test_id("tool-words")
    press(page, "Digit3", "Enter", *["Shift+ArrowRight"] * 2, "Enter", "Shift+ArrowDown", "Enter")
    expect(words).to_contain_text(re.compile(r"距离 \d\.\d{3} km（3 点"))
    expect(page.get_by_test_id("total")).to_have_count(2)
    before = words.inner_text()
    press(page, "Backspace")
    expect(words).to_contain_text("2 点")
    assert words.inner_text() != before
    press(page, "Escape")
    expect(words).to_have_count(0)
    expect(page.get_by_test_id("cursor")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_test_id("cursor")).to_have_count(0)


@BOTH
@pytest.mark.mission("A47")
def test_an_area_whose_sides_cross_is_said_to_mean_nothing(opened_map: OpenedMap, webgl: bool):
    page, _ = opened_map(webgl=webgl)
    words = page.get_by_test_id("tool-words")
    press(page, "Digit4", "Enter", "Shift+ArrowRight", "Enter", "Shift+ArrowDown", "Enter")
    press(page, "Shift+ArrowLeft", "Enter")
    expect(words).to_contain_text(re.compile(r"面积 0\.\d{3} km²，周长"))
    press(page, "Backspace", "Backspace", "Shift+ArrowLeft", "Enter", "Shift+ArrowRight")
    press(page, "Shift+ArrowRight", "Enter")
    press(page, "Shift+ArrowDown", "Shift+ArrowLeft", *["Shift+ArrowUp"] * 3, "Enter")
    expect(words).to_contain_text("自交")


def test_what_was_measured_is_copied(opened_map: OpenedMap):
    page, _ = opened_map(webgl=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Digit3", "Enter", "Shift+ArrowRight", "Enter", "Control+c")
    expect(page.get_by_test_id("tool-words")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"距离 \d+\.\d+ m（2 点", copied)
    assert "Ctrl" not in copied


@BOTH
def test_the_cursor_takes_the_map_with_it_and_zooms_around_itself(
    opened_map: OpenedMap, webgl: bool
):
    page, _ = opened_map(webgl=webgl)
    vehicle = page.locator("[data-vehicle='120A2']")
    begin = box_of(vehicle)
    press(page, *["Shift+ArrowRight"] * 11)
    page.wait_for_function(
        "([name, x]) => document.querySelector(name).getBoundingClientRect().x < x - 100",
        arg=["[data-vehicle='120A2']", begin["x"]],
    )
    cursor = page.get_by_test_id("cursor")
    at = box_of(cursor)
    press(page, "Equal")
    expect(page.locator(".scale")).to_contain_text("100 m")
    after = box_of(cursor)
    assert abs(at["x"] - after["x"]) < 1.5
    assert abs(at["y"] - after["y"]) < 1.5


@BOTH
@pytest.mark.mission("A32", "A47")
def test_a_point_tells_everything_that_is_known_of_it(opened_map: OpenedMap, webgl: bool):
    page, centre = opened_map(webgl=webgl)
    furnish(centre)
    press(page, "Digit6")
    panel = page.locator("[data-panel=here]")
    expect(page.get_by_test_id("here-address")).to_have_text("宿城区 幸福里小区3号楼东北 24 m处")
    expect(page.get_by_test_id("here-road")).to_have_text("幸福路 · 次干路 · 单行 · 31 m")
    expect(page.get_by_test_id("here-crossing")).to_have_text("幸福路与洪泽湖路路口西 140 m处")
    for words in ("GCJ-02", "CGCS2000", "′", "120A2", "城南站", "市中医院", "0031", "已结束"):
        expect(panel).to_contain_text(words)
    expect(panel).not_to_contain_text("刘洋")
    expect(panel).not_to_contain_text("1380527")
    evidence(page, f"map-here-{'gl' if webgl else 'picture'}")
    with page.expect_request(re.compile("/api/v1/map/here")):
        press(page, "Shift+ArrowUp", "Enter")
    press(page, "Escape")
    expect(panel).to_have_count(0)


def test_without_an_answer_the_point_itself_and_what_the_desk_knows_are_shown(
    opened_map: OpenedMap,
):
    page, centre = opened_map()
    centre.refuse("GET", "/map/here", 503, "places_away")
    press(page, "Digit6")
    panel = page.locator("[data-panel=here]")
    expect(panel.get_by_role("alert")).to_contain_text("地址检索无应答")
    for words in ("WGS-84", "120A2", "城南站"):
        expect(panel).to_contain_text(words)


@BOTH
@pytest.mark.mission("A47")
def test_what_stands_around_is_numbered_and_a_digit_centres_it(opened_map: OpenedMap, webgl: bool):
    page, centre = opened_map(webgl=webgl)
    furnish(centre)
    press(page, "Digit5")
    panel = page.locator("[data-panel=around]")
    expect(panel.locator("ol li").first).to_contain_text("120A2")
    # Parked in their station: they are near all the same.
    for words in ("120C2", "待命", "城南站", "km"):
        expect(panel).to_contain_text(words)
    expect(panel).not_to_contain_text("市中医院")
    press(page, "BracketRight")
    expect(page.get_by_test_id("radius")).to_have_text("2 km")
    expect(panel).to_contain_text("市中医院")
    expect(panel).to_contain_text("急诊")
    asked = re.compile(r"/map/around\?.*radius_m=2000&kind=school$")
    with page.expect_request(asked):
        press(page, "Shift+Digit6")
    row = panel.locator("[data-around=实验小学]")
    expect(row).to_contain_text("学校")
    evidence(page, f"map-around-{'gl' if webgl else 'picture'}")
    place = row.locator("kbd").inner_text()
    before = box_of(page.locator("[data-vehicle='120A2']"))
    press(page, f"Digit{place}")
    page.wait_for_function(
        "([name, y]) => Math.abs(document.querySelector(name).getBoundingClientRect().y - y) > 10",
        arg=["[data-vehicle='120A2']", before["y"]],
    )
    press(page, "Shift+Digit1", "Shift+Digit6")
    expect(panel).not_to_contain_text("待命")
    expect(panel).to_contain_text("驶向现场")
    press(page, "Shift+Digit2", "Shift+Digit4", "Shift+Digit5")
    expect(panel).to_contain_text("没有")


@BOTH
def test_layers_go_by_their_digits_and_are_kept_for_the_person(opened_map: OpenedMap, webgl: bool):
    page, _ = opened_map(webgl=webgl)
    hospital = page.get_by_role("button", name="医院 市中医院")
    press(page, "Digit7")
    evidence(page, f"map-layers-{'gl' if webgl else 'picture'}")
    press(page, "Digit5", "Digit2")
    expect(hospital).to_have_count(0)
    # On the way to this incident: recommended by nobody, so it goes with its layer.
    expect(page.locator("[data-vehicle='120B3']")).to_be_visible()
    expect(page.locator("[data-vehicle='120A2']")).to_have_count(0)
    kept = page.evaluate("localStorage['dispatch120.map_layers.1027']")
    assert json.loads(kept)["hospitals"] is False
    page.reload()
    expect(page.locator("[data-vehicle='120B3']")).to_be_visible()
    expect(hospital).to_have_count(0)


def test_a_map_without_names_and_borders_is_asked_of_the_server_too(opened_map: OpenedMap):
    page, _ = opened_map()
    press(page, "Digit7")
    with page.expect_request(re.compile(r"picture\.svg.*labels=false&districts=true")):
        press(page, "Digit9")
    with page.expect_request(re.compile(r"picture\.svg.*labels=false&districts=false")):
        press(page, "Digit6")


def test_incidents_of_today_that_are_over_are_a_layer(opened_map: OpenedMap):
    page, centre = opened_map(you=LEADER)
    over = incident(31, "旧事", spot(-200, 200), 2, state="closed", opened_at=ago(1))
    older = incident(30, "昨天", spot(-300, 200), 2, state="closed", opened_at=ago(90_000))
    told: dict[str, Any] = {"incidents": [over, older], "next_before": None}
    centre.answer("GET", "/incidents", 200, told)
    press(page, "Digit7", "Digit7")
    expect(page.locator("[data-over='20261122-0031']")).to_be_visible()
    expect(page.locator("[data-over]")).to_have_count(1)
    expect(page.locator("[data-panel=layers]")).to_contain_text("1 起")


@BOTH
@pytest.mark.mission("A47")
def test_a_followed_vehicle_stays_in_the_middle_until_the_map_is_moved(
    opened_map: OpenedMap, webgl: bool
):
    page, centre = opened_map(webgl=webgl)
    words = page.get_by_test_id("follow-words")
    press(page, "Digit8")
    expect(words).to_contain_text("先选定一辆车")
    page.locator("[data-vehicle='120A2']").click()
    press(page, "Digit8")
    expect(words).to_contain_text("正在跟随 120A2")
    centre.move(fix(3, spot(2600, -1800)))
    middle = "(name) => { const box = document.querySelector(name).getBoundingClientRect(); "
    middle += "return Math.abs(box.x + 13 - 960) < 3 && Math.abs(box.y + 13 - 540) < 3 }"
    page.wait_for_function(middle, arg="[data-vehicle='120A2']")
    page.mouse.move(700, 800)
    page.mouse.down()
    page.mouse.move(800, 860, steps=5)
    page.mouse.up()
    expect(words).to_contain_text("已停止跟随 120A2")
    assert not page.evaluate(middle, "[data-vehicle='120A2']")


def test_a_dragged_picture_moves_at_once_with_everything_on_it(opened_map: OpenedMap):
    page, _ = opened_map()
    page.route(re.compile(r"/map/picture\.svg"), lambda route: None)
    before, mark = box_of(page.locator("[data-base] img")), page.locator("[data-vehicle='120A2']")
    stood = box_of(mark)
    page.mouse.move(700, 800)
    page.mouse.down()
    page.mouse.move(850, 800, steps=4)
    moved = """([base, mark]) => {
      const east = (name) => document.querySelector(name).getBoundingClientRect().x
      const by = [east('[data-base] img') - base, east("[data-vehicle='120A2']") - mark]
      return by.every((px) => Math.abs(px - 150) < 2) }"""
    page.wait_for_function(moved, arg=[before["x"], stood["x"]])
    page.mouse.up()
    expect(page.get_by_test_id("proposal")).to_have_count(0)


def test_enter_proposes_the_point_under_the_cursor(opened_map: OpenedMap):
    page, _ = opened_map()
    press(page, "ArrowRight", "Shift+ArrowRight")
    with page.expect_request("**/selection") as told:
        press(page, "Enter")
    body = told.value.post_data_json or {}
    assert body["point"]["lon"] > spot(300, 0)["lon"]
    expect(page.get_by_test_id("proposal")).to_be_visible()


def test_f1_shows_every_key_of_this_window(opened_map: OpenedMap):
    page, _ = opened_map()
    press(page, "F1")
    sheet = page.locator("[data-panel=help]")
    for words in ("⇧←", "⌫", "此处", "跟随", "打印", "Ctrl C"):
        expect(sheet).to_contain_text(words)
    evidence(page, "map-keys")
    press(page, "Escape")
    expect(sheet).to_have_count(0)


@BOTH
def test_a_sheet_for_paper_is_light_and_says_what_it_shows(opened_map: OpenedMap, webgl: bool):
    page, _ = opened_map(webgl=webgl)
    press(page, "Digit3", "Enter", "Shift+ArrowRight", "Enter")
    with page.expect_request(re.compile(r"picture\.svg.*style=light")):
        press(page, "Digit0")
    sheet = page.locator("[data-panel=print][data-picture=there]")
    expect(sheet).to_be_visible()
    head = ("宿城市急救中心", "20261122-0047", "幸福里小区", "李敏 1027", "制")
    for words in (*head, "图例", "© OpenStreetMap contributors", "WGS-84", "距离", "m"):
        expect(sheet).to_contain_text(words)
    expect(sheet.locator(".north")).to_be_visible()
    expect(sheet.locator(".scale")).to_be_visible()
    expect(page.locator("html[data-theme=light]")).to_have_count(1)
    evidence(page, f"map-print-{'gl' if webgl else 'picture'}")
    page.emulate_media(media="print")
    expect(page.locator("footer.foot")).not_to_be_visible()
    expect(page.locator(".tools")).not_to_be_visible()
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert _size_of(paper) == (842, 595)
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { window.printed = true }")
    press(page, "Enter")
    page.wait_for_function("window.printed")
    press(page, "Escape")
    expect(sheet).to_have_count(0)
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)


def _size_of(paper: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert found
    return round(float(found[1])), round(float(found[2]))


@pytest.mark.parametrize("digit", ["5", "6", "7", "0"])
def test_no_tool_raises_a_serious_barrier(opened_map: OpenedMap, digit: str):
    page, centre = opened_map()
    furnish(centre)
    press(page, f"Digit{digit}")
    expect(page.locator("[data-panel]")).to_be_visible()
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in grave] == []
