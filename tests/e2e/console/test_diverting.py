"""A vehicle bound for a less urgent incident: shown apart, asked about, diverted by two verbs."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import Json, incident, spot, station, vehicle
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.desk import PATIENCE_MS

INCIDENT, BOUND_FOR = uuid(3047), uuid(9001)
FREE, BOUND = uuid(6001), uuid(6002)


def recommendation() -> Json:
    """One free vehicle ten minutes off, and one two minutes off that drives elsewhere."""
    free = {
        "rank": 1, "vehicle_id": FREE, "name": "120A1", "kind": "monitoring", "status": "standby",
        "station_name": "城南站", "travel_s": 600, "distance_m": 6000, "eta_low_s": 480,
        "eta_high_s": 720, "fix_age_s": 4, "position_source": "fix", "crew": ["doctor"],
        "lacks": [], "reasons": [{"code": "standby", "parameters": {}}],
    }  # fmt: skip
    bound = {
        "vehicle_id": BOUND, "name": "120B2", "order_id": BOUND_FOR, "priority": 3,
        "incident_number": "20261122-0046", "travel_s": 120, "eta_low_s": 90, "eta_high_s": 150,
        "gains_s": 480, "costs_s": 180, "replacement_id": FREE, "replacement_name": "120A1",
    }  # fmt: skip
    return {
        "incident_id": INCIDENT, "mode": "road", "positions": "live", "made_at": ago(0),
        "ranked": [free], "excluded": [], "hospitals": [], "split": [], "divertible": [bound],
    }  # fmt: skip


@pytest.fixture
def desk(opened: Opened) -> tuple[Page, ScriptedCentre]:
    """A critical incident is shown, and its list."""
    page, centre = opened(
        incidents=[incident(47, "幸福里小区", spot(0, 0), 1, scene_confirmed_at=ago(30))],
        vehicles=[vehicle(1, "120A1", "standby"), vehicle(2, "120B2", "to_scene")],
        stations=[station(1, "城南站", spot(500, 0))],
        orders=[],
        hospitals=[],
    )
    path = f"/incidents/{INCIDENT}"
    centre.answer("GET", f"{path}/recommendation", 200, recommendation())
    centre.answer("GET", f"{path}/duplicates", 200, {"duplicates": []})
    centre.answer("POST", f"/orders/{BOUND_FOR}/reassign", 200, {"orders": []})
    centre.answer("POST", f"{path}/orders", 200, {"orders": []})
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-divert='120B2']")).to_be_visible(timeout=PATIENCE_MS)
    return page, centre


def acts(centre: ScriptedCentre) -> list[tuple[str, Json]]:
    """What was asked of orders."""
    return [
        (path, body) for method, path, body in centre.asked if method == "POST" and "orders" in path
    ]


@pytest.mark.mission("A48")
def test_a_divertible_vehicle_stands_apart_with_its_price_and_is_not_in_the_list(
    desk: tuple[Page, ScriptedCentre],
):
    page, centre = desk
    group = page.get_by_role("region", name="可改道（去往较轻事件）")
    expect(group).to_contain_text("早到 08:00；20261122-0046（非急）晚 03:00，由 120A1 接替")
    expect(page.get_by_role("list", name="推荐车辆")).not_to_contain_text("120B2")
    page.keyboard.press("Alt+Shift+KeyV")
    expect(group).to_contain_text("120B2 离开 20261122-0046？")
    page.keyboard.press("2")
    expect(group).not_to_contain_text("离开")
    assert acts(centre) == []


@pytest.mark.mission("A48")
def test_diverting_asks_first_gives_the_other_its_replacement_and_then_sends(
    desk: tuple[Page, ScriptedCentre],
):
    page, centre = desk
    page.keyboard.press("Alt+Shift+KeyV")
    expect(page.get_by_text("120B2 离开 20261122-0046？")).to_be_visible()
    assert acts(centre) == []
    sent = f"/incidents/{INCIDENT}/orders"
    with page.expect_response(lambda answer: answer.url.endswith(sent)):
        page.keyboard.press("1")
    (first, reassigned), (second, ordered) = acts(centre)
    assert first == f"/orders/{BOUND_FOR}/reassign"
    assert reassigned == {"vehicle_id": FREE, "reason": "higher_priority"}
    assert second == sent
    assert (ordered["vehicle_ids"], ordered["override_reason"]) == ([BOUND], "diverted")
