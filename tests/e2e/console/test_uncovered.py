"""What sending a vehicle leaves uncovered: beside its row, after the list, and nothing moves."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import Json, incident, spot, station, vehicle
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.desk import PATIENCE_MS
from tests.e2e.evidence import SCREENS, is_wanted

INCIDENT = uuid(3047)
NAMES = ("120A1", "120A2", "120B3", "120B4", "120C5", "120C6")
GRAVE = {"serious", "critical"}


def row(number: int, name: str) -> Json:
    return {
        "rank": number, "vehicle_id": uuid(6000 + number), "name": name, "kind": "monitoring",
        "status": "standby", "station_name": "城南站", "travel_s": 200 + 90 * number,
        "distance_m": 2000 + 800 * number, "eta_low_s": 200, "eta_high_s": 400 + 90 * number,
        "fix_age_s": 4, "position_source": "fix", "crew": ["doctor", "nurse"], "lacks": [],
        "reasons": [{"code": "standby", "parameters": {}}],
    }  # fmt: skip


def recommendation() -> Json:
    ranked = [row(number, name) for number, name in enumerate(NAMES, 1)]
    return {
        "incident_id": INCIDENT, "mode": "road", "positions": "live", "made_at": ago(0),
        "ranked": ranked, "excluded": [], "hospitals": [], "split": [], "divertible": [],
    }  # fmt: skip


def uncovered(share: float = 6.4) -> Json:
    districts = [
        {"name": "宿城区", "share_percent": 12},
        {"name": "湖滨新区", "share_percent": 80},
    ]
    vehicles: list[dict[str, Any]] = [
        {"vehicle_id": uuid(6001), "share_percent": share, "districts": districts},
        {"vehicle_id": uuid(6002), "share_percent": 0, "districts": []},
    ]
    told = {"made_at": ago(3), "within_min": 8, "source": "own_incidents"}
    return told | {"vehicles": vehicles}


def shown(opened: Opened, answer: tuple[int, Json]) -> tuple[Page, ScriptedCentre]:
    """Open a page that knows whether cover is on before it shows a list."""
    page, centre = opened(
        incidents=[incident(47, "幸福里小区", spot(0, 0), 1, scene_confirmed_at=ago(30))],
        vehicles=[vehicle(number, name, "standby") for number, name in enumerate(NAMES, 1)],
        stations=[station(1, "城南站", spot(500, 0))],
        orders=[],
        hospitals=[],
    )
    centre.answer("GET", f"/incidents/{INCIDENT}/recommendation", 200, recommendation())
    centre.answer("GET", f"/incidents/{INCIDENT}/duplicates", 200, {"duplicates": []})
    centre.answer("GET", "/cover/uncovered", *answer)
    with page.expect_response(lambda told: told.url.endswith("/cover/uncovered")):
        page.reload()
    expect(page.locator("[data-stream]")).to_have_attribute("data-stream", "live")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-vehicle='120A1']")).to_be_visible(timeout=PATIENCE_MS)
    return page, centre


def tops(page: Page) -> list[tuple[float, float]]:
    boxes = [page.locator(f"[data-vehicle='{name}']").bounding_box() for name in NAMES]
    return [(box["y"], box["height"]) for box in boxes if box]


@pytest.mark.mission("A48")
def test_each_row_says_what_its_vehicle_leaves_uncovered_and_the_order_stays(opened: Opened):
    page, _ = shown(opened, (200, uncovered()))
    first, second = (page.locator(f"[data-vehicle='{name}']") for name in NAMES[:2])
    told = "派这辆后 6.4% 的事件地点无车覆盖（8 分钟）：宿城区 12%、湖滨新区 80%"
    expect(first.get_by_test_id("uncovered")).to_have_text(told)
    expect(second.get_by_test_id("uncovered")).to_have_text("派这辆后覆盖不变（8 分钟）")
    listed = page.locator("[data-vehicle]").evaluate_all(
        "all => all.map(one => one.dataset.vehicle)"
    )
    assert listed == list(NAMES)
    broken = Axe().run(page).response["violations"]
    assert [one["id"] for one in broken if one["impact"] in GRAVE] == []
    if is_wanted():
        page.screenshot(path=SCREENS / "call-uncovered.png")


def test_the_list_is_there_first_and_no_row_moves_when_the_sentence_comes(opened: Opened):
    page, centre = shown(opened, (200, uncovered()))
    expect(page.get_by_test_id("uncovered").first).not_to_be_empty()
    before = tops(page)
    asked = [name for _, name, _ in centre.asked]
    path = f"/incidents/{INCIDENT}/recommendation"
    assert asked.index(path) < len(asked) - 1 - asked[::-1].index("/cover/uncovered")
    centre.answer("GET", "/cover/uncovered", 200, uncovered(7.5))
    centre.answer("GET", path, 200, recommendation())
    expect(page.get_by_test_id("uncovered").first).to_contain_text("7.5%", timeout=PATIENCE_MS)
    assert tops(page) == before
    centre.refuse("GET", "/cover/uncovered", 503, "cover_unknown")
    expect(page.get_by_test_id("uncovered").first).to_be_empty(timeout=PATIENCE_MS)
    assert tops(page) == before


def test_where_cover_is_off_no_row_keeps_a_slot(opened: Opened):
    off = {"type": "", "status": 409, "code": "cover_off", "request_id": "scripted"}
    page, _ = shown(opened, (409, off))
    expect(page.get_by_test_id("uncovered")).to_have_count(0)
