"""A seat chooses whom it takes out of the queue, and holds one caller while it answers the next."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from dispatch.adapters.asterisk.node import PROMPTS
from tests.centre import Centre, until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import incident_of, picture

FIRST, SECOND, THIRD = "052784382216", "13805276621", "13805276622"
ASKED_TO_STAY = (PROMPTS / "holding.alaw").read_bytes()[:8000]
PLACE = (PROMPTS / "place-huanghelu.alaw").read_bytes()
# The nag comes after 20 s.
NAG_MS = 40_000


def waits(leader: Leader, number: str) -> bool:
    return leader.latest(number)["state"] in {"queued", "ringing"}


@pytest.mark.mission("A13", "A14")
def test_the_digit_of_a_card_brings_exactly_that_caller_and_the_phone_answers_by_itself(
    desk: Desk, telephones: Telephones, leader: Leader
):
    for number in (FIRST, SECOND, THIRD):
        telephones.call(number, says=CALLER_SAYS)
        until(partial(waits, leader, number))
    desk.rings()
    third = desk.queue.locator("article", has_text="138 0527 6622")
    expect(third.locator("kbd")).to_have_text("3", timeout=PATIENCE_MS)
    picture(desk.page, "queue-digits")
    desk.press("Digit3")
    desk.talks()
    expect(desk.number).to_have_text("138 0527 6622")
    expect(desk.queue.locator("article")).to_have_count(2)
    second = desk.queue.locator("article", has_text="138 0527 6621").get_by_role("button")
    second.click()
    expect(desk.message).to_contain_text("⇧F2")
    expect(desk.number).to_have_text("138 0527 6622")
    assert leader.latest(THIRD)["seat"] == 1
    desk.press("Control+F10")
    expect(desk.call).not_to_have_attribute("data-call-state", "talking", timeout=PATIENCE_MS)
    second.click()
    desk.talks()
    expect(desk.number).to_have_text("138 0527 6621")
    assert leader.latest(FIRST)["state"] in {"queued", "ringing"}


@pytest.mark.mission("A13", "A14")
def test_one_key_holds_the_caller_and_answers_the_next_and_calls_the_held_one_to_mind(
    desk: Desk, telephones: Telephones, leader: Leader
):
    held = telephones.call(FIRST, says=CALLER_SAYS)
    desk.answer()
    desk.press("Shift+F2")
    expect(desk.message).to_contain_text("没有来电排队")
    expect(desk.call).to_have_attribute("data-call-state", "talking")
    next_one = telephones.call(SECOND, says=CALLER_SAYS)
    expect(desk.queue).to_contain_text("138 0527 6621", timeout=PATIENCE_MS)
    desk.press("Shift+F2")
    holding = desk.page.get_by_role("region", name="保持中")
    expect(holding).to_contain_text("0527-8438 2216", timeout=PATIENCE_MS)
    expect(desk.number).to_have_text("138 0527 6621")
    desk.talks()
    until(lambda: held.hears(ASKED_TO_STAY) > THROUGH_A_BROWSER)
    until(lambda: next_one.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    expect(holding.get_by_role("alert")).to_contain_text("保持已久", timeout=NAG_MS)
    picture(desk.page, "held-too-long")
    heard_before = len(held.heard())
    desk.press("Shift+F3")
    expect(desk.number).to_have_text("0527-8438 2216", timeout=PATIENCE_MS)
    expect(holding).to_contain_text("138 0527 6621")
    until(lambda: held.hears_since(heard_before, SEAT_SAYS) > THROUGH_A_BROWSER)
    desk.press("Control+F10")
    expect(desk.number).to_have_text("138 0527 6621", timeout=PATIENCE_MS)
    expect(desk.call).to_have_attribute("data-call-state", "held")
    expect(desk.seat_state).to_contain_text("通话中")
    desk.press("F3")
    desk.talks()
    desk.press("Control+F10")
    expect(desk.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    assert {leader.ended(leader.latest(one)["id"])["seat"] for one in (FIRST, SECOND)} == {1}


@pytest.mark.mission("B49")
def test_one_key_from_an_incident_tells_every_waiting_caller_and_every_seat_and_one_key_stops_it(
    desk: Desk, desks: Callable[[], Desk], telephones: Telephones, leader: Leader, centre: Centre
):
    telephones.call(FIRST, says=CALLER_SAYS)
    desk.answer()
    incident = until(lambda: incident_of(leader, leader.latest(FIRST)["id"]))
    form = Form(desk)
    expect(form.stop("place")).to_be_visible(timeout=PATIENCE_MS)
    form.press("Alt+KeyA")
    expect(form.stop("place")).to_be_focused(timeout=PATIENCE_MS)
    form.type("黄河路12号路口")
    form.press("Control+Enter")
    until(lambda: leader.person.get(f"/incidents/{incident}")["scene"])
    other = desks().sit("1031", 2)
    waiting = telephones.call(SECOND, says=CALLER_SAYS)
    expect(desk.queue).to_contain_text("138 0527 6621", timeout=PATIENCE_MS)
    desk.press("Control+F8")
    for seat in (desk, other):
        shown = seat.page.get_by_role("status", name="突发模式")
        expect(shown).to_contain_text("黄河路", timeout=PATIENCE_MS)
        expect(shown).to_contain_text("1027 发起")
    until(lambda: waiting.hears(PLACE) > THROUGH_A_BROWSER)
    picture(other.page, "surge")
    other.press("Control+F8")
    for seat in (desk, other):
        expect(seat.page.get_by_role("status", name="突发模式")).to_have_count(0)
    audit = str(centre.sign_in("7001").get("/audit?limit=20"))
    assert "start_surge" in audit
    assert "stop_surge" in audit
