"""A call-taker who does not understand the caller sends him on to one who speaks his language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dispatch.adapters.asterisk.node import PROMPTS
from tests.centre import until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import incident_of, picture

ZHANG = "052784382216"
ASKED_TO_STAY = (PROMPTS / "holding.alaw").read_bytes()[:8000]


@pytest.mark.mission("D9", "D21", "A14")
def test_one_key_and_a_digit_bring_the_caller_and_his_incident_to_who_speaks_it(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first = desks().sit("1027", 1)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.answer()
    call = leader.latest(ZHANG)
    incident = until(lambda: incident_of(leader, call["id"]))
    number = leader.person.get(f"/incidents/{incident}")["number"]
    second = desks().sit("1031", 2)
    heard_before = len(caller.heard())
    first.press("Alt+Shift+KeyD")
    expect(first.page.get_by_role("button", name="本地方言")).to_be_focused()
    picture(first.page, "send-on-choice")
    first.press("Digit2")
    second.rings()
    expect(second.queue).to_contain_text("请会说粤语的人接听")
    expect(second.call).to_contain_text(number[-4:])
    picture(second.page, "send-on-rings")
    assert leader.call(call["id"])["ringing_seats"] == [2]
    until(lambda: caller.hears_since(heard_before, ASKED_TO_STAY) > THROUGH_A_BROWSER)
    second.answer()
    expect(second.call).to_contain_text("请会说粤语的人接听")
    heard_before = len(caller.heard())
    until(lambda: caller.hears_since(heard_before, SEAT_SAYS) > THROUGH_A_BROWSER)
    assert leader.call(call["id"])["seat"] == 2
    second.press("Control+F10")
    ended = leader.ended(call["id"])
    assert (ended["ended_by"], ended["asked_skill"]) == ("seat", "粤语")
    assert incident_of(leader, call["id"]) == incident


@pytest.mark.mission("D21")
def test_the_administrator_keeps_what_people_speak_and_who_learns(desks: Callable[[], Desk]):
    desk = desks()
    page = desk.page
    desk.enter("9001")
    row = page.get_by_role("row", name="1045")
    expect(row).to_contain_text("英语", timeout=PATIENCE_MS)
    row.get_by_role("button", name="修改").click()
    page.get_by_role("checkbox", name="本地方言").check()
    page.get_by_role("checkbox", name="见习").check()
    picture(page, "person-skills")
    page.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("本地方言 · 英语", timeout=PATIENCE_MS)
    expect(row).to_contain_text("见习")
    row.get_by_role("button", name="修改").click()
    page.get_by_role("checkbox", name="本地方言").uncheck()
    page.get_by_role("checkbox", name="见习").uncheck()
    page.get_by_role("button", name="保存").click()
    expect(row).not_to_contain_text("本地方言", timeout=PATIENCE_MS)
