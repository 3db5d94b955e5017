"""The map window beside the call window: one session, two screens, always in step."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.telephones import Telephones

ZHANG = "052784382216"
GRAVE = {"serious", "critical"}


def map_beside(desk: Desk) -> Page:
    """Press Alt+M and wait until the map is drawn."""
    with desk.page.expect_popup() as opened:
        desk.press("Alt+KeyM")
    beside = opened.value
    beside.set_viewport_size({"width": 1920, "height": 1080})
    expect(beside.locator("main[data-ready][data-stream=live]")).to_be_visible(timeout=PATIENCE_MS)
    drawn = beside.locator("[data-base=gl][data-idle=true]")
    expect(drawn).to_be_visible(timeout=PATIENCE_MS)
    return beside


def ask(page: Page, method: str, path: str, body: Any = None) -> Any:
    """Ask the server as the person of this page."""
    return page.evaluate(
        """async ([method, path, body]) => {
          const token = sessionStorage['dispatch120.token']
          const headers = {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json',
                           'Idempotency-Key': crypto.randomUUID()}
          const sent = {method, headers, body: body && JSON.stringify(body)}
          return (await fetch(`/api/v1${path}`, sent)).json() }""",
        [method, path, body],
    )


def in_work(desk: Desk) -> Any:
    """Wait until the call that was answered has its incident, and both windows look at it."""

    def opened() -> Any:
        board = ask(desk.page, "GET", "/board")
        talking = {call["id"] for call in board["calls"] if call["state"] == "talking"}
        return [one for one in board["incidents"] if talking & set(one["calls"])]

    (incident,) = until(opened)
    ask(desk.page, "PUT", "/selection", {"incident_id": incident["id"]})
    return incident


@pytest.mark.mission("A31")
def test_a_caller_stands_on_the_second_screen_and_both_windows_look_at_one_incident(
    desk: Desk, telephones: Telephones
):
    beside = map_beside(desk)
    asked: list[str] = []
    beside.on("request", lambda request: asked.append(request.url))
    telephones.call(ZHANG)
    caller = beside.get_by_test_id("caller-marker")
    expect(caller).to_contain_text("…2216", timeout=PATIENCE_MS)
    desk.answer()
    incident = in_work(desk)
    short = incident["number"].split("-")[-1]
    expect(beside.locator(f"main[data-incident='{short}']")).to_be_visible(timeout=PATIENCE_MS)
    point = ask(desk.page, "GET", "/map")["centre"]
    scene = {"text": "地图中央", "point": point, "source": "map"}
    ask(desk.page, "PUT", f"/incidents/{incident['id']}/scene", scene)
    mark = beside.locator(f"[data-incident='{incident['number']}'][data-selected=true]")
    expect(mark).to_contain_text("地图中央", timeout=PATIENCE_MS)
    expect(caller).to_have_count(0)
    expect(beside.locator("[data-base=gl][data-idle=true]")).to_be_visible(timeout=PATIENCE_MS)
    assert [url for url in asked if "/api/v1/tiles/" in url]
    if is_wanted():
        beside.screenshot(path=SCREENS / "map.png")


def test_a_click_on_the_map_reaches_the_call_window_as_a_proposal(
    desk: Desk, telephones: Telephones
):
    beside = map_beside(desk)
    telephones.call(ZHANG)
    desk.answer()
    incident = in_work(desk)
    expect(beside.locator("main[data-incident]")).to_be_visible(timeout=PATIENCE_MS)
    beside.locator("[data-base=gl]").click(position={"x": 1300, "y": 700})
    expect(beside.get_by_test_id("proposal")).to_be_visible(timeout=PATIENCE_MS)
    until(lambda: ask(desk.page, "GET", "/board")["selection"]["point"])
    board = ask(desk.page, "GET", "/board")
    assert [one["scene"] for one in board["incidents"] if one["id"] == incident["id"]] == [None]


def test_a_map_that_was_reloaded_comes_back_in_step_and_takes_no_telephone(desk: Desk):
    beside = map_beside(desk)
    incident = ask(desk.page, "POST", "/incidents", {"call_id": None})
    ask(desk.page, "PUT", "/selection", {"incident_id": incident["id"]})
    beside.reload()
    short = incident["number"].split("-")[-1]
    expect(beside.locator(f"main[data-incident='{short}']")).to_be_visible(timeout=PATIENCE_MS)
    expect(desk.window).to_have_attribute("data-stream", "live")
    expect(desk.seat_state).to_contain_text("就绪")
    ask(desk.page, "POST", f"/incidents/{incident['id']}/close", {"reason": "test"})


def test_the_map_of_the_other_server_takes_over_the_session(desk: Desk, centre: Centre):
    with desk.page.expect_popup() as opened:
        desk.page.evaluate("url => { window.open(url + '/map', 'other', 'popup') }", centre.urls[1])
    beside = opened.value
    expect(beside.locator("main[data-ready][data-stream=live]")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.mission("A32", "A47")
def test_a_point_of_the_city_tells_what_it_is_and_goes_to_paper(desk: Desk):
    beside = map_beside(desk)
    beside.keyboard.press("Digit6")
    address = beside.get_by_test_id("here-address")
    expect(address).to_be_visible(timeout=PATIENCE_MS)
    expect(address).not_to_have_text("附近没有地名")
    expect(beside.get_by_test_id("here-road")).to_contain_text("·")
    expect(beside.locator("[data-panel=here]")).to_contain_text("GCJ-02")
    if is_wanted():
        beside.screenshot(path=SCREENS / "map-here.png")
    beside.keyboard.press("Digit5")
    expect(beside.locator("[data-panel=around] ol li").first).to_be_visible(timeout=PATIENCE_MS)
    beside.keyboard.press("Escape")
    beside.keyboard.press("Digit0")
    sheet = beside.locator("[data-panel=print][data-picture=there]")
    expect(sheet).to_be_visible(timeout=PATIENCE_MS)
    if is_wanted():
        beside.screenshot(path=SCREENS / "map-print.png")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_map_window_can_be_used_by_everybody(desk: Desk, theme: str):
    beside = map_beside(desk)
    if theme == "light":
        beside.keyboard.press("Alt+KeyL")
    found = Axe().run(beside).response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []
