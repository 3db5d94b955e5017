"""A vehicle's terminal, from its first connection to a text on its screen and its emergency key."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from dispatch.simulator.driving.track import Whereabouts
from gis.datum import Wgs84
from gis.feeds.jt808.downward import Result
from gis.feeds.jt808.location import Alarm
from tests.centre import Centre
from tests.e2e.boxes import Box, box_at, until_true
from tests.e2e.desk import PATIENCE_MS
from tests.e2e.evidence import SCREENS, is_wanted

PHONE = "13912340099"
NAME = "E2E-808"
HERE = Whereabouts(Wgs84(118.28, 33.95), 30.0, 90.0)


@pytest.fixture
def vehicle(centre: Centre) -> Iterator[str]:
    """A vehicle without a terminal; it is taken out of the fleet again."""
    technician = centre.sign_in("9001")
    station = technician.get("/stations")[0]["id"]
    own = str(uuid4())
    body = {"name": NAME, "plate": "苏N12099", "kind": "basic", "station_id": station}
    assert technician.put(f"/vehicles/{own}", body).is_success
    yield NAME
    technician = centre.sign_in("9001")
    technician.post(f"/terminals/{PHONE}/revoke")
    kept = next(one for one in technician.get("/upkeep/vehicle") if one["id"] == own)
    gone = {"expected": kept["version"], "reason": "测试结束"}
    assert technician.post(f"/upkeep/vehicle/{own}/retire", gone).is_success


@pytest.fixture
def box(centre: Centre) -> Iterator[Box]:
    with box_at(centre, PHONE) as made:
        yield made


def admit(page: Page, vehicle: str) -> None:
    """Let the terminal in, as a technician does."""
    page.get_by_role("tab", name="分站与设备").click()
    row = page.get_by_test_id("terminals").locator(f"[data-terminal='{PHONE}']")
    expect(row).to_contain_text("待接纳", timeout=PATIENCE_MS)
    row.get_by_label("装在").select_option(label=vehicle)
    row.get_by_role("button", name="接纳").press("Enter")
    expect(row).to_contain_text(vehicle, timeout=PATIENCE_MS)


def write_to_vehicles(page: Page, vehicle: str, words: str) -> None:
    """Write to one vehicle's screen, by keys."""
    page.keyboard.press("Alt+Shift+KeyM")
    choice = page.get_by_test_id("write").get_by_role("button", name="车辆（车载终端）")
    choice.press("Enter")
    form = page.get_by_test_id("terminal-text")
    form.get_by_label("发给").select_option(label=vehicle)
    form.get_by_label("文字").fill(words)
    form.get_by_label("文字").press("Enter")


@pytest.mark.mission("A44", "A89", "A91")
def test_admitted_by_one_key_it_shows_a_text_and_its_emergency_key_rings_at_the_desk(
    desks: Any, box: Box, vehicle: str
):
    assert not box.join()
    technician = desks()
    technician.enter("9001")
    admit(technician.page, vehicle)
    until_true(box.join)
    assert box.tell(HERE) == Result.DONE
    page = desks().sit("1027", 1).page

    write_to_vehicles(page, vehicle, "路面结冰，慢行")
    until_true(lambda: box.terminal is not None and "路面结冰，慢行" in box.terminal.texts)
    expect(page.get_by_test_id("terminal-text")).to_contain_text("终端已收 1/1")
    page.keyboard.press("Escape")

    assert box.press(HERE) == Result.DONE
    alarm = page.get_by_role("alert").filter(has_text="紧急报警")
    expect(alarm).to_contain_text(vehicle, timeout=PATIENCE_MS)
    if is_wanted():
        page.screenshot(path=SCREENS / "emergency-of-a-terminal.png")
    page.keyboard.press("Pause")
    known = page.locator(f"[data-emergency='{vehicle}']")
    expect(known).to_contain_text("已确认", timeout=PATIENCE_MS)
    until_true(lambda: box.terminal is not None and Alarm.EMERGENCY in box.terminal.confirmed)
    page.keyboard.press("Shift+Pause")
    page.keyboard.press("3")
    expect(known).to_have_count(0, timeout=PATIENCE_MS)
