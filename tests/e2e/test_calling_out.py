"""A seat calls back: from a task by one key, and whoever hung up first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones

ZHANG, SOMEBODY = "052784382216", "13805276621"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where evidence is wanted."""
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


def reaches_gateway(desk: Desk) -> None:
    """Wait until the exchange knows that the gateway lives: it asks every ten seconds."""
    trunk = desk.page.locator("[data-lamp^='trunk:']")
    expect(trunk).to_have_attribute("data-state", "well", timeout=PATIENCE_MS)


@pytest.mark.mission("A18", "B14", "B20")
def test_a_call_back_from_its_task_by_one_key(desk: Desk, telephones: Telephones, leader: Leader):
    gateway = telephones.gateway_phone()
    reaches_gateway(desk)
    caller = telephones.call(ZHANG)
    desk.rings()
    caller.hang_up()
    expect(desk.tasks).to_contain_text("0527-8438 2216", timeout=PATIENCE_MS)
    desk.press("F7")
    far = gateway.next_call()
    expect(desk.call).to_have_attribute("data-call-state", "ringing", timeout=PATIENCE_MS)
    expect(desk.call).to_contain_text("等待对方接听")
    expect(desk.queue).to_contain_text("没有来电排队")
    expect(desk.tasks).to_contain_text("已拨 1/3 次")
    picture(desk.page, "call-back")
    far.say(CALLER_SAYS, again=True)
    far.answer()
    desk.talks()
    until(lambda: far.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    expect(desk.tasks).to_contain_text("没有待回拨任务", timeout=PATIENCE_MS)
    far.listens_on(4.0)
    far.hang_up()
    expect(desk.page.get_by_test_id("party-gone")).to_contain_text("对方已挂机")
    expect(desk.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    call = leader.ended(leader.latest(ZHANG)["id"])
    assert (call["direction"], call["dial_result"], call["seat"]) == ("out", "answered", 1)
    sides = leader.sides(call)
    assert sides.caller_says(CALLER_SAYS) >= SAME_SOUND
    assert sides.seat_says(SEAT_SAYS) >= THROUGH_A_BROWSER


@pytest.mark.mission("A6")
def test_who_hung_up_first_is_rung_again_by_one_key_in_the_same_incident(
    desk: Desk, telephones: Telephones, leader: Leader
):
    gateway = telephones.gateway_phone()
    reaches_gateway(desk)
    caller = telephones.call(ZHANG)
    desk.answer()
    first = leader.latest(ZHANG)
    incident = until(lambda: incident_of(leader, first["id"]))
    caller.hang_up()
    expect(desk.page.get_by_test_id("party-gone")).to_contain_text("主叫已挂机")
    picture(desk.page, "caller-gone")
    desk.press("Shift+F7")
    far = gateway.next_call()
    far.answer()
    desk.talks()
    again = leader.latest(ZHANG)
    assert again["follows"] == first["id"]
    assert until(lambda: incident_of(leader, again["id"])) == incident
    story = leader.person.get(f"/incidents/{incident}/story")
    assert "call_out_begun" in [event["kind"] for event in story["events"]]
    desk.press("Control+F10")
    far.wait_for(LegState.ENDED)
    assert leader.ended(again["id"])["ended_by"] == "seat"


@pytest.mark.mission("B20")
def test_a_number_is_dialled_and_a_failure_is_said_in_words(
    desk: Desk, telephones: Telephones, leader: Leader
):
    gateway = telephones.gateway_phone()
    reaches_gateway(desk)
    desk.press("Control+F7")
    expect(desk.page.get_by_label("电话号码")).to_be_focused()
    desk.page.keyboard.type("120")
    desk.press("Enter")
    expect(desk.message).to_contain_text("不能拨打本中心号码", timeout=PATIENCE_MS)
    desk.press("Control+F7")
    desk.page.keyboard.type("138 0527 6621")
    desk.press("Enter")
    gateway.next_call().refuse(486)
    expect(desk.message).to_contain_text("138 0527 6621：对方占线", timeout=PATIENCE_MS)
    assert leader.ended(leader.latest(SOMEBODY)["id"])["dial_result"] == "busy"


@pytest.mark.mission("A14", "B20")
def test_a_desk_telephone_calls_back_as_the_page_does(
    desks: Callable[[], Desk], telephones: Telephones, centre: Centre
):
    account = centre.sign_in("1045").post("/seats/3/sign-on").json()
    phone = telephones.desk_phone(account["user"], account["secret"])
    gateway = telephones.gateway_phone()
    desk = desks()
    desk.sign_in("1045", 3)
    desk.check_sound(headset=False)
    reaches_gateway(desk)
    desk.press("Control+F7")
    desk.page.keyboard.type(SOMEBODY)
    desk.press("Enter")
    own = phone.next_call()
    own.answer()
    far = gateway.next_call()
    far.say(CALLER_SAYS, again=True)
    far.answer()
    desk.talks()
    until(lambda: own.hears(CALLER_SAYS) >= SAME_SOUND)
    desk.press("Control+F10")
    far.wait_for(LegState.ENDED)


def incident_of(leader: Leader, call_id: str) -> str | None:
    """Find the incident to which a call belongs."""
    incidents = leader.person.get("/board")["incidents"]
    return next((one["id"] for one in incidents if call_id in one["calls"]), None)
