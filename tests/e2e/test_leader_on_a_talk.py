"""The shift leader's keys on another seat's talk, in two real browsers on a real exchange."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from dispatch.simulator.phone.leg import LegState
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Leader
from tests.e2e.said import CALLER_SAYS
from tests.e2e.telephones import Telephones

ZHANG = "052784382216"


def banner(desk: Desk) -> Locator:
    return desk.page.get_by_test_id("supervision")


def recordings_of(leader: Leader, call_id: str) -> list[str]:
    """Every recording that is labelled with a call, found by the caller's number."""
    found = leader.person.get(f"/recordings?number={ZHANG}")["recordings"]
    return [one["name"] for one in found if one["call_id"] == call_id]


def goes_on(leads: Desk, *digits: str) -> None:
    """Alt Shift S, then one digit a question."""
    leads.press("Alt+Shift+KeyS")
    for digit in digits:
        expect(
            leads.page.get_by_role("region", name="班长监控").get_by_role("group")
        ).to_be_visible()
        leads.press(f"Digit{digit}")


def is_in(desk: Desk, mode: str, *words: str) -> None:
    """The banner tells a mode that is live, and who hears whom."""
    expect(banner(desk)).to_have_attribute("data-mode", mode, timeout=PATIENCE_MS)
    expect(banner(desk)).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)
    for word in words:
        expect(banner(desk)).to_contain_text(word)


@pytest.mark.mission("A18", "A67", "A31")
def test_a_leader_listens_whispers_barges_in_leaves_and_takes_over_by_keys(
    desks: Callable[..., Desk], telephones: Telephones, centre: Centre
):
    talks, leads = desks().sit("1027", 1), desks().sit("2003", 2)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    talks.answer()
    goes_on(leads, "1", "1")
    is_in(leads, "listen", "您正在监听 1 号席", "来电者听到席位", "班长听到来电者、席位")
    expect(banner(talks)).to_have_count(0)
    if is_wanted():
        leads.page.screenshot(path=SCREENS / "leader-listening.png")
    goes_on(leads, "2")
    is_in(leads, "whisper", "您正在密语 1 号席", "席位听到来电者、班长")
    is_in(talks, "whisper", "班长 2003 正在密语指导您，来电者听不到")
    goes_on(leads, "3")
    is_in(talks, "barge", "来电者听得到")
    leads.press("Alt+Shift+KeyQ")
    expect(banner(leads)).to_have_count(0, timeout=PATIENCE_MS)
    expect(banner(talks)).to_have_count(0, timeout=PATIENCE_MS)
    talks.talks()
    goes_on(leads, "1", "4")
    is_in(leads, "take_over")
    leads.talks()
    expect(talks.seat_state).to_contain_text("整理", timeout=PATIENCE_MS)
    assert caller.state is LegState.TALKING
    leads.press("Control+F10")
    caller.wait_for(LegState.ENDED)
    leader = Leader(centre.sign_in("2003"))
    call = leader.latest(ZHANG)
    assert (call["seat"], call["staff_number"]) == (2, "2003")
    until(lambda: len(recordings_of(leader, call["id"])) == 3)
    own = [name for name in recordings_of(leader, call["id"]) if name != call["recording"]]
    assert len(own) == 2


@pytest.mark.mission("A18", "B15")
def test_a_forced_release_is_asked_twice_and_ends_the_talk(
    desks: Callable[..., Desk], telephones: Telephones
):
    talks, leads = desks().sit("1027", 1), desks().sit("2003", 2)
    caller = telephones.call(ZHANG)
    talks.answer()
    leads.page.get_by_role("region", name="其他席位通话").get_by_role(
        "button", name="班长监控"
    ).click()
    leads.page.get_by_role("button", name="强拆").click()
    leads.page.get_by_role("button", name="不结束").click()
    talks.talks()
    goes_on(leads, "1", "5", "1")
    caller.wait_for(LegState.ENDED)


def test_a_call_taker_has_no_such_keys(desk: Desk):
    desk.press("Alt+Shift+KeyS")
    expect(desk.page.get_by_role("region", name="班长监控")).to_have_count(0)
