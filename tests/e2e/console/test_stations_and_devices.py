"""The administrator's page of stations: a device is enrolled and revoked without a command line."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import board, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.console.stations import HOSPITAL, STATION, vehicle

TECHNICIAN = {**board()["you"], "rights": ["view_board", "manage_site"], "seat": None}
SEEN_WITHIN_MS = 15_000
REAUTHENTICATION_NEEDED = {
    "type": "", "status": 403, "code": "reauthentication_needed", "request_id": "scripted",
}  # fmt: skip


def _device(which: int, **given: Any) -> dict[str, Any]:
    """A device of the station that has said all is well, unless told otherwise."""
    return {
        "id": uuid(which), "name": f"终端 {which}", "kind": "client", "station_id": STATION["id"],
        "station_code": "S01", "enrolled_at": ago(86400), "enrolled_by": "9001", "revoked_at": None,
        "revoked_by": None, "bell": "ok", "printer": "ok", "sounding": False, "note": "",
        "told_at": ago(20), "silent_since": None, **given,
    }  # fmt: skip


@pytest.fixture
def stations(opened: Opened) -> tuple[Page, ScriptedCentre]:
    """Open the stations of the office; the first has two devices, the second none."""
    page, centre = opened("/director", you=TECHNICIAN)
    second = {
        **STATION,
        "id": uuid(701),
        "code": "S02",
        "name": "城北站",
        "address": "发展大道 9 号",
    }
    centre.answer("GET", "/stations", 200, [STATION, second])
    centre.answer("GET", "/vehicles", 200, [vehicle(1), vehicle(2, status="on_scene")])
    cardiac = {**HOSPITAL, "departments": ["emergency", "cardiac"]}
    centre.answer("GET", "/hospitals", 200, [cardiac])
    silent = _device(602, kind="screen", silent_since=ago(60), bell="ok")
    centre.answer("GET", "/devices", 200, [_device(601, printer="failed"), silent])
    page.get_by_role("link", name="管理").click()
    page.get_by_role("tab", name="分站与设备").click()
    expect(page.get_by_role("article", name="城南站")).to_be_visible()
    return page, centre


def _gives_one_code(centre: ScriptedCentre) -> None:
    code = {"code": "ABCDEFGHJK", "expires_at": ago(-900)}
    centre.answer("POST", "/devices/enrolments", 200, code)


def test_each_station_shows_its_vehicles_and_how_its_devices_are(
    stations: tuple[Page, ScriptedCentre],
):
    page, _ = stations
    south = page.get_by_role("article", name="城南站")
    expect(south.get_by_role("listitem")).to_have_text(
        [re.compile("120C2.*待命"), re.compile("120C3.*现场")]
    )
    expect(south.get_by_role("row", name="终端 601")).to_contain_text("故障")
    expect(south.get_by_role("row", name="终端 602")).to_contain_text("失联")
    expect(south.get_by_role("row", name="终端 602")).not_to_contain_text("正常")
    north = page.get_by_role("article", name="城北站")
    expect(north.get_by_text("派车单送不到这个分站")).to_be_visible()
    expect(page.get_by_role("complementary", name="医院")).to_contain_text("急诊 · 胸痛")


def test_a_station_program_is_enrolled_by_a_code_that_says_how_long_it_holds_and_where_it_is_typed(
    stations: tuple[Page, ScriptedCentre],
):
    page, centre = stations
    _gives_one_code(centre)
    page.get_by_role("article", name="城北站").get_by_role("button", name="分站程序").press("Enter")
    expect(page.get_by_test_id("enrolment-code")).to_have_text("ABCDE-FGHJK")
    expect(page.get_by_text(re.compile("还剩 14:"))).to_be_visible()
    first, second = centre.addresses
    typed = f"station-client enrol --server {first} --server {second} --code ABCDEFGHJK"
    expect(page.get_by_text(typed)).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    made = _device(
        603, name="受警终端", station_id=uuid(701), bell=None, printer=None, told_at=None
    )
    centre.answer("GET", "/devices", 200, [made])
    expect(page.get_by_text("已有新设备登记：受警终端")).to_be_visible(timeout=SEEN_WITHIN_MS)
    expect(page.get_by_test_id("enrolment-code")).to_have_count(0)
    asked = [body for _, path, body in centre.asked if path == "/devices/enrolments"]
    assert asked == [{"station_id": uuid(701), "kind": "client"}]


def test_a_station_page_is_enrolled_at_its_address(stations: tuple[Page, ScriptedCentre]):
    page, centre = stations
    _gives_one_code(centre)
    page.get_by_role("article", name="城南站").get_by_role("button", name="分站页面").press("Enter")
    for address in centre.addresses:
        expect(page.get_by_text(f"{address}/station")).to_be_visible()


def test_a_device_is_revoked_after_the_password_was_said_again(
    stations: tuple[Page, ScriptedCentre],
):
    page, centre = stations
    path = f"/devices/{uuid(601)}"
    confirmed: list[bool] = []

    def reauthenticate(_: Any) -> tuple[int, Any]:
        confirmed.append(True)
        return 204, None

    centre.answers["POST", "/session/reauthentication"] = reauthenticate
    centre.answers["DELETE", path] = lambda _: (
        (204, None) if confirmed else (403, REAUTHENTICATION_NEEDED)
    )
    page.get_by_role("button", name="吊销 终端 601").press("Enter")
    page.get_by_role("button", name="确认吊销 终端 601").press("Enter")
    expect(page.locator("#again")).to_be_focused()
    centre.answer("GET", "/devices", 200, [_device(601, revoked_at=ago(0), revoked_by="9001")])
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    expect(page.get_by_text("终端 601 已吊销，立即失效")).to_be_visible()
    expect(page.get_by_text("另有 1 台已吊销")).to_be_visible()
    acts = [(method, asked) for method, asked, _ in centre.asked if method in {"POST", "DELETE"}]
    assert acts == [("DELETE", path), ("POST", "/session/reauthentication"), ("DELETE", path)]
