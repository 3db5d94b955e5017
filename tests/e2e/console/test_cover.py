"""Cover on the map window with a scripted city behind it: layer, legend, advice by one key."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import spot, vehicle
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.console.test_closures import closure
from tests.e2e.console.test_map_page import OpenedMap, opened_map
from tests.e2e.evidence import SCREENS, is_wanted

__all__ = ["opened_map"]

GRAVE = {"serious", "critical"}
ADVICE = {
    "vehicle_id": uuid(6004),
    "vehicle_name": "120B3",
    "station_id": uuid(4002),
    "station_name": "城东站",
    "gain_percent": 6.4,
    "drive_s": 372,
    "home_s": 180,
}


def picture(*advice: dict[str, Any]) -> dict[str, Any]:
    places = [(spot(east * 300, north * 300), east) for east in range(-4, 5) for north in (-1, 1)]
    times = {True: 2, False: 1}
    return {
        "made_at": ago(3),
        "map_version": "scripted-1",
        "within_min": 8,
        "source": "streets",
        "points": [
            (at["lon"], at["lat"], 0 if east == 4 else times[east < 0]) for at, east in places
        ],
        "ready": 3,
        "share_percent": 88.9,
        "double_share_percent": 44.4,
        "advice": advice,
    }


def showing(opened: tuple[Page, ScriptedCentre], *advice: dict[str, Any]) -> Page:
    page, centre = opened
    centre.answer("GET", "/cover", 200, picture(*advice))
    page.keyboard.press("Alt+Shift+KeyF")
    return page


def test_one_key_shows_what_is_reached_with_its_share_and_where_that_is_counted(
    opened_map: OpenedMap,
):
    page = showing(opened_map())
    panel = page.get_by_test_id("cover-panel")
    expect(panel).to_contain_text("8 分钟内可到 88.9%")
    expect(panel).to_contain_text("两辆以上可到 44.4%；可派 3 辆")
    expect(panel).to_contain_text("按全区街道长度平均计算")
    expect(panel).to_contain_text("现在没有值得调动的车辆")
    for times in ("2", "1", "0"):
        expect(page.locator(f"[data-layer=cover] [data-times='{times}']")).to_have_attribute(
            "d", re.compile("^M")
        )
    broken = Axe().run(page).response["violations"]
    assert [one["id"] for one in broken if one["impact"] in GRAVE] == []
    page.keyboard.press("Alt+Shift+KeyF")
    expect(panel).to_have_count(0)
    expect(page.locator("[data-layer=cover]")).to_have_count(0)


def test_what_bent_the_drives_is_said_and_a_closure_that_is_drawn_is_seen_at_once(
    opened_map: OpenedMap,
):
    page, centre = opened_map()
    panel = page.get_by_test_id("cover-panel")
    page = showing((page, centre))
    expect(panel).to_contain_text("8 分钟内可到 88.9%")
    expect(panel).not_to_contain_text("已计入")
    bent = picture() | {"closures": (4, 7), "hour_factor": 1.2, "share_percent": 60.1}
    centre.answer("GET", "/cover", 200, bent)
    centre.tell("closure_changed", {"act": "drawn", "closure": closure(1)}, actor="staff:1031")
    expect(panel).to_contain_text("8 分钟内可到 60.1%")
    expect(panel).to_contain_text("已计入封路、缓行 #4 #7 · 本时段行车时间 ×1.2")


def test_a_centre_that_has_not_switched_it_on_says_so(opened_map: OpenedMap):
    page, centre = opened_map()
    centre.refuse("GET", "/cover", 409, "cover_off")
    page.keyboard.press("Alt+Shift+KeyF")
    expect(page.get_by_test_id("cover-panel")).to_contain_text("覆盖未启用")


def test_advice_says_what_it_gains_and_costs_and_one_key_takes_it(opened_map: OpenedMap):
    opened = opened_map()
    page = showing(opened, ADVICE)
    advice = page.get_by_test_id("stand-by-advice")
    expect(advice).to_contain_text("建议 120B3 到城东站备勤：覆盖 +6.4%")
    expect(advice).to_contain_text("开去 6 分钟（回本站 3 分钟）")
    expect(page.get_by_test_id("cover-panel")).to_contain_text("只是建议，不是派车")
    if is_wanted():
        page.screenshot(path=SCREENS / "map-cover.png")
    taken: list[Any] = []

    def take(body: Any) -> tuple[int, Any]:
        taken.append(body)
        return 200, {"id": uuid(1), **body}

    opened[1].answers["POST", "/cover/stand-by"] = take
    opened[1].answer("GET", "/cover", 200, picture())
    page.keyboard.press("Alt+Shift+KeyJ")
    expect(page.get_by_test_id("cover-panel")).to_contain_text("已记录：120B3 到城东站备勤")
    assert taken == [{"vehicle_id": uuid(6004), "station_id": uuid(4002)}]
    expect(advice).to_have_count(0)


def test_when_a_vehicle_frees_its_advice_appears_without_the_layer(opened_map: OpenedMap):
    page, centre = opened_map()
    centre.answer("GET", "/cover", 200, picture(ADVICE))
    freed = vehicle(3, "120A2", "returning")
    centre.tell("vehicle_changed", {"vehicle": freed})
    expect(page.get_by_test_id("stand-by-advice")).to_contain_text("120B3")
    expect(page.locator("[data-layer=cover]")).to_have_count(0)


def test_while_it_is_off_a_vehicle_that_frees_says_nothing(opened_map: OpenedMap):
    page, centre = opened_map()
    centre.refuse("GET", "/cover", 409, "cover_off")
    with page.expect_response("**/api/v1/cover"):
        centre.tell("vehicle_changed", {"vehicle": vehicle(3, "120A2", "returning")})
    expect(page.locator("[data-vehicle='120A2']")).to_contain_text("返")
    expect(page.get_by_test_id("cover-panel")).to_have_count(0)
