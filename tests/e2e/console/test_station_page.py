"""The station's page: an order is heard, taken by one key, never lost when the centre is away."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.scripted_centre import ScriptedCentre, ago
from tests.e2e.console.stations import order, session, sheet, station_board, taken

AWAY_WITHIN_MS = 20_000
KEPT = {"dispatch120.station.device": json.dumps({"token": "t", "name": "终端 01", "station": ""})}
MUTE = """
for (const name of ['state']) Object.defineProperty(AudioContext.prototype, name, {
  configurable: true, get: () => window.woken ? 'running' : 'suspended' })
"""
Opened = Callable[..., tuple[Page, ScriptedCentre]]


@pytest.fixture
def station(page: Page, addresses: tuple[str, str]) -> Opened:
    """Open the station's page with a scripted centre behind it."""

    def open_page(
        *orders: Any, enrolled: bool = True, mute: bool = False
    ) -> tuple[Page, ScriptedCentre]:
        centre = ScriptedCentre(page, *addresses, station_board(*orders))
        servers = [{"name": f"server-{n}", "url": url} for n, url in enumerate(addresses, 1)]
        centre.board["servers"] = servers
        centre.answers["GET", "/station/board"] = lambda _: (200, deepcopy(centre.board))
        centre.answer("POST", "/station/state", 200, None)
        centre.answer("POST", "/devices", 200, session() | {"servers": servers})
        for one in orders:
            _serve(centre, one["id"])
        page.add_init_script(f"Object.assign(localStorage, {json.dumps(KEPT if enrolled else {})})")
        if mute:
            page.add_init_script(MUTE)
        page.goto(addresses[0] + "/station")
        expect(page.locator("[data-ready]")).to_be_visible()
        if enrolled:
            shown = "[data-call]" if orders else "text=待命：没有派车单"
            expect(page.locator(shown)).to_be_visible()
        return page, centre

    return open_page


def _serve(centre: ScriptedCentre, order_id: str) -> None:
    """Take acts as a server does: the order is changed, its station is told."""

    def change(kind: str, changed: Callable[[Any, Any], Any]) -> Callable[[Any], tuple[int, Any]]:
        def answer(body: Any) -> tuple[int, Any]:
            place = next(i for i, o in enumerate(centre.board["orders"]) if o["id"] == order_id)
            one = changed(centre.board["orders"][place], body)
            centre.board["orders"][place] = one
            centre.tell(kind, {"order": one})
            return 200, one

        return answer

    def stamped(one: Any, body: Any) -> Any:
        stamp = {"at": body["at"], "by": "device:终端 01", "wire": "station"}
        stamps = {**one["stamps"], body["milestone"]: stamp}
        later = one["state"] == "acknowledged" or body["milestone"] not in one["stamps"]
        return {**one, "stamps": stamps, "state": body["milestone"] if later else one["state"]}

    acts = {
        "acknowledge": change("order_acknowledged", lambda o, b: _acknowledged(o, b["revision"])),
        "stamp": change("order_stamped", stamped),
        "refuse": change(
            "order_refused", lambda o, b: {**o, "state": "refused", "end_reason": b["reason"]}
        ),
        "receipt": change("order_delivered", lambda o, _: {**o, "state": "delivered"}),
    }
    for verb, answer in acts.items():
        centre.answers["POST", f"/station/orders/{order_id}/{verb}"] = answer


def _acknowledged(one: Any, revision: int) -> Any:
    state = "acknowledged" if one["state"] in {"sent", "delivered"} else one["state"]
    return {**one, "state": state, "acknowledged_revision": revision}


def acts(centre: ScriptedCentre) -> list[tuple[str, Any]]:
    """What was done at the station, as the centre heard it."""
    head = "/station/orders/"
    return [
        (path.rsplit("/", 1)[1], body)
        for method, path, body in centre.asked
        if method == "POST" and path.startswith(head)
    ]


def tell(centre: ScriptedCentre, kind: str, one: Any) -> None:
    """Change an order at the centre."""
    centre.board["orders"] = [one if o["id"] == one["id"] else o for o in centre.board["orders"]]
    centre.tell(kind, {"order": one})


