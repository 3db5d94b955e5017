"""What a vehicle's terminal has is on the order's line; seats write to vehicles; one key admits."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import board, uuid
from tests.e2e.console.cities import incident, spot, station, vehicle
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import Json, ScriptedCentre, ago
from tests.e2e.console.stations import order
from tests.e2e.desk import PATIENCE_MS

TECHNICIAN = {**board()["you"], "rights": ["view_board", "manage_site"], "seat": None}
PHONE = "13800000120"


def downlink(state: str, **given: Any) -> Json:
    return {
        "id": uuid(1), "phone": PHONE, "order_id": uuid(3001), "revision": 1, "message_id": None,
        "vehicle_id": uuid(6001), "state": state, "reason": None, "at": ago(3), **given,
    }  # fmt: skip


def terminal(**given: Any) -> Json:
    nobody = dict.fromkeys(
        ("admitted_by", "admitted_at", "revoked_by", "revoked_at", "vehicle_id"), None
    )
    return {
        "phone": PHONE, "feed": "jt808-1", "version": 2013, "plate": "苏N12001", "maker": "ACME0",
        "model": "T808", "terminal": "A000001", "address": "10.8.0.7", "first_seen_at": ago(60),
        "last_seen_at": ago(2), "connected": False, "doubled": 0, "counts": {"refused": 2},
        **nobody, **given,
    }  # fmt: skip


def admitted(**given: Any) -> Json:
    own = {"admitted_by": "9001", "admitted_at": ago(50), "vehicle_id": uuid(6001)}
    return terminal(connected=True, **own, **given)


@pytest.fixture
def seat(opened: Opened) -> tuple[Page, ScriptedCentre]:
    """A seat whose incident has an order on a vehicle with a terminal."""
    own = incident(47, "幸福里小区", spot(0, 0), 1, scene_confirmed_at=ago(30))
    sent = order(
        3001, incident_id=own["id"], vehicle_id=uuid(6001), vehicle_name="120A1", state="sent"
    )
    page, centre = opened(
        incidents=[own],
        vehicles=[vehicle(1, "120A1", "standby")],
        stations=[station(1, "城南站", spot(500, 0))],
        orders=[sent],
        hospitals=[],
    )
    centre.answer("GET", "/terminals", 200, {"terminals": [admitted()]})
    centre.answer("GET", "/terminals/downlinks", 200, {"downlinks": [downlink("SENT")]})
    centre.tell("downlink_changed", {"downlink": downlink("SENT")})
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-order='120A1']")).to_be_visible(timeout=PATIENCE_MS)
    return page, centre


@pytest.mark.mission("A36", "A88")
def test_the_terminal_has_it_stands_beside_that_no_person_took_it(
    seat: tuple[Page, ScriptedCentre],
):
    page, centre = seat
    line = page.locator("[data-order='120A1']")
    expect(line.get_by_test_id("order-terminal")).to_have_text(re.compile("已发往车载终端"))
    got = downlink("ACKNOWLEDGED")
    centre.answer("GET", "/terminals/downlinks", 200, {"downlinks": [got]})
    centre.tell("downlink_changed", {"downlink": got})
    expect(line.get_by_test_id("order-terminal")).to_have_text(re.compile("车载终端已收"))
    expect(line).to_have_class(re.compile("waiting|overdue"))


def test_that_a_terminal_does_not_have_it_is_said_with_its_reason(
    seat: tuple[Page, ScriptedCentre],
):
    page, centre = seat
    failed = downlink("FAILED", reason="no_answer")
    centre.answer("GET", "/terminals/downlinks", 200, {"downlinks": [failed]})
    centre.tell("downlink_changed", {"downlink": failed})
    told = page.get_by_test_id("order-terminal")
    expect(told).to_have_text(re.compile("车载终端没有收 · 没有应答"))


def test_a_seat_writes_to_all_vehicles_with_a_terminal(seat: tuple[Page, ScriptedCentre]):
    page, centre = seat
    centre.answer(
        "POST", "/terminals/texts", 200,
        {"id": uuid(5), "text": "路面结冰", "phones": [PHONE], "by": "1027", "at": ago(0)},
    )  # fmt: skip
    page.keyboard.press("Alt+Shift+KeyM")
    page.get_by_role("button", name="车辆（车载终端）").click()
    form = page.get_by_test_id("terminal-text")
    expect(form).to_contain_text("全部 1 台有终端的车")
    page.keyboard.type("路面结冰")
    with page.expect_response(lambda answer: answer.url.endswith("/terminals/texts")):
        page.keyboard.press("Enter")
    (body,) = [body for method, path, body in centre.asked if path == "/terminals/texts"]
    assert body == {"text": "路面结冰", "vehicle_ids": []}
    link = downlink("ACKNOWLEDGED", order_id=None, revision=None, message_id=uuid(5))
    centre.answer("GET", "/terminals/downlinks", 200, {"downlinks": [link]})
    centre.tell("downlink_changed", {"downlink": link})
    expect(form).to_contain_text("终端已收 1/1")


@pytest.fixture
def office(opened: Opened) -> tuple[Page, ScriptedCentre]:
    """Open the stations of the office; one terminal waits to be admitted."""
    page, centre = opened("/director", you=TECHNICIAN)
    for path in ("/stations", "/hospitals", "/devices"):
        centre.answer("GET", path, 200, [])
    centre.answer("GET", "/vehicles", 200, [vehicle(1, "120A1", "standby")])
    centre.answer("GET", "/terminals", 200, {"terminals": [terminal()]})
    page.get_by_role("link", name="管理").click()
    page.get_by_role("tab", name="分站与设备").click()
    expect(page.locator(f"[data-terminal='{PHONE}']")).to_be_visible()
    return page, centre


def test_a_stranger_is_listed_with_what_it_says_and_admitted_on_a_vehicle(
    office: tuple[Page, ScriptedCentre],
):
    page, centre = office
    row = page.locator(f"[data-terminal='{PHONE}']")
    expect(row).to_contain_text("苏N12001")
    expect(row).to_contain_text("ACME0 · T808 · A000001")
    expect(row).to_contain_text("10.8.0.7")
    expect(row).to_contain_text("待接纳")
    centre.answer("POST", f"/terminals/{PHONE}/admit", 200, {})
    row.get_by_label("装在").select_option("120A1")
    faulty = admitted(doubled=2, faults=["POWER_CUT", "OF_TOMORROW"])
    centre.answer("GET", "/terminals", 200, {"terminals": [faulty]})
    row.get_by_role("button", name="接纳").click()
    expect(row).to_contain_text("在线")
    expect(row).to_contain_text("同号重连 2 次")
    expect(row).to_contain_text("外接电源断开")
    expect(row.locator("[data-fault]")).to_have_count(2)
    asked = [body for method, path, body in centre.asked if path.endswith("/admit")]
    assert asked == [{"vehicle_id": uuid(6001)}]


def test_revoking_asks_once_more(office: tuple[Page, ScriptedCentre]):
    page, centre = office
    centre.answer("GET", "/terminals", 200, {"terminals": [admitted()]})
    centre.answer("POST", f"/terminals/{PHONE}/revoke", 200, {})
    row = page.locator(f"[data-terminal='{PHONE}']")
    row.get_by_role("button", name="停用").click()
    assert not [path for _, path, _ in centre.asked if path.endswith("/revoke")]
    with page.expect_response(lambda answer: answer.url.endswith("/revoke")):
        row.get_by_role("button", name="确认停用").click()
