"""Predicted and real times of drives on the director's page, with a scripted centre behind it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests.e2e.console.boards import board
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.evidence import SCREENS, is_wanted

UNUSED = {
    "version": 0,
    "factors": [1.0] * 24,
    "error_share_percent": None,
    "runs": 0,
    "zone": "Asia/Shanghai",
    "used_by": None,
    "used_at": None,
    "undoes": None,
}
USED = UNUSED | {
    "version": 1,
    "factors": [1.42 if hour == 8 else 1.0 for hour in range(24)],
    "error_share_percent": 18,
    "runs": 812,
    "used_by": "9001",
    "used_at": ago(60),
}


def report(in_force: dict[str, Any], runs: int = 812) -> dict[str, Any]:
    rush = {7: 1.21, 8: 1.42, 9: 1.18, 17: 1.33, 18: 1.36, 19: 1.12}
    return {
        "since": ago(31 * 86_400),
        "until": ago(0),
        "zone": "Asia/Shanghai",
        "runs": runs,
        "least": 30,
        "suffices": runs >= 30,
        "left_out": {"stood": 9, "straight_line": 4},
        "bias_s": 71.2,
        "mae_s": 84.0,
        "p90_s": 190.0,
        "spans": 640,
        "within_percent": 78.4,
        "error_share_percent": 18,
        "hours": [{"hour": hour, "runs": 34, "factor": rush.get(hour, 1.0)} for hour in range(24)],
        "in_force": in_force,
    }


def travel_times(
    opened: Opened, told: dict[str, Any], *more_rights: str
) -> tuple[Locator, ScriptedCentre]:
    rights = ["view_board", "search_recordings", "view_statistics", "view_site", *more_rights]
    page, centre = opened("/director", you=board()["you"] | {"rights": rights, "seat": None})
    centre.answer("GET", "/calibration", 200, told)
    page.get_by_role("tab", name="行驶时间").click()
    return page.get_by_test_id("calibration"), centre


@pytest.mark.mission("A48")
def test_the_report_is_read_put_in_force_and_taken_back_by_the_version_that_was_seen(
    opened: Opened,
):
    panel, centre = travel_times(opened, report(UNUSED), "use_calibration")
    expect(panel.locator("[data-figure=runs]")).to_contain_text("812")
    expect(panel.locator("[data-figure=bias]")).to_contain_text("71.2 s")
    expect(panel.locator("[data-figure=p90]")).to_contain_text("190.0 s")
    expect(panel.locator("[data-figure=within]")).to_contain_text("78.4 %")
    expect(panel.get_by_test_id("left-out")).to_contain_text("途中停车 9 · 按直线预计 4")
    expect(panel.locator("[data-hour]")).to_have_count(24)
    expect(panel.locator("[data-hour='8']")).to_contain_text("×1.42")
    expect(panel.get_by_test_id("in-force")).to_contain_text("尚未启用")
    if is_wanted():
        panel.page.screenshot(path=SCREENS / "calibration.png")
    found = Axe().run(panel.page, context="[data-testid=calibration]")
    assert found.response["violations"] == [], found.generate_report()
    asked: list[Any] = []

    def use(body: Any) -> tuple[int, Any]:
        asked.append(body)
        centre.answer("GET", "/calibration", 200, report(USED))
        return 200, USED

    centre.answers["POST", "/calibration/use"] = use
    panel.get_by_role("button", name="启用这些系数").click()
    expect(panel.get_by_role("status")).to_contain_text("已启用，第 1 版")
    expect(panel.get_by_test_id("in-force")).to_contain_text("第 1 版，9001")
    centre.refuse("POST", "/calibration/undo", 409, "calibration_changed_meanwhile")
    panel.get_by_role("button", name="撤回启用中的系数").click()
    expect(panel.get_by_role("alert")).to_contain_text("系数刚被别人改过")
    assert asked == [{"base_version": 0}]


def test_too_few_drives_say_so_and_cannot_be_used(opened: Opened):
    panel, _ = travel_times(opened, report(UNUSED, runs=12), "use_calibration")
    expect(panel.get_by_role("note")).to_contain_text("12 次，至少要 30 次")
    expect(panel.get_by_role("button", name="启用这些系数")).to_be_disabled()


def test_a_shift_leader_reads_it_and_has_no_buttons(opened: Opened):
    panel, _ = travel_times(opened, report(USED))
    expect(panel.locator("[data-hour]")).to_have_count(24)
    expect(panel.get_by_role("button")).to_have_count(0)
