"""Marking a caller as a nuisance at the seat, the card of a locked number, and lifting its lock."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import CALL_TAKER_RIGHTS, board, call, seat, uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ago

NUMBER = "13805276621"
SEAT = seat(3, kind="desk", state="talking", staff_number="1027", staff_name="李敏")
TALK = call(1, state="talking", seat=3, answered_at=ago(9), staff_number="1027", notes=["misdial"])
LOCK: dict[str, Any] = {
    "id": uuid(70),
    "number": NUMBER,
    "locked_by": ["1027", "1028"],
    "locked_at": ago(60),
    "until": ago(-3540),
    "calls": 0,
    "last_call_at": None,
    "ended_at": None,
    "lifted_by": None,
}
LEADER = {
    **board()["you"],
    "rights": [*CALL_TAKER_RIGHTS, "manage_key_patients", "manage_locks"],
    "seat": None,
}


def keep_picture(page: Page, name: str) -> None:
    """Keep what is on the screen where a person asked for pictures."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.mission("A17")
def test_a_seat_marks_a_caller_by_a_key_and_a_digit_and_is_told_what_came_of_it(opened: Opened):
    page, centre = opened(calls=[TALK], seats=[SEAT])
    centre.answer("POST", f"/calls/{uuid(1)}/nuisance", 200, {"number": NUMBER, "lock": LOCK})
    page.keyboard.press("Alt+Shift+N")
    expect(page.get_by_text("把 138 0527 6621 标记为骚扰？", exact=False)).to_be_visible()
    keep_picture(page, "mark")
    page.keyboard.press("2")
    expect(page.get_by_test_id("message-bar")).to_contain_text("138 0527 6621 已管制至")
    asked = [body for _, path, body in centre.asked if path.endswith("/nuisance")]
    assert asked == [{"hours": 4}]


@pytest.mark.mission("A17")
def test_the_first_answer_marks_nothing(opened: Opened):
    page, centre = opened(calls=[TALK], seats=[SEAT])
    page.keyboard.press("Alt+Shift+N")
    page.keyboard.press("1")
    expect(page.get_by_role("group", name="标记骚扰")).to_have_count(0)
    assert not [path for _, path, _ in centre.asked if path.endswith("/nuisance")]


@pytest.mark.mission("A17")
def test_a_protected_number_is_refused_in_words(opened: Opened):
    page, centre = opened(calls=[TALK], seats=[SEAT])
    path = f"/calls/{uuid(1)}/nuisance"
    centre.refuse("POST", path, 409, "number_protected", reason="key_patient")
    page.keyboard.press("Alt+Shift+N")
    page.keyboard.press("2")
    expect(page.get_by_test_id("message-bar")).to_contain_text("这是重点病人的电话，不能管制")


@pytest.mark.mission("A16", "A17")
def test_the_queue_shows_a_misdial_its_place_and_one_card_of_a_locked_number(opened: Opened):
    page, centre = opened(calls=[call(7, notes=["misdial"], position=2)], seats=[SEAT])
    queue = page.get_by_label("排队来电")
    expect(queue).to_contain_text("疑似误拨")
    expect(queue).to_contain_text("第 2 位")
    for which in (8, 9):
        screened = call(which, state="offered", notes=["locked"], position=None)
        centre.tell("call_offered", {"call": screened})
        centre.tell("number_lock_called", {"lock": {**LOCK, "calls": which - 7}})
    card = page.locator("[data-lock]")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("来电 2 次，已录音")
    expect(queue.locator("h2")).to_contain_text("1")
    keep_picture(page, "queue")
    through = call(9, state="ringing", notes=["broke_through", "locked"], ringing_seats=[3])
    centre.tell("call_broke_through", {"call": through})
    expect(queue).to_contain_text("管制号码突破")
    expect(queue.locator("h2")).to_contain_text("2")
    centre.tell("number_lock_ended", {"lock": {**LOCK, "ended_at": ago(0)}})
    expect(card).to_have_count(0)


@pytest.mark.mission("A17")
def test_a_leader_sees_the_locks_with_the_time_left_and_lifts_one(opened: Opened):
    page, centre = opened("/director", you=LEADER)
    centre.answer("GET", "/locks", 200, [{**LOCK, "calls": 30}])
    lifted = {**LOCK, "ended_at": ago(0), "lifted_by": "2003"}

    def lift(_: Any) -> tuple[int, Any]:
        centre.answer("GET", "/locks", 200, [lifted])
        return 200, lifted

    centre.answers["POST", f"/locks/{LOCK['id']}/lift"] = lift
    page.get_by_role("link", name="管理").click()
    page.get_by_role("tab", name="号码管制").click()
    row = page.locator("tr[data-lock]")
    expect(row).to_contain_text("管制中 · 剩余")
    expect(row).to_contain_text("30")
    assert not Axe().run(page).response["violations"]
    keep_picture(page, "locks")
    row.get_by_role("button", name="解除").click()
    expect(row).to_contain_text("已解除（2003）")
    expect(row.get_by_role("button")).to_have_count(0)