def settle(page: Page) -> None:
    """Until a key means what stands on the screen."""
    expect(page.locator("[data-settled=true]")).to_be_visible()


def test_a_code_makes_the_browser_a_device_that_stays_one(station: Opened):
    page, centre = station(enrolled=False)
    page.locator("#code").fill("ABCD-1234")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("待命：没有派车单")).to_be_visible()
    asked = next(body for _, path, body in centre.asked if path == "/devices")
    assert asked == {"code": "ABCD-1234", "name": "受警终端 01"}
    assert "device-token" in page.evaluate("localStorage['dispatch120.station.device']")


@pytest.mark.mission("A36", "A50")
def test_two_keys_take_an_order_and_send_the_vehicle_out(station: Opened):
    page, centre = station(order())
    shown = page.locator("[data-call]")
    expect(shown).to_have_attribute("data-call", "order")
    expect(page.get_by_role("heading", name="幸福里小区 3 号楼 502")).to_be_visible()
    plan = page.get_by_test_id("pre-plan")
    expect(plan).to_contain_text("示例预案（未经审批） · 胸痛（示例） 第 3 版")
    expect(plan).to_contain_text("到达后先做心电图")
    page.keyboard.press("Enter")
    expect(page.get_by_text("请先按空格接单")).to_be_visible()
    page.keyboard.press("Space")
    expect(shown).to_have_attribute("data-call", "none")
    settle(page)
    page.keyboard.press("Enter")
    expect(shown).to_have_attribute("data-state", "departed")
    told = acts(centre)
    assert told[0] == ("acknowledge", {"revision": 1, "name": None})
    assert (told[1][0], told[1][1]["milestone"]) == ("stamp", "departed")


def test_milestones_go_one_key_each_and_the_patient_is_wiped_after_hand_over(station: Opened):
    page, centre = station(taken(order()))
    shown = page.locator("[data-call]")
    for key, state in (
        ("Enter", "departed"),
        ("2", "arrived"),
        ("4", "patient_aboard"),
        ("7", "handed_over"),
    ):
        settle(page)
        page.keyboard.press(key)
        expect(shown).to_have_attribute("data-state", state)
    expect(page.get_by_text("交接后患者信息已清除")).to_be_visible()
    for secret in ("幸福里", "8438", "胸痛", "58 岁"):
        assert secret not in page.content()
    assert [body["milestone"] for _, body in acts(centre)] == [
        "departed", "arrived", "patient_aboard", "handed_over",
    ]  # fmt: skip


