"""A seat gives its caller to another: the incident is there at the ring, and both are heard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.centre import until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import incident_of, picture

ZHANG = "052784382216"


@pytest.mark.mission("A14", "A18", "B14", "B19")
def test_a_transfer_takes_the_incident_to_the_receiver_before_he_answers(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first = desks().sit("1027", 1)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.answer()
    call = leader.latest(ZHANG)
    incident = until(lambda: incident_of(leader, call["id"]))
    number = leader.person.get(f"/incidents/{incident}")["number"]
    second = desks().sit("1031", 2)
    first.press("F5")
    expect(first.page.get_by_role("button", name="2 号席 王强")).to_be_focused()
    first.press("Digit1")
    second.rings()
    expect(second.queue).to_contain_text("1 号席转来")
    expect(second.call).to_contain_text(number[-4:])
    picture(second.page, "transfer-rings")
    expect(first.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    second.answer()
    heard_before = len(caller.heard())
    until(lambda: caller.hears_since(heard_before, SEAT_SAYS) > THROUGH_A_BROWSER)
    assert leader.call(call["id"])["seat"] == 2
    second.press("Control+F10")
    ended = leader.ended(call["id"])
    assert (ended["ended_by"], ended["transferred_by"]) == ("seat", 1)
    assert incident_of(leader, call["id"]) == incident
    kinds = leader.kinds_of(call["id"])
    assert kinds.index("call_transferred") < len(kinds) - 1
