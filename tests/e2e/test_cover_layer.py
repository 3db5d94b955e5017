"""Cover on the map of a real centre: computed by its roads process, shown over its own streets."""

import pytest
from playwright.sync_api import Page, expect

from tests.centre import Centre
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.test_map_window import map_beside

KEEPER = "9001"
NO_WEBGL = """
const given = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : given.call(this, kind, ...rest)
}
"""


def switch(centre: Centre, *, enabled: bool) -> None:
    """Switch cover on or off."""
    keeper = centre.sign_in(KEEPER)
    version = keeper.get("/cover/settings")["version"]
    body = {"base_version": version, "enabled": enabled, "within_min": 4, "least_gain_percent": 1}
    assert keeper.put("/cover/settings", body).is_success


def shown(beside: Page, name: str) -> None:
    """Show the layer and keep its picture."""
    beside.keyboard.press("Alt+Shift+KeyF")
    panel = beside.get_by_test_id("cover-panel")
    expect(panel).to_contain_text("4 分钟内可到", timeout=PATIENCE_MS)
    expect(panel).to_contain_text("按全区街道长度平均计算")
    expect(beside.locator("[data-layer=cover] [data-times='1']")).to_have_count(1)
    if is_wanted():
        beside.screenshot(path=SCREENS / f"map-cover-{name}.png")


@pytest.mark.mission("A31")
def test_the_reachable_city_lies_over_the_map_drawn_here_or_by_the_server(
    desk: Desk, centre: Centre
):
    switch(centre, enabled=True)
    beside = map_beside(desk)
    shown(beside, "gl")
    beside.add_init_script(NO_WEBGL)
    beside.reload()
    beside.get_by_role("button", name="放大").click()
    expect(beside.locator("[data-base=picture] img")).to_be_visible(timeout=PATIENCE_MS)
    shown(beside, "picture")
    switch(centre, enabled=False)
