"""The technician's page of feeds, by the keyboard alone, with a hundred vehicles on one line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dispatch.adapters.clock import SystemClock
from dispatch.bench.fleet_at_work import line_of, tell_all
from dispatch.simulator.driving.nmea import tell_fix
from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted

GRAVE = {"serious", "critical"}
HUNDRED = [(f"FEED{number:03}", Wgs84(118.25 + number / 2000, 33.95)) for number in range(100)]


def feeds(desk: Desk) -> Page:
    """Open the page as a technician finds it."""
    desk.enter("9001")
    desk.page.get_by_role("tab", name="分站与设备").click()
    desk.page.get_by_role("link", name="定位接入").press("Enter")
    expect(desk.page.get_by_test_id("ports")).to_be_visible(timeout=PATIENCE_MS)
    return desk.page


@contextmanager
def heard(centre: Centre, page: Page) -> Iterator[Any]:
    """A line on which all have spoken and are on the page."""
    rows = page.locator("[data-terminal^=FEED]")
    with line_of(centre) as line:

        def told() -> bool:
            tell_all(line, HUNDRED)
            return rows.count() == len(HUNDRED)

        until(told, 60.0)
        yield line


@pytest.mark.mission("A71", "A44")
def test_a_hundred_vehicles_on_one_line_are_seen_also_after_it_was_pulled_out_in_mid_sentence(
    desks: Any, centre: Centre
):
    page = feeds(desks())
    port = page.locator("[data-feed='serial-1']")
    with heard(centre, page) as line:
        expect(port).to_contain_text("通", timeout=PATIENCE_MS)
        said = tell_fix("FEED000", Whereabouts(HUNDRED[0][1], 0.0, 0.0), SystemClock().now())
        line.write(said[:40])
    expect(port).to_contain_text("断开", timeout=PATIENCE_MS)
    with heard(centre, page):
        expect(port.locator("td").first).to_contain_text("通", timeout=PATIENCE_MS)
        if is_wanted():
            page.screenshot(path=SCREENS / "feeds.png")
    violations = Axe().run(page).response["violations"]
    grave = [one for one in violations if one["impact"] in GRAVE]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in grave] == []


@pytest.mark.mission("A44")
def test_what_a_technician_pastes_is_told_field_by_field(desks: Any):
    page = feeds(desks())
    box = page.get_by_label("粘贴终端发来的内容")
    box.focus()
    page.keyboard.insert_text("$GPRMC,061530.00,A,3336.0,N,11901.8,E,20.0,90.0,221126,,,A*00")
    page.keyboard.press("Control+Enter")
    told = page.get_by_test_id("decoded")
    expect(told).to_contain_text("校验错误", timeout=PATIENCE_MS)
    expect(told.locator("[data-kind=GPRMC]")).to_contain_text("37.0 km/h")
    if is_wanted():
        page.screenshot(path=SCREENS / "feeds-decoded.png")


@pytest.mark.mission("A44")
def test_a_token_is_issued_shown_once_and_taken_away_by_the_keyboard(desks: Any):
    page = feeds(desks())
    name = f"PHONE{os.getpid()}"
    page.get_by_label("终端名称").focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("issued")).to_contain_text(f"{name} 的令牌", timeout=PATIENCE_MS)
    revoke = page.get_by_role("button", name=name)
    revoke.press("Enter")
    revoke.press("Enter")
    expect(revoke).to_have_count(0, timeout=PATIENCE_MS)
