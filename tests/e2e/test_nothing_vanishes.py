"""Nothing is left behind: silent callers, what a talk was, who leaves, who watches."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from dispatch.adapters.asterisk.node import PROMPTS
from dispatch.simulator.phone.g711 import RATE_HZ
from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS, THROUGH_A_BROWSER
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import picture, reaches_gateway
from tests.planned_site import WRAP_UP_S, change_site

ZHANG, SOMEBODY = "052784382216", "13805276621"
ASKED = (PROMPTS / "silent.alaw").read_bytes()[RATE_HZ : 3 * RATE_HZ]


def silent(desk: Desk) -> Locator:
    return desk.page.get_by_test_id("silent-call")


def is_done(desk: Desk, *steps: str) -> None:
    for step in steps:
        row = silent(desk).locator(f"[data-step={step}]")
        expect(row).to_have_attribute("data-done", "true", timeout=PATIENCE_MS)


@pytest.mark.mission("D8")
def test_a_silent_caller_is_asked_for_a_key_located_and_called_back(
    desk: Desk, telephones: Telephones, leader: Leader
):
    telephones.gateway_phone()
    reaches_gateway(desk)
    caller = telephones.call(ZHANG)
    desk.answer()
    until(lambda: leader.latest(ZHANG)["state"] == "talking")
    desk.press("Alt+KeyJ")  # the microphone of the test speaks without end
    desk.press("Alt+Shift+KeyK")
    is_done(desk, "listen", "ask")
    until(lambda: caller.hears(ASKED) > THROUGH_A_BROWSER)
    caller.press("5")
    is_done(desk, "key")
    expect(silent(desk).locator("[data-step=key]")).to_contain_text("5")
    silent(desk).get_by_role("button", name="按登记地址定位").click()
    is_done(desk, "locate")
    expect(desk.page.locator("#form-place")).to_be_focused()
    picture(desk.page, "silent-call")
    assert caller.state is LegState.TALKING
    expect(desk.page.get_by_role("region", name="时间轴")).to_contain_text("已请对方按键")
    call = leader.latest(ZHANG)["id"]
    caller.hang_up()
    expect(desk.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    desk.press("Shift+F7")
    until(lambda: "call_silent_called_back" in leader.kinds_of(call))
    assert [kind for kind in leader.kinds_of(call) if "silent" in kind] == [
        "call_silent_started",
        "call_silent_asked",
        "call_silent_key_pressed",
        "call_silent_located",
        "call_silent_called_back",
    ]


@pytest.fixture
def patient(centre: Centre) -> Iterator[None]:
    """Seats wrap up for as long as a slow machine needs."""
    change_site(centre, wrap_up_s=300)
    yield
    change_site(centre, wrap_up_s=WRAP_UP_S)


@pytest.mark.mission("B16")
@pytest.mark.usefixtures("patient")
def test_after_a_talk_one_key_says_what_it_was_and_the_seat_is_ready(
    desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG)
    desk.answer()
    desk.press("Control+F10")
    caller.wait_for(LegState.ENDED)
    owed = desk.page.get_by_test_id("disposition")
    expect(owed).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+KeyR")
    expect(owed.get_by_role("button", name="受理派车")).to_be_focused()
    picture(desk.page, "what-the-talk-was")
    desk.press("Digit4")
    expect(owed).to_have_count(0, timeout=PATIENCE_MS)
    expect(desk.seat_state).to_contain_text("就绪", timeout=PATIENCE_MS)
    call = leader.latest(ZHANG)
    assert (call["disposition"], call["disposed_by"]) == ("advice", "1027")


@pytest.mark.mission("B14")
def test_who_leaves_with_a_call_back_in_hand_stays_until_another_seat_took_it(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first, second = desks().sit("1027", 1), desks().sit("1031", 2)
    caller = telephones.call(SOMEBODY)
    first.rings()
    caller.hang_up()
    expect(first.tasks).to_contain_text("138 0527 6621", timeout=PATIENCE_MS)
    [task] = leader.person.get("/board")["tasks"]
    takes(first, task["id"])
    first.press("Alt+KeyP")
    expect(first.page.get_by_role("group", name="示忙/签退")).to_be_visible()
    first.press("Digit6")
    asks = first.page.get_by_role("region", name="签出前：谁接手？")
    expect(asks).to_contain_text("回拨 1", timeout=PATIENCE_MS)
    picture(first.page, "leaving")
    first.press("Digit1")
    offered = second.page.get_by_test_id("offered-work")
    expect(offered).to_contain_text("1 号席 1027 要签出", timeout=PATIENCE_MS)
    picture(second.page, "offered-work")
    offered.get_by_role("button", name="不接手").click()
    expect(first.message).to_contain_text("对方没有接手", timeout=PATIENCE_MS)
    expect(first.seat_state).to_contain_text("就绪")
    first.press("Digit1")
    expect(offered).to_be_visible(timeout=PATIENCE_MS)
    second.press("Alt+Shift+KeyA")
    expect(first.page.locator("#staff-number, [data-step]").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    board = leader.person.get("/board")
    assert [one["claimed_by"] for one in board["tasks"]] == ["1031"]
    assert [one["staff_number"] for one in board["seats"] if one["number"] == 1] == [None]


@pytest.mark.mission("B14", "B19")
def test_who_leaves_with_a_talk_hands_it_to_the_phone_of_who_takes_over(
    desks: Callable[[], Desk], telephones: Telephones, leader: Leader
):
    first, second = desks().sit("1027", 1), desks().sit("1031", 2)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    first.answer()
    call = leader.latest(ZHANG)
    first.press("Alt+KeyP")
    expect(first.page.get_by_role("group", name="示忙/签退")).to_be_visible()
    first.press("Digit6")
    expect(first.page.get_by_role("region", name="签出前：谁接手？")).to_contain_text(
        "通话 1", timeout=PATIENCE_MS
    )
    first.press("Digit1")
    expect(second.page.get_by_test_id("offered-work")).to_be_visible(timeout=PATIENCE_MS)
    second.press("Alt+Shift+KeyA")
    second.answer()
    expect(first.page.locator("#staff-number, [data-step]").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    assert caller.state is LegState.TALKING
    until(lambda: leader.call(call["id"])["seat"] == 2)
    seats = {one["number"]: one["staff_number"] for one in leader.person.get("/board")["seats"]}
    assert (seats[1], seats[2]) == (None, "1031")
    expect(second.call).to_contain_text("0527-8438 2216")


def takes(desk: Desk, task: str) -> None:
    """Claim a task from the page's own session, without ringing the number."""
    token = desk.page.evaluate("sessionStorage.getItem('dispatch120.token')")
    assert token, "the page's session"
    answer = desk.page.request.post(
        f"{desk.url}/api/v1/tasks/{task}/claim",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": task},
    )
    assert answer.ok