def test_a_late_time_is_put_right(station: Opened):
    page, centre = station(taken(order(sent_ago_s=1800), state="arrived"))
    page.keyboard.press("F6")
    page.keyboard.press("1")
    expect(page.locator("#at")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#at")).to_have_count(0)
    assert acts(centre)[0][1]["milestone"] == "departed"


def test_an_order_that_cannot_be_taken_is_refused_with_a_digit(station: Opened):
    page, centre = station(order())
    page.keyboard.press("F2")
    page.keyboard.press("2")
    expect(page.get_by_text("待命：没有派车单")).to_be_visible()
    expect(page.get_by_text("全部已送达")).to_be_visible()
    assert acts(centre) == [("refuse", {"reason": "crew_short"})]


def test_a_changed_order_calls_again_until_its_revision_was_taken(station: Opened):
    one = taken(order(), state="departed")
    page, centre = station(one)
    changed = {**one, "revision": 2, "sheet": sheet(1, place="幸福里小区 5 号楼 101", revision=2)}
    tell(centre, "order_changed", changed)
    shown = page.locator("[data-call]")
    expect(shown).to_have_attribute("data-call", "changed")
    expect(page.get_by_text("派车单已更改（第 2 版）")).to_be_visible()
    expect(page.get_by_role("heading", name="幸福里小区 5 号楼 101")).to_be_visible()
    settle(page)
    page.keyboard.press("Space")
    expect(shown).to_have_attribute("data-call", "none")
    assert acts(centre) == [("acknowledge", {"revision": 2, "name": None})]


def test_an_order_taken_back_is_shown_until_somebody_noticed(station: Opened):
    one = taken(order(), state="departed")
    page, centre = station(one)
    tell(centre, "order_cancelled", {**one, "state": "cancelled", "end_reason": "caller_withdrew"})
    expect(page.locator("[data-call]")).to_have_attribute("data-call", "cancelled")
    settle(page)
    page.keyboard.press("Space")
    expect(page.get_by_text("待命：没有派车单")).to_be_visible()
    assert acts(centre) == []


def test_a_new_order_comes_to_the_front_and_a_key_in_flight_is_not_taken_for_it(station: Opened):
    page, centre = station(taken(order(1), state="departed"))
    new = order(2, state="sent", sent_ago_s=0, sheet=sheet(2, place="人民路 18 号"))
    centre.board["orders"].append(new)
    _serve(centre, new["id"])
    centre.tell("order_sent", {"order": new})
    expect(page.get_by_role("heading", name="人民路 18 号")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text("画面刚刚变化，请再按一次")).to_be_visible()
    settle(page)
    page.keyboard.press("Space")
    expect(page.locator("[data-call]")).to_have_attribute("data-call", "none")
    assert [verb for verb, _ in acts(centre)] == ["receipt", "acknowledge"]
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("20261122-0047-1")).not_to_have_count(0)


def test_without_sound_the_page_is_red_until_a_key_lets_it_sound(station: Opened):
    page, _ = station(mute=True)
    expect(page.get_by_role("alert")).to_contain_text("没有声音")
    page.evaluate("window.woken = true")
    page.keyboard.press("KeyA")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_keys_pressed_while_the_centre_is_away_are_kept_shown_and_delivered_once(station: Opened):
    page, centre = station(order())
    expect(page.locator("[data-call]")).to_have_attribute("data-call", "order")
    for address in centre.addresses:
        centre.kill(address)
    page.keyboard.press("Space")
    expect(page.get_by_text("已按下，尚未送达中心")).to_be_visible()
    expect(page.locator("[data-call]")).to_have_attribute("data-call", "none")
    settle(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 项未送达")).to_be_visible()
    kept = json.loads(page.evaluate("localStorage['dispatch120.station.acts']"))
    expect(page.locator("[data-centre=away]")).to_be_visible(timeout=AWAY_WITHIN_MS)
    expect(page.get_by_role("alert")).to_contain_text("0527-8120 120")
    centre.dead.clear()
    expect(page.get_by_text("全部已送达")).to_be_visible()
    assert [verb for verb, _ in acts(centre)] == ["acknowledge", "stamp"]
    assert acts(centre)[1][1]["at"] == kept[1]["body"]["at"] < ago(0)
    assert uuid(1) == kept[0]["orderId"]


@pytest.mark.mission("A89")
def test_one_key_takes_the_milestone_that_positions_suggest(station: Opened):
    fix = {"device": "T-1", "feed": "serial-1", "fixed_at": ago(5)}
    seen = {**fix, "distance_m": 12, "radius_m": 80, "speed_kmh": 3.0}
    one = taken(order()) | {"suggestions": {"departed": {"at": ago(300), **seen}}}
    page, centre = station(one)
    shown = page.locator("[data-call]")
    path = f"/station/orders/{one['id']}/confirm-milestone"
    stamps = {"departed": {"at": ago(300), "by": "device:终端 01", "wire": "station"}}
    centre.answer("POST", path, 200, one | {"state": "departed", "stamps": stamps})
    expect(page.get_by_test_id("confirm-suggested")).to_contain_text("F8 确认：出车")
    settle(page)
    page.keyboard.press("F8")
    expect(shown).to_have_attribute("data-state", "departed")
    expect(page.get_by_test_id("confirm-suggested")).to_have_count(0)
    assert acts(centre)[-1] == ("confirm-milestone", {"milestone": "departed"})
