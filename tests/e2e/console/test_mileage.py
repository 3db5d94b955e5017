"""How vehicles were driven, on the directors' page, each row with its replay."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.console.boards import board, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.evidence import SCREENS, is_wanted

VEHICLE = uuid(6003)
POINT = {"lon": 118.3, "lat": 33.95}


def at(clock: str) -> str:
    return f"2026-11-22T{clock}:00Z"


def told() -> dict[str, Any]:
    trip = {"since": at("08:20"), "until": at("08:41"), "start": POINT, "end": POINT}
    stops = [("08:00", "08:20"), ("08:41", "09:30")]
    driving = {
        "vehicle_id": VEHICLE,
        "vehicle_name": "120A2",
        "device": "T3",
        "heard": 5400,
        "cut": False,
        "metres": 12_345,
        "odometer": {"metres": 12_500, "told": 5400, "used": True, "differs": False},
        "odometer_breaks": [],
        "driving_s": 1260,
        "unheard_s": 95,
        "trips": [trip | {"metres": 12_300, "odometer": None}],
        "stops": [{"since": at(a), "until": at(b), "point": POINT} for a, b in stops],
        "speedings": [
            {"since": at("08:30"), "until": at("08:31"), "fastest_kmh": 96.4, "point": POINT}
        ],
    }
    span = {"since": "2026-11-21T16:00:00Z", "until": "2026-11-22T16:00:00Z", "over_kmh": 80}
    return span | {"vehicles": [driving]}


@pytest.mark.mission("A51", "A71")
def test_mileage_trips_stops_and_speeding_are_read_and_lead_to_the_replay(opened: Opened):
    rights = ["view_board", "view_site", "view_tracks", "view_mileage", "view_calls"]
    page, centre = opened("/director", you=board()["you"] | {"rights": rights, "seat": None})
    centre.answer("GET", "/vehicles", 200, [{"id": VEHICLE, "name": "120A2"}])
    centre.answer("GET", "/tracks/mileage", 200, told())
    page.get_by_role("tab", name="里程与行程").click()
    panel = page.get_by_test_id("mileage")
    panel.get_by_role("checkbox", name="120A2").check()
    panel.get_by_label("从", exact=True).fill("2026-11-22")
    panel.get_by_label("到（不含）").fill("2026-11-23")
    panel.get_by_role("button", name="查看").click()
    totals = page.get_by_test_id("mileage-totals")
    for words in ("120A2", "12.5 公里（里程表；按定位 12.3）", "21:00", "01:35"):
        expect(totals).to_contain_text(words)
    rows = panel.locator("[data-kind]")
    expect(rows).to_have_count(4)
    expect(rows.nth(2)).to_contain_text("最高 96 公里/时")
    link = rows.nth(1).get_by_role("link", name="回放").get_attribute("href") or ""
    assert link.startswith(f"/replay?vehicle={VEHICLE}&from=2026-11-22T08%3A19")
    assert [row["impact"] for row in Axe().run(page).response["violations"]] == []
    if is_wanted():
        page.screenshot(path=SCREENS / "director-mileage.png")
