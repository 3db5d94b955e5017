"""The list in the call window: explained, overridden with one key, many vehicles in one act."""

import pytest
from playwright.sync_api import expect

from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Json, Leader


@pytest.fixture
def hospital(leader: Leader) -> str:
    """A place that the map knows."""
    name: str = leader.person.get("/hospitals")[0]["name"]
    return name


def orders_of(leader: Leader) -> list[Json]:
    orders: list[Json] = leader.person.get("/board")["orders"]
    return [one for one in orders if one["ended_at"] is None]


@pytest.mark.mission("A48")
def test_many_vehicles_go_in_one_act_and_each_order_names_its_hospital(
    desk: Desk, leader: Leader, hospital: str
):
    form = Form(desk)
    form.open_by_hand()
    form.take_place(hospital)
    form.stop("patient_count").fill("5")
    form.stop("patient_count").press("Tab")
    form.is_ready()
    form.press("Shift+F9")
    split = form.page.get_by_test_id("split").get_by_role("listitem")
    expect(split).to_have_count(5, timeout=PATIENCE_MS)
    shown = set(split.all_inner_texts())
    if is_wanted():
        form.page.screenshot(path=SCREENS / "call-many-patients.png")
    form.press("F9")
    expect(form.orders).to_have_count(5, timeout=PATIENCE_MS)
    expect(form.page.get_by_test_id("order-hospital")).to_have_count(5)
    sent = orders_of(leader)
    assert len({one["incident_id"] for one in sent}) == 1
    assert len({one["sent_at"] for one in sent}) == 1
    went = {f"{one['vehicle_name']} → {one['sheet']['hospital']['name']}" for one in sent}
    assert went == shown
    kept = leader.person.get(f"/orders/{sent[0]['id']}/recommendation")
    assert kept["replay"] == "equal"


@pytest.mark.mission("A48")
def test_another_than_the_first_wants_one_key_for_the_reason_which_stays_with_the_order(
    desk: Desk, leader: Leader, hospital: str
):
    form = Form(desk)
    form.open_by_hand()
    form.take_place(hospital)
    form.is_ready()
    form.press("Alt+Digit2", "F9")
    expect(form.page.get_by_role("group", name="未选首位车辆，原因：")).to_be_visible()
    form.press("4")
    expect(form.page.get_by_test_id("not-first")).to_contain_text("道路不通", timeout=PATIENCE_MS)
    (sent,) = orders_of(leader)
    assert sent["override_reason"] == "road_closed"


@pytest.mark.mission("A35")
def test_beds_that_a_hospital_told_are_noted_by_key_and_explained(
    desk: Desk, leader: Leader, hospital: str
):
    form = Form(desk)
    form.open_by_hand()
    form.take_place(hospital)
    form.is_ready()
    form.press("Alt+Shift+KeyB")
    expect(form.page.locator("#free-beds")).to_be_focused(timeout=PATIENCE_MS)
    form.press("7", "Enter")
    hospitals = form.page.get_by_role("region", name="推荐医院")
    expect(hospitals).to_contain_text("空床 7（0 分钟前）", timeout=PATIENCE_MS)
    told = [one["beds"]["free"] for one in leader.person.get("/hospitals") if one["beds"]]
    assert told == [7]


@pytest.mark.mission("A48")
def test_the_list_says_when_it_expects_a_vehicle_how_far_off_and_what_is_lacking(
    desk: Desk, hospital: str
):
    form = Form(desk)
    form.open_by_hand()
    form.take_place(hospital)
    form.press("1", "1", "3", "1")
    rows = form.page.get_by_role("list", name="推荐车辆").get_by_role("listitem")
    expect(rows.first).to_contain_text("有抢救监护, 随车医生", timeout=PATIENCE_MS)
    expect(rows.first.locator(".eta small")).to_contain_text("分")
    expect(rows.first).to_contain_text("医护驾")
    expect(rows.first).to_contain_text("须电话通知")
    if is_wanted():
        form.page.screenshot(path=SCREENS / "call-recommendation.png")