@pytest.mark.mission("B15")
def test_a_leader_signs_a_seat_off_for_a_reason_and_its_page_goes(desks: Callable[[], Desk]):
    seat, leads = desks().sit("1027", 1), desks().sit("2003", 2)
    leads.press("Alt+Shift+KeyO")
    expect(leads.page.get_by_role("button", name="1 号席")).to_be_focused()
    leads.press("Digit1")
    leads.page.get_by_label("原因（记入审计）").fill("人已离开")
    picture(leads.page, "force-sign-off")
    leads.press("Enter")
    expect(seat.page.locator("[data-step]").first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.mission("B15", "A18")
def test_a_leader_leads_a_talk_to_another_seat(
    desks: Callable[[], Desk], telephones: Telephones, centre: Centre
):
    director = Leader(centre.sign_in("3001"))
    talks, leads = desks().sit("1027", 1), desks().sit("2003", 2)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    talks.answer()
    leads.press("Alt+Shift+KeyS")
    expect(leads.page.get_by_role("button", name="1 号席 1027")).to_be_focused()
    leads.press("Digit1")
    expect(leads.page.get_by_role("button", name="强转")).to_be_visible()
    leads.press("Digit6")
    expect(leads.page.get_by_role("button", name="2 号席")).to_be_focused()
    leads.press("Digit1")
    leads.answer()
    expect(talks.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    assert caller.state is LegState.TALKING
    [call, *_] = director.calls()
    assert call["transferred_by"] == 1
    assert "call_force_transferred" in director.kinds_of(call["id"])


@pytest.mark.mission("A67")
def test_a_leader_is_told_of_a_watched_number_and_one_key_listens(
    desks: Callable[[], Desk], telephones: Telephones
):
    talks, leads = desks().sit("1027", 1), desks().sit("2003", 2)
    leads.press("Alt+Shift+KeyR")
    leads.page.get_by_label("内容").fill(ZHANG)
    leads.page.get_by_role("button", name="设置", exact=True).click()
    expect(leads.page.get_by_role("region", name="呼入提醒")).to_contain_text(ZHANG)
    leads.press("Alt+Shift+KeyR")
    telephones.call(ZHANG)
    told = leads.page.get_by_test_id("reminder")
    expect(told).to_contain_text("0527-8438 2216", timeout=PATIENCE_MS)
    talks.answer()
    expect(told).to_contain_text("1 号席", timeout=PATIENCE_MS)
    picture(leads.page, "reminder")
    leads.press("Alt+Shift+KeyL")
    banner = leads.page.get_by_test_id("supervision")
    expect(banner).to_have_attribute("data-mode", "listen", timeout=PATIENCE_MS)
    expect(told).to_have_count(0)
    expect(talks.page.get_by_test_id("supervision")).to_have_count(0)


@pytest.mark.mission("B40", "B4")
def test_what_was_noted_of_a_number_is_there_at_its_next_call(
    desk: Desk, telephones: Telephones, centre: Centre
):
    first = telephones.call(ZHANG)
    desk.answer()
    history = desk.page.get_by_role("region", name="该号码历史来电")
    expect(history.locator("details:not([open])")).to_have_count(1, timeout=PATIENCE_MS)
    history.locator("summary").click()
    desk.page.get_by_label("写备注").fill("门禁 2580")
    desk.press("Enter")
    expect(history).to_contain_text("门禁 2580", timeout=PATIENCE_MS)
    first.hang_up()
    expect(desk.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    telephones.call(ZHANG)
    desk.answer()
    expect(history).to_contain_text("门禁 2580", timeout=PATIENCE_MS)
    picture(desk.page, "contacts")
    assert centre.urls
