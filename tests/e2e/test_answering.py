"""Who answers, who is told, what is shown: callers of every kind, seats of every luck."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND, SEAT_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones

ZHANG, SOMEBODY = "052784382216", "13805276621"


@pytest.mark.mission("A13", "A46")
def test_of_two_who_press_at_once_one_talks_and_the_other_is_told_who(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first, second = desks().sit("1027", 1), desks().sit("1031", 2)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.rings()
    second.rings()
    first.press("F2")
    second.press("F2")
    seat = until(lambda: leader.latest(ZHANG)["seat"])
    winner, loser = (first, second) if seat == 1 else (second, first)
    winner.talks()
    expect(loser.message).to_contain_text(f"已被 {seat} 号席", timeout=PATIENCE_MS)
    expect(loser.seat_state).to_contain_text("就绪")
    expect(loser.page.get_by_role("region", name="其他席位通话")).to_contain_text(f"{seat} 号席")
    until(lambda: caller.hears(SEAT_SAYS) > THROUGH_A_BROWSER)
    assert leader.kinds_of(leader.latest(ZHANG)["id"]).count("call_answered") == 1


@pytest.mark.mission("A14")
def test_a_call_never_takes_the_cursor_away(desk: Desk, telephones: Telephones):
    desk.press("Alt+KeyV")
    field = desk.page.get_by_label("话筒", exact=True)
    field.focus()
    telephones.call(ZHANG)
    desk.rings()
    expect(field).to_be_focused()
    desk.answer()
    expect(field).to_be_focused()


def test_a_second_key_while_talking_is_told_in_words(desk: Desk, telephones: Telephones):
    telephones.call(ZHANG)
    desk.answer()
    desk.press("F2")
    expect(desk.message).to_contain_text("已在通话中")
    desk.talks()


@pytest.mark.mission("A14")
def test_hold_and_retrieve_by_a_key(desk: Desk, telephones: Telephones):
    caller = telephones.call(ZHANG)
    desk.answer()
    desk.press("F3")
    expect(desk.call).to_have_attribute("data-call-state", "held", timeout=PATIENCE_MS)
    expect(desk.page.get_by_role("region", name="时间轴")).to_contain_text("保持")
    desk.press("F3")
    desk.talks()
    desk.press("Control+F10")
    caller.wait_for(LegState.ENDED)


def test_a_withheld_number_is_said_to_be_withheld(desk: Desk, telephones: Telephones):
    telephones.call(None)
    desk.rings()
    expect(desk.number).to_have_text("号码未显示")
    desk.answer()


def test_a_very_long_name_is_cut_and_breaks_nothing(desk: Desk, telephones: Telephones):
    telephones.call(SOMEBODY, "长" * 200)
    desk.rings()
    expect(desk.call).to_contain_text("来显名称 长长长")
    expect(desk.number).to_have_text("138 0527 6621")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not desk.page.evaluate(wide)
    desk.answer()


@pytest.mark.parametrize(
    "name", ["张\r\nX-Evil: 1", "张\r\n\r\nAction: Hangup", '"><script>alert(1)</script>']
)
def test_a_name_with_orders_in_it_is_only_a_name(
    desk: Desk, telephones: Telephones, leader: Leader, name: str
):
    caller = telephones.call(SOMEBODY, name)
    telephones.call(ZHANG)
    desk.rings()
    until(lambda: leader.latest(ZHANG))
    expect(desk.queue).to_contain_text("0527-8438 2216")
    desk.answer()
    assert caller.state is not LegState.RINGING or caller.reason == ""


def test_a_caller_who_vanished_leaves_the_page_and_becomes_a_call_back(
    desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG)
    desk.rings()
    caller.vanish()
    expect(desk.queue).to_contain_text("没有来电排队", timeout=PATIENCE_MS)
    expect(desk.tasks).to_contain_text("0527-8438 2216", timeout=PATIENCE_MS)
    assert leader.ended(leader.latest(ZHANG)["id"])["state"] == "abandoned"


def test_a_caller_who_vanished_in_mid_talk_frees_the_seat(
    desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG)
    desk.answer()
    caller.vanish()
    expect(desk.seat_state).not_to_contain_text("通话中", timeout=PATIENCE_MS)
    assert leader.ended(leader.latest(ZHANG)["id"])["ended_by"] == "caller"


def test_a_key_patient_is_flagged_before_the_answer_and_every_look_is_audited(
    desk: Desk, telephones: Telephones, centre: Centre, leader: Leader
):
    written = leader.person.post("/key-patients", KEY_PATIENT)
    assert written.is_success, written.text
    telephones.call("18905271206")
    desk.rings()
    panel = desk.page.get_by_role("region", name="重点病人")
    expect(panel).to_contain_text("透析")
    expect(panel).not_to_contain_text("尿毒症")
    desk.press("Alt+KeyK")
    expect(panel).to_contain_text("尿毒症，每周三次透析")
    desk.answer()
    audit = centre.sign_in("7001").get("/audit?limit=20")
    assert "key_patient" in str(audit)
    leader.person.http.delete(
        f"/api/v1/key-patients/{written.json()['id']}",
        headers={"Idempotency-Key": written.json()["id"]},
    )


KEY_PATIENT = {
    "name": "何桂兰",
    "category": "透析",
    "numbers": ["18905271206"],
    "condition": "尿毒症，每周三次透析",
    "access_note": "门禁 1206",
    "consent_by": "何桂兰",
    "consent_on": "2026-01-01T00:00:00+08:00",
}


@pytest.mark.mission("A7")
def test_a_switchboard_never_proposes_its_own_address(desk: Desk, telephones: Telephones):
    telephones.call("052784211100")
    desk.rings()
    expect(desk.owner).to_have_text("市第一中学")
    expect(desk.address).to_contain_text("总机")
    expect(desk.address).to_contain_text("登记地址不代表现场，请询问")
    expect(desk.address).not_to_contain_text("已定位")
    expect(desk.queue).not_to_contain_text("黄河路")


def test_a_page_reloaded_in_mid_call_gets_its_caller_back(
    desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    desk.answer()
    before = leader.latest(ZHANG)
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    desk.rings()
    expect(desk.queue).to_contain_text("掉线重排")
    assert caller.state is LegState.TALKING
    start = len(caller.heard())
    desk.answer()
    until(lambda: caller.hears_since(start, SEAT_SAYS) > THROUGH_A_BROWSER)
    caller.hang_up()
    after = leader.ended(before["id"])
    assert after["recording"] == before["recording"]
    assert leader.kinds_of(before["id"]).count("call_requeued") == 1
    sides = leader.sides(after)
    assert sides.caller_says_at_end(CALLER_SAYS, 5.0) >= SAME_SOUND


@pytest.mark.mission("A31")
def test_whoever_signs_in_elsewhere_ends_his_old_page_and_it_says_so(
    desk: Desk, desks: Callable[[], Desk]
):
    elsewhere = desks()
    elsewhere.enter("1027")
    expect(elsewhere.page.locator("[data-step=seat]")).to_be_visible(timeout=PATIENCE_MS)
    expect(desk.page.locator("#staff-number")).to_be_visible(timeout=PATIENCE_MS)
    expect(desk.page.locator("body")).to_contain_text("登录已失效，或已在别处登录")


def test_a_sign_in_elsewhere_does_not_cut_a_talk(
    desk: Desk, desks: Callable[[], Desk], telephones: Telephones
):
    caller = telephones.call(ZHANG)
    desk.answer()
    desks().enter("1027")
    expect(desk.message).to_contain_text("登录已失效", timeout=PATIENCE_MS)
    start = len(caller.heard())
    until(lambda: caller.hears_since(start, SEAT_SAYS) > THROUGH_A_BROWSER)
