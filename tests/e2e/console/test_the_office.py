"""The pages of director and administrator in states that want a refusal at the right moment."""

from typing import Any

from playwright.sync_api import expect

from tests.e2e.console.boards import board
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ScriptedCentre, ago

ADMINISTRATOR = {
    **board()["you"],
    "rights": ["view_board", "manage_people", "manage_site", "search_recordings", "view_site"],
    "seat": None,
}
SITE: dict[str, Any] = {
    "version": 4,
    "centre_name": "宿城市急救中心",
    "area_code": "0527",
    "seats": [{"number": 1, "kind": "soft"}],
    "trunks": [{"name": "carrier", "host": "10.0.0.5", "port": 5060}],
    "spare_phones": ["spare1"],
    "backup_numbers": [],
    "backup_rings_s": 25,
    "message_after_s": 120,
    "emergency_number": "120",
    "answer_overdue_after_s": 10,
    "overflow_after_s": 30,
    "seat_leg_lost_after_s": 5,
    "wrap_up_s": 15,
    "talk_dispositions": ["incident", "advice"],
    "call_back_reasons": ["reached", "no_answer"],
    "order_acknowledge_s": 10,
    "changed_by": "9001",
    "changed_at": ago(60),
}


def _asks_for_the_password_once(centre: ScriptedCentre) -> None:
    """Refuse a new person until the password was said again."""
    confirmed: list[bool] = []

    def reauthenticate(_: Any) -> tuple[int, Any]:
        confirmed.append(True)
        return 204, None

    def add(person: Any) -> tuple[int, Any]:
        if confirmed:
            return 200, {**person, "active": True}
        code = "reauthentication_needed"
        return 403, {"type": "", "status": 403, "code": code, "request_id": "scripted"}

    centre.answers["POST", "/session/reauthentication"] = reauthenticate
    centre.answers["POST", "/people"] = add
    centre.answer("GET", "/people", 200, [])


def test_the_password_is_asked_for_on_the_spot_and_the_act_goes_on(opened: Opened):
    page, centre = opened("/director", you=ADMINISTRATOR)
    _asks_for_the_password_once(centre)
    page.get_by_role("link", name="管理").click()
    page.get_by_role("button", name="新增人员").click()
    page.locator("#person-number").fill("1099")
    page.locator("#person-name").fill("钱进")
    page.locator("#person-password").fill("0123456789")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#again")).to_be_focused()
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    expect(page.locator("#person-number")).to_have_count(0)
    posted = [path for method, path, _ in centre.asked if method == "POST"]
    assert posted == ["/people", "/session/reauthentication", "/people"]


def test_settings_that_somebody_else_changed_are_not_overwritten_unasked(opened: Opened):
    page, centre = opened("/director", you=ADMINISTRATOR)
    centre.answer("GET", "/people", 200, [])
    centre.answer("GET", "/site", 200, SITE)
    page.get_by_role("link", name="管理").click()
    page.get_by_role("tab", name="中心设置").click()
    page.locator("#wrap_up_s").fill("20")
    centre.refuse("PUT", "/site", 409, "site_changed_meanwhile")
    centre.answer("GET", "/site", 200, {**SITE, "version": 5, "changed_by": "2003"})
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存第 5 版")).to_be_visible()
    centre.answer("PUT", "/site", 200, {**SITE, "version": 6, "wrap_up_s": 20})
    with page.expect_request(lambda request: request.method == "PUT") as put:
        page.get_by_role("button", name="用我的内容覆盖").click()
    written = put.value.post_data_json or {}
    assert (written["base_version"], written["wrap_up_s"]) == (5, 20)


def test_a_damaged_recording_is_shown_as_one_and_an_incomplete_search_says_so(opened: Opened):
    page, centre = opened("/", you=ADMINISTRATOR)
    damaged = {
        "name": "20261122-014501-node1-1795310763.8", "exchange": "node1", "state": "damaged",
        "started_at": ago(900), "ended_at": ago(800), "duration_ms": 0, "repaired": False,
        "fault": "empty_recording", "sha256": None, "call_id": None, "number": None,
        "called_number": None, "seat": None, "staff_number": None,
    }  # fmt: skip
    found = {"recordings": [damaged], "next_before": None, "index": "journal", "away": ["node2"]}
    centre.answer("GET", "/recordings", 200, found)
    page.goto(centre.addresses[0] + "/director")
    expect(page.get_by_text("已损坏 · 空录音")).to_be_visible()
    expect(page.get_by_text("数据库索引不可用")).to_be_visible()
    expect(page.get_by_text("交换机 node2 的录音机没有应答")).to_be_visible()
