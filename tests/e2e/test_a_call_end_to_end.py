"""A real call: from the trunk to a person, to the recording that somebody else finds and plays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones

ZHANG = "052784382216"


@pytest.mark.mission("A7", "A14", "A46", "A78", "A79", "B18", "F8")
def test_a_call_is_seen_answered_recorded_found_and_played(
    desk: Desk, desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.rings()
    expect(desk.number).to_have_text("0527-8438 2216")
    expect(desk.owner).to_have_text("张建国")
    expect(desk.address).to_contain_text("宿城区幸福里小区3号楼502室")
    expect(desk.call).to_contain_text("演示数据 · 截至")
    desk.answer()
    until(lambda: caller.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    caller.listens_on(5.0)
    caller.hang_up()
    expect(desk.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)

    call = leader.ended(leader.latest(ZHANG)["id"])
    assert call["answered_at"]
    assert call["ended_by"] == "caller"
    assert (call["number"], call["called_number"], call["seat"]) == (ZHANG, "120", 1)
    sides = leader.sides(call)
    assert sides.caller_says(CALLER_SAYS) >= SAME_SOUND
    assert sides.seat_says(SEAT_SAYS) >= THROUGH_A_BROWSER
    director = desks()
    director.enter("3001")
    play_by_number(director.page, "84382216", call["recording"])


def play_by_number(page: Page, number: str, recording: str) -> None:
    """Find a recording by number on the director's page and hear it."""
    expect(page.locator(".page[data-ready]")).to_be_visible()
    page.get_by_label("号码").fill(number)
    page.keyboard.press("Enter")
    row = page.locator(f"tr[data-recording='{recording}']")
    expect(row).to_contain_text("052*******16", timeout=PATIENCE_MS)
    row.get_by_role("button").press("Enter")
    expect(page.locator("#reason")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("slider")).to_have_attribute("data-playing", "true")
    until(lambda: page.evaluate("document.querySelector('audio').currentTime > 0.3"))


@pytest.mark.mission("A14", "F8")
def test_a_call_on_a_desk_telephone_is_answered_by_a_key_and_recorded_exactly(
    desks: Callable[[], Desk], telephones: Telephones, centre: Centre, leader: Leader
):
    account = centre.sign_in("1045").post("/seats/3/sign-on").json()
    phone = telephones.desk_phone(account["user"], account["secret"])
    desk = desks()
    desk.sign_in("1045", 3)
    desk.check_sound(headset=False)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    ringing = phone.next_call()
    ringing.say(SEAT_SAYS)
    desk.answer()
    ringing.wait_for(LegState.TALKING)
    until(lambda: caller.hears(SEAT_SAYS) >= SAME_SOUND)
    until(lambda: ringing.hears(CALLER_SAYS) >= SAME_SOUND)
    desk.press("Control+F10")
    caller.wait_for(LegState.ENDED)
    call = leader.ended(leader.latest(ZHANG)["id"])
    assert call["ended_by"] == "seat"
    sides = leader.sides(call)
    assert sides.caller_says(CALLER_SAYS) >= SAME_SOUND
    assert sides.seat_says(SEAT_SAYS) >= SAME_SOUND


@pytest.mark.mission("D1")
def test_an_answer_overdue_is_shown_and_heard(
    pages: Callable[[], Page], centre: Centre, telephones: Telephones
):
    page = pages()
    page.add_init_script(TONES)
    desk = Desk(page, centre).sit("1027", 1)
    telephones.call("13805276621")
    desk.rings()
    until(lambda: page.evaluate("tones.at(-1) === 'triangle'"))
    expect(desk.message).to_contain_text("1 路来电超时未接", timeout=PATIENCE_MS)
    expect(desk.queue.locator(".card")).to_contain_text("超时")
    until(lambda: page.evaluate("tones.at(-1) === 'square'"))
    desk.answer()
    expect(desk.message).not_to_contain_text("超时未接")


# The wave of every tone that was started on a loudspeaker that runs.
TONES = """
window.tones = []
const start = OscillatorNode.prototype.start
OscillatorNode.prototype.start = function (...at) {
  if (this.context.state === 'running') tones.push(this.type)
  return start.apply(this, at)
}
"""


@pytest.mark.mission("A31")
def test_everybody_sees_the_pages_of_his_role_and_no_other(desks: Callable[[], Desk]):
    director, administrator, taker = desks(), desks(), desks()
    director.enter("3001")
    expect(director.page).to_have_url(f"{director.url}/director")
    administrator.enter("9001")
    expect(administrator.page).to_have_url(f"{administrator.url}/admin")
    taker.enter("1031")
    expect(taker.page.get_by_role("heading", name="选择席位")).to_be_visible()
    taker.page.goto(f"{taker.url}/director")
    expect(taker.page.locator("[data-ready]")).to_be_visible()
    expect(taker.page.get_by_role("tab", name="录音检索")).to_have_count(0)
    expect(taker.page.get_by_role("tab", name="录音核对")).to_have_count(0)


def test_a_wrong_password_is_told_in_words(desks: Callable[[], Desk], centre: Centre):
    desk = desks()
    desk.enter("1031", password="wrong")
    expect(desk.page.get_by_role("alert")).to_contain_text("工号或密码不正确")
    expect(desk.page.locator("#staff-number")).to_be_visible()
