"""One key during a call: what was just said at one's own seat sounds at once, beside the call."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import ago
from tests.e2e.console.sounding import Sounding, tone
from tests.e2e.evidence import SCREENS, is_wanted

NAME = "20261122-010000-node1-1795312800.8"
SAID_S = 60


def recalled(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"seat": 3, "at": ago(0), "pieces": list(pieces)}


def piece() -> dict[str, Any]:
    url = f"/media/recordings/{NAME}.0-60000.recent?expires=1&signature=x"
    span = {"from_at": ago(SAID_S), "to_at": ago(0)}
    return {"recording": NAME, "call_id": uuid(4001), "url": url, **span}


@pytest.mark.mission("A57", "A84")
def test_the_last_words_of_the_seat_are_heard_by_one_key_and_it_says_so(opened: Opened):
    page, centre = opened()
    centre.answer("POST", "/recall", 200, recalled(piece()))
    Sounding(page, {f"{NAME}.0-60000": tone(SAID_S, 300)}, {})
    page.keyboard.press("Shift+F4")
    panel = page.get_by_test_id("recall")
    expect(panel).to_have_attribute("data-playing", "true")
    expect(panel).to_contain_text("回放中")
    expect(panel).to_contain_text("主叫听不到")
    begun = page.eval_on_selector("[data-testid=recall] audio", "one => one.currentTime")
    assert SAID_S - 15 <= begun < SAID_S - 10
    if is_wanted():
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.screenshot(path=SCREENS / "recall-zh.png")
    page.keyboard.press("Space")
    expect(panel).to_have_attribute("data-playing", "false")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_with_nothing_to_hear_it_says_so(opened: Opened):
    page, centre = opened()
    centre.answer("POST", "/recall", 200, recalled())
    page.keyboard.press("Shift+F4")
    expect(page.get_by_test_id("recall")).to_contain_text("本席没有录音")
