"""Every state of every page: readable for everybody, and as a picture to be looked at."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.desk import PATIENCE_MS, Desk, goto
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones

ZHANG, MOBILE = "052784382216", "13805276621"
GRAVE = {"serious", "critical"}


def test_before_the_first_call(desks: Callable[[], Desk]):
    desk = desks()
    goto(desk.page, desk.url)
    look(desk.page, "sign-in")
    desk.enter("1027")
    expect(desk.page.get_by_role("heading", name="选择席位")).to_be_visible()
    expect(desk.page.locator("section li button").first).to_be_focused(timeout=PATIENCE_MS)
    look(desk.page, "seat-choice")
    desk.page.keyboard.press("Digit1")
    expect(desk.page.locator("[data-part=exchange][data-state=well]")).to_be_visible()
    look(desk.page, "sound-check")
    desk.check_sound()
    look(desk.page, "call-idle")
    desk.press("F1")
    look(desk.page, "call-help")


@pytest.mark.mission("A14", "A46")
def test_during_calls(desk: Desk, telephones: Telephones):
    telephones.call(ZHANG)
    desk.rings()
    telephones.call("052784211100")
    telephones.call(MOBILE)
    expect(desk.queue.locator(".card")).to_have_count(3, timeout=PATIENCE_MS)
    look(desk.page, "call-ringing")
    desk.answer()
    look(desk.page, "call-talking")
    desk.press("Alt+KeyL")
    look(desk.page, "call-talking-light")
    desk.press("Alt+KeyL")
    desk.press("Alt+KeyZ")
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    look(desk.page, "call-talking-english")


def test_in_the_office(
    desks: Callable[[], Desk], desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG)
    desk.answer()
    caller.hang_up()
    leader.recording(leader.ended(leader.latest(ZHANG)["id"]))
    director, administrator = desks(), desks()
    director.enter("3001")
    expect(director.page.locator("tr[data-recording]").first).to_be_visible(timeout=PATIENCE_MS)
    look(director.page, "director")
    director.page.locator("tr[data-recording] button:enabled").first.press("Enter")
    director.page.keyboard.press("Enter")
    expect(director.page.get_by_role("slider")).to_be_visible()
    look(director.page, "director-player")
    director.page.get_by_role("tab", name="话务指标").click()
    expect(director.page.get_by_test_id("sum")).to_contain_text(
        re.compile("席位接听 [1-9]"), timeout=PATIENCE_MS
    )
    look(director.page, "director-figures")
    administrator.enter("9001")
    expect(administrator.page.get_by_role("tab")).to_have_count(8, timeout=PATIENCE_MS)
    for number, tab in enumerate(administrator.page.get_by_role("tab").all(), 1):
        tab.click()
        look(administrator.page, f"admin-{number}")


def look(page: Page, name: str) -> None:
    """Nothing grave by axe, nothing cut off at the side; a picture where one is wanted."""
    found = Axe().run(page).response["violations"]
    grave = [(one["id"], _where(one)) for one in found if one["impact"] in GRAVE]
    assert grave == [], name
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide), name
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


def _where(finding: dict[str, list[dict[str, object]]]) -> list[object]:
    return [node["html"] for node in finding["nodes"]][:3]
