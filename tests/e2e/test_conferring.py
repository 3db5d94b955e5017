"""A caller is announced to another seat, given over, and talks with somebody outside beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.simulator.demo_centre import DIAL_IN
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from tests.centre import until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import incident_of, picture, reaches_gateway

ZHANG, GUEST = "052784382216", "13901112222"
QUESTION = (PROMPTS / "dial_in.alaw").read_bytes()[RATE_HZ // 5 :][:RATE_HZ]


def room(desk: Desk) -> Locator:
    """Who is in the room, as a page shows it."""
    return desk.page.get_by_test_id("room")


def asks(desk: Desk, key: str, whom: str) -> None:
    """Ask somebody: a key, whom, Enter."""
    desk.press(key)
    expect(desk.page.locator("#invite-whom")).to_be_focused()
    desk.page.keyboard.type(whom)
    picture(desk.page, f"room-asks-{whom}")
    desk.press("Enter")


def talk(desk: Desk, count: int) -> None:
    """Wait until so many are in the room."""
    there = room(desk).locator("[data-member-state=in]")
    expect(there).to_have_count(count, timeout=PATIENCE_MS)


def announces(first: Desk, second: Desk, number: str) -> None:
    """Let seat 1 ask seat 2, which has the incident while it rings, and talk to it."""
    asks(first, "Shift+F5", "2")
    invited = second.page.get_by_test_id("invited")
    expect(invited).to_contain_text("1 号席转接前通话", timeout=PATIENCE_MS)
    expect(second.call).to_contain_text(number[-4:], timeout=PATIENCE_MS)
    picture(second.page, "room-rings")
    expect(room(first)).to_contain_text("主叫在等待")
    expect(first.call).to_have_attribute("data-call-state", "held", timeout=PATIENCE_MS)
    second.press("F2")
    talk(first, 2)
    picture(first.page, "room-consults")
    picture(second.page, "room-consults-receiver")


@pytest.mark.mission("A18", "B14", "B15", "D13", "A93")
def test_a_caller_is_announced_given_over_and_talks_with_the_police_beside(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    gateway = telephones.gateway_phone()
    first = desks().sit("1027", 1)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.answer()
    call = leader.latest(ZHANG)
    incident = until(lambda: incident_of(leader, call["id"]))
    second = desks().sit("1031", 2)
    announces(first, second, leader.person.get(f"/incidents/{incident}")["number"])
    first.press("F5")
    expect(first.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    expect(room(second)).to_have_attribute("data-room-state", "talking", timeout=PATIENCE_MS)
    heard_before = len(caller.heard())
    until(lambda: caller.hears_since(heard_before, SEAT_SAYS) > THROUGH_A_BROWSER)
    assert leader.call(call["id"])["seat"] == 2
    expect(second.message).not_to_contain_text("接听")
    reaches_gateway(second)
    asks(second, "Shift+F6", "110")
    police = gateway.next_call()
    expect(room(second)).to_contain_text("110 公安")
    police.answer()
    talk(second, 3)
    until(lambda: police.hears(CALLER_SAYS) > THROUGH_A_BROWSER)
    picture(second.page, "room-three")
    police.hang_up()
    talk(second, 2)
    second.press("Control+F10")
    ended = leader.ended(call["id"])
    assert (ended["ended_by"], ended["seat"]) == ("seat", 2)
    assert incident_of(leader, call["id"]) == incident
    kinds = leader.kinds_of(call["id"])
    assert kinds.index("call_held") < kinds.index("call_passed_on") < kinds.index("call_retrieved")


@pytest.mark.mission("B21", "B48")
def test_a_guest_dials_in_with_the_code_on_the_card_and_a_key_lets_him_in(
    desk: Desk, telephones: Telephones, leader: Leader
):
    gateway = telephones.gateway_phone()
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.answer()
    call = leader.latest(ZHANG)
    reaches_gateway(desk)
    asks(desk, "Shift+F6", "119")
    gateway.next_call().answer()
    talk(desk, 3)
    desk.press("Alt+Shift+KeyC")
    shown = room(desk).get_by_test_id("dial-in")
    expect(shown).to_be_visible(timeout=PATIENCE_MS)
    guest = telephones.call(GUEST, dialled=DIAL_IN)
    guest.wait_for(LegState.TALKING)
    until(lambda: guest.hears(QUESTION) > THROUGH_A_BROWSER)
    for key in shown.locator("b").inner_text():
        guest.press(key)
    waiting = room(desk).get_by_test_id("knocking")
    expect(waiting).to_contain_text("139 0111 2222", timeout=PATIENCE_MS)
    picture(desk.page, "room-knocking")
    desk.press("Alt+Shift+KeyW")
    talk(desk, 4)
    until(lambda: guest.hears(CALLER_SAYS) > THROUGH_A_BROWSER)
    assert caller.state is LegState.TALKING
    desk.press("Alt+Shift+KeyE")
    leader.ended(call["id"])
    guest.wait_for(LegState.ENDED)
