"""The call window in states that no real centre can be brought into on command."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.console.boards import board, call, seat, subscriber, task, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ago

DESK_SEAT = seat(3, kind="desk", state="ringing", staff_number="1027", staff_name="李敏")
SMALLEST_TEXT_PX = 14
SMALLEST_TIMER_PX = 26


def bar(page: Page) -> Locator:
    """The message bar."""
    return page.get_by_test_id("message-bar")


def test_what_was_missed_in_a_gap_is_shown_from_a_new_snapshot(opened: Opened):
    page, centre = opened()
    centre.board["calls"] = [call(7, number="052784382216")]
    centre.tell("call_offered", {"call": call(7)}, skip=1)
    expect(page.get_by_text("0527-8438 2216").first).to_be_visible()


def test_an_unknown_event_is_passed_over(opened: Opened):
    page, centre = opened()
    centre.tell("drone_launched", {"drone": 1})
    centre.tell("call_offered", {"call": call(7)})
    expect(page.get_by_text("138 0527 6621")).to_be_visible()


@pytest.mark.mission("A26")
def test_a_page_whose_server_dies_goes_to_the_other_and_says_so(
    opened: Opened, addresses: tuple[str, str]
):
    page, centre = opened()
    centre.kill(addresses[0])
    expect(bar(page)).to_contain_text("已切换到 server-2")
    centre.tell("call_offered", {"call": call(7)})
    expect(page.get_by_text("138 0527 6621")).to_be_visible()


def test_with_both_servers_dead_the_page_says_that_calls_can_still_be_answered(
    opened: Opened, addresses: tuple[str, str]
):
    page, centre = opened()
    for address in addresses:
        centre.kill(address)
    expect(bar(page)).to_contain_text("服务器不可达——电话仍可接听")
    expect(page.locator("[data-lamp=database]")).to_have_attribute("data-state", "unknown")


def test_who_was_second_is_told_who_was_first(opened: Opened):
    ringing = call(7, state="ringing", ringing_seats=[3])
    first = seat(2, state="ready", staff_number="1033")
    page, centre = opened(calls=[ringing], seats=[first, DESK_SEAT])
    centre.refuse("POST", f"/calls/{uuid(7)}/answer", 409, "call_taken", seat=2, staff_number=None)
    page.keyboard.press("F2")
    expect(bar(page)).to_contain_text("已被 2 号席 1033 接听")


def test_f2_in_a_talk_answers_nobody(opened: Opened):
    talks = call(1, state="talking", seat=3, answered_at=ago(9), staff_number="1027")
    rings = call(7, state="ringing", ringing_seats=[3])
    page, centre = opened(calls=[talks, rings], seats=[{**DESK_SEAT, "state": "talking"}])
    page.keyboard.press("F2")
    expect(bar(page)).to_contain_text("已在通话中")
    assert not [path for _, path, _ in centre.asked if path.endswith("/answer")]


@pytest.mark.parametrize(
    ("line_kind", "words"), [("forwarded", "转接"), ("switchboard", "总机"), ("public", "公用")]
)
def test_a_line_that_is_not_the_callers_own_proposes_no_address(
    opened: Opened, line_kind: str, words: str
):
    known = subscriber("052784500001", "某单位", "幸福路 1 号", line_kind)
    rings = call(7, state="ringing", ringing_seats=[3], subscriber=known)
    page, _ = opened(calls=[rings], seats=[DESK_SEAT])
    address = page.get_by_test_id("caller-address")
    expect(address).to_contain_text(words)
    expect(address).to_contain_text("登记地址不代表现场")


def test_a_key_patient_is_flagged_before_the_answer_and_looked_at_only_by_a_key(opened: Opened):
    flagged = call(7, state="ringing", ringing_seats=[3], key_patient=_flag())
    page, centre = opened(calls=[flagged], seats=[DESK_SEAT])
    expect(page.get_by_text("重点病人 · 冠心病")).to_be_visible()
    asked = [path for _, path, _ in centre.asked if path.startswith("/key-patients")]
    assert asked == []
    centre.answer("GET", f"/key-patients/{uuid(77)}", 200, _patient())
    page.keyboard.press("Alt+k")
    expect(page.get_by_text("支架术后")).to_be_visible()


def test_a_call_back_is_claimed_and_finished_by_keys(opened: Opened):
    page, centre = opened(tasks=[task(20)])
    claimed = task(20, state="claimed", claimed_by="1027", claimed_at=ago(0))
    centre.answer("POST", f"/tasks/{uuid(20)}/claim", 200, claimed)
    centre.answer("POST", f"/tasks/{uuid(20)}/finish", 200, {**claimed, "state": "done"})
    centre.answer("POST", "/calls/out", 200, call(30, direction="out", state="offered", seat=3))
    with page.expect_request("**/calls/out") as call_out:
        page.keyboard.press("F7")
    assert call_out.value.post_data_json == {"task_id": uuid(20)}
    centre.tell("task_claimed", {"task": claimed})
    expect(page.get_by_role("button", name="1 已接通")).to_be_focused()
    with page.expect_request("**/finish") as finish:
        page.keyboard.press("2")
    assert finish.value.post_data_json == {"disposition": "no_answer"}


def test_an_answer_takes_the_cursor_from_nobody(opened: Opened):
    page, centre = opened(seats=[DESK_SEAT])
    page.keyboard.press("Alt+v")
    page.locator("#device-loudspeaker").focus()
    centre.tell("call_ringing", {"call": call(7, state="ringing", ringing_seats=[3])})
    expect(page.locator("[data-call-state=ringing]")).to_be_visible()
    expect(page.locator("#device-loudspeaker")).to_be_focused()


def test_a_session_ended_elsewhere_leads_to_the_log_in(opened: Opened):
    page, centre = opened()
    centre.refuse("POST", "/seats/3/ready", 401, "session_ended")
    page.keyboard.press("Alt+r")
    expect(page.locator("[data-step=credentials]")).to_be_visible()


def test_texts_and_timers_can_be_read_from_a_chair_away(opened: Opened):
    talks = call(1, state="talking", seat=3, answered_at=ago(9), staff_number="1027")
    page, _ = opened(calls=[talks, call(2), call(3, offered_at=ago(40))], tasks=[task(20)])
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.window *')]
            .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .map((one) => [one.className, parseFloat(getComputedStyle(one).fontSize)])"""
    )
    assert [name for name, px in sizes if px < SMALLEST_TEXT_PX] == []
    timers = [px for name, px in sizes if str(name).split(" ")[0] in {"timer", "talk", "ring"}]
    assert len(timers) > 3
    assert min(timers) >= SMALLEST_TIMER_PX


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_window_has_no_serious_barrier(opened: Opened, theme: str):
    talks = call(1, state="talking", seat=3, answered_at=ago(9), staff_number="1027")
    calls = [talks, call(2, offered_at=ago(40)), call(3, number=None)]
    page, _ = opened(calls=calls, tasks=[task(20)], parts=board()["parts"])
    if theme == "light":
        page.keyboard.press("Alt+l")
    page.keyboard.press("F1")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


def _flag() -> dict[str, str]:
    return {"id": uuid(77), "category": "冠心病"}


def _patient() -> dict[str, object]:
    return {
        **_flag(),
        "name": "周奶奶",
        "numbers": ["052784382216"],
        "condition": "支架术后",
        "access_note": "门禁 1234",
        "consent_by": "本人",
        "consent_on": ago(86400),
        "changed_by": "2003",
        "changed_at": ago(86400),
    }
