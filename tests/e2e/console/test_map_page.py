"""The map window with a scripted city behind it: what stands on it, and what its keys do."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import (
    DESCRIPTION,
    INCIDENT,
    OTHER,
    city_board,
    fix,
    furnish_city,
    spot,
)
from tests.e2e.console.scripted_centre import ScriptedCentre, ago

OpenedMap = Callable[..., tuple[Page, ScriptedCentre]]
TILE = re.compile(r"/api/v1/tiles/")
PICTURE = re.compile(r"/api/v1/map/picture\.svg")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
# A browser without WebGL, as on a thin client.
NO_WEBGL = """
const given = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : given.call(this, kind, ...rest)
}
"""


@pytest.fixture
def opened_map(page: Page, addresses: tuple[str, str]) -> OpenedMap:
    """Open the map window as the call-taker at seat 3."""

    def open_map(*, webgl: bool = False, **given: Any) -> tuple[Page, ScriptedCentre]:
        state = city_board(**given)
        state["servers"] = [
            {"name": f"server-{number}", "url": url} for number, url in enumerate(addresses, 1)
        ]
        centre = ScriptedCentre(page, *addresses, state)
        furnish_city(centre)
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.route(TILE, lambda route: route.fulfill(status=200, body=b""))
        page.route(PICTURE, _picture)
        page.add_init_script("sessionStorage['dispatch120.token'] = 'scripted'")
        if not webgl:
            page.add_init_script(NO_WEBGL)
        page.goto(f"{addresses[0]}/map")
        expect(page.locator("[data-ready][data-stream=live]")).to_be_visible()
        base = "[data-base=gl][data-idle=true]" if webgl else "[data-base=picture] img"
        expect(page.locator(base)).to_be_visible(timeout=30_000)
        return page, centre

    return open_map


def say(page: Page, staff: str, **said: Any) -> None:
    """Say what another window of this browser says."""
    page.evaluate(
        """([staff, said]) => new BroadcastChannel('d120-seat').postMessage({staff, said})""",
        [staff, said],
    )


def _picture(route: Route) -> None:
    route.fulfill(status=200, body=SVG, content_type="image/svg+xml")


@pytest.mark.mission("A31", "A32")
def test_everything_at_work_stands_on_the_map(opened_map: OpenedMap):
    page, _ = opened_map()
    expect(page.get_by_test_id("caller-marker")).to_contain_text("…6621")
    chosen = page.locator("[data-incident='20261122-0047']")
    expect(chosen).to_have_attribute("data-selected", "true")
    expect(chosen).to_contain_text("◆1 幸福里小区 3 号楼")
    expect(page.locator("[data-incident='20261122-0046']")).to_contain_text("▲2 0046")
    expect(page.locator("[data-station=S01]")).to_have_attribute("data-ready-count", "2")
    expect(page.locator("[data-station=S01]")).to_contain_text("○2")
    expect(page.locator("[data-vehicle='120C2']")).to_have_attribute("data-rank", "1")
    expect(page.locator("[data-vehicle='120C3']")).to_have_count(0)
    expect(page.locator("[data-vehicle='120A2']")).to_contain_text("► 驶向现场")
    expect(page.get_by_role("button", name="医院 市中医院")).to_be_visible()
    expect(page.get_by_test_id("route-words")).to_contain_text("120C2 到 现场：05:12，3.9 km")
    expect(page.locator("[data-line=route]")).to_have_count(1)


def test_a_fix_that_is_old_says_so(opened_map: OpenedMap):
    page, centre = opened_map()
    lost = page.locator("[data-vehicle='120B3']")
    expect(lost).to_have_attribute("data-stale", "true")
    expect(lost).to_contain_text("?2 分")
    centre.move(fix(4, spot(-250, -550)))
    expect(lost).to_have_attribute("data-stale", "false")
    expect(lost).not_to_contain_text("?")


def test_a_vehicle_moves_when_its_position_is_told(opened_map: OpenedMap):
    page, centre = opened_map()
    vehicle = page.locator("[data-vehicle='120A2']")
    before = vehicle.bounding_box()
    centre.move(fix(3, spot(900, -300)))
    assert before is not None
    page.wait_for_function(
        "([name, x]) => document.querySelector(name).getBoundingClientRect().x > x + 20",
        arg=["[data-vehicle='120A2']", before["x"]],
    )


@pytest.mark.mission("A31")
def test_a_browser_that_cannot_draw_gets_the_servers_picture_and_is_told(opened_map: OpenedMap):
    page, _ = opened_map()
    expect(page.get_by_text("地图由服务器绘制")).to_be_visible()
    with page.expect_request(PICTURE) as asked:
        page.get_by_role("button", name="放大").click()
    assert "legend=false" in asked.value.url
    expect(page.get_by_test_id("caller-marker")).to_be_visible()


def test_a_browser_that_can_draw_draws(opened_map: OpenedMap):
    page, _ = opened_map(webgl=True)
    expect(page.get_by_text("地图由服务器绘制")).to_have_count(0)
    expect(page.locator("[data-incident='20261122-0047']")).to_be_visible()


def test_a_click_on_the_map_only_proposes_a_place(opened_map: OpenedMap):
    page, centre = opened_map()
    with page.expect_request("**/selection") as told:
        page.locator("[data-base]").click(position={"x": 1200, "y": 700})
    body = told.value.post_data_json or {}
    assert body["incident_id"] == INCIDENT
    assert body["point"]["lon"] > spot(0, 0)["lon"]
    expect(page.get_by_test_id("proposal")).to_contain_text("等受理台确认")
    assert [path for _, path, _ in centre.asked if path.endswith("/scene")] == []


def test_without_an_incident_a_click_asks_for_one(opened_map: OpenedMap):
    page, centre = opened_map(incidents=[])
    page.locator("[data-base]").click(position={"x": 1200, "y": 700})
    expect(page.get_by_text("先选定事件")).to_be_visible()
    assert [path for method, path, _ in centre.asked if method == "PUT"] == []


def test_what_the_other_window_chose_is_shown_here(opened_map: OpenedMap):
    page, centre = opened_map()
    selection = {"incident_id": OTHER, "vehicle_id": None, "point": None, "changed_at": ago(-1)}
    centre.tell("selection_changed", {"selection": selection})
    expect(page.locator("main[data-incident='0046']")).to_be_visible()
    told = {"incident_id": INCIDENT, "vehicle_id": uuid(6003), "point": None}
    say(page, "1027", kind="selection", selection=told)
    expect(page.locator("main[data-incident='0047']")).to_be_visible()
    expect(page.get_by_test_id("route-words")).to_contain_text("120A2")


def test_another_persons_choice_is_not_ours(opened_map: OpenedMap):
    page, _ = opened_map()
    selection = {"incident_id": OTHER, "vehicle_id": None, "point": None}
    say(page, "1031", kind="selection", selection=selection)
    say(page, "1027", kind="ranks", incidentId=INCIDENT, vehicleIds=[uuid(6003)])
    expect(page.locator("[data-vehicle='120A2'][data-rank='1']")).to_be_visible()
    expect(page.locator("main[data-incident='0047']")).to_be_visible()


@pytest.mark.mission("A32")
def test_tools_by_digits(opened_map: OpenedMap):
    page, _ = opened_map()
    words = page.get_by_test_id("tool-words")
    page.keyboard.press("Digit3")
    expect(words).to_contain_text("逐点添加")
    for x in (900, 1100):
        page.locator("[data-base]").click(position={"x": x, "y": 900})
    expect(words).to_contain_text(re.compile(r"距离 \d+"))
    page.keyboard.press("Digit5")
    expect(page.locator("[data-panel=around]")).to_contain_text("周边 1 km")
    expect(page.locator("[data-line=around]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(words).to_have_count(0)
    page.keyboard.press("Digit7")
    page.keyboard.press("Digit5")
    expect(page.get_by_role("button", name="医院 市中医院")).to_have_count(0)


def test_digits_count_from_both_rows_and_the_city_is_shown_whole(opened_map: OpenedMap):
    page, _ = opened_map()
    expect(page.locator(".scale")).to_contain_text("m")
    page.keyboard.press("Numpad2")
    expect(page.locator(".scale")).to_contain_text("1 km")
    page.keyboard.press("Digit1")
    expect(page.locator(".scale")).to_contain_text("200 m")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_map_window_has_no_serious_barrier(opened_map: OpenedMap, theme: str):
    page, _ = opened_map()
    if theme == "light":
        page.keyboard.press("Alt+l")
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in grave] == []


@pytest.mark.mission("A32")
def test_another_map_is_taken_up_without_a_reload(opened_map: OpenedMap):
    page, centre = opened_map(webgl=True)
    page.evaluate("window.untouched = true")
    told = {**DESCRIPTION, "version": "suhe-9.2", "attribution": "某测绘院"}
    centre.answer("GET", "/map", 200, told)
    with page.expect_request(re.compile(r"/api/v1/tiles/suhe-9\.2/")):
        centre.tell("map_changed", {"act": "in_force", "version": "suhe-9.2"}, actor="timer")
    expect(page.get_by_text("某测绘院")).to_be_visible()
    assert page.evaluate("window.untouched")


@pytest.mark.mission("A32")
def test_a_picture_is_drawn_anew_when_another_map_comes(opened_map: OpenedMap):
    page, centre = opened_map()
    centre.answer("GET", "/map", 200, {**DESCRIPTION, "version": "suhe-9"})
    with page.expect_request(PICTURE):
        centre.tell("map_changed", {"act": "in_force", "version": "suhe-9"}, actor="timer")


@pytest.mark.mission("A32")
def test_a_map_as_it_was_says_so_and_stays(opened_map: OpenedMap):
    page, centre = opened_map()
    with page.expect_request(re.compile(r"/api/v1/map\?version=suhe-2$")):
        page.goto(f"{page.url}?version=suhe-2")
    expect(page.get_by_text("历史地图 suhe-2，只读")).to_be_visible()
    asked = [name for method, name, _ in centre.asked if (method, name) == ("GET", "/map")]
    centre.tell("map_changed", {"act": "in_force", "version": "suhe-9"}, actor="timer")
    centre.beat()
    expect(page.locator("[data-ready][data-stream=live]")).to_be_visible()
    assert [name for method, name, _ in centre.asked if name == "/map"] == asked
