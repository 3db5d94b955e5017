"""How recordings are kept, as the director and the technician see it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones
from tests.e2e.test_pages import look

ZHANG = "052784382216"


@pytest.mark.mission("A80", "A76")
def test_a_director_sees_the_stores_and_holds_a_recording(
    desks: Callable[[], Desk], desk: Desk, telephones: Telephones, leader: Leader
):
    caller = telephones.call(ZHANG)
    desk.answer()
    caller.hang_up()
    name = leader.recording(leader.ended(leader.latest(ZHANG)["id"]))["name"]
    director, technician = desks(), desks()
    director.enter("3001")
    page = opened(director.page)
    expect(page.get_by_test_id("stores").locator("tr[data-kind=own]")).to_contain_text("天")
    act(page, name, "法院调取", "保留")
    held = page.get_by_test_id("holds").locator(f"tr[data-recording='{name}']")
    expect(held).to_contain_text("法院调取", timeout=PATIENCE_MS)
    act(page, name, "申请删除试试", "申请删除")
    expect(page.get_by_role("alert").filter(has_text="不能删除")).to_be_visible()
    look(page, "recording-keeping")
    technician.enter("9001")
    seen = opened(technician.page)
    expect(seen.get_by_test_id("holds")).to_contain_text(name, timeout=PATIENCE_MS)
    expect(seen.get_by_role("button", name="保留", exact=True)).to_have_count(0)
    act(page, name, "已结案", "解除保留")
    expect(held).to_have_count(0, timeout=PATIENCE_MS)


def opened(page: Page) -> Page:
    page.get_by_role("tab", name="录音存储").click()
    expect(page.get_by_test_id("stores")).to_be_visible(timeout=PATIENCE_MS)
    return page


def act(page: Page, name: str, reason: str, verb: str) -> None:
    page.get_by_label("录音编号").fill(name)
    page.get_by_label("原因（记入审计）").fill(reason)
    page.get_by_role("button", name=verb, exact=True).click()
