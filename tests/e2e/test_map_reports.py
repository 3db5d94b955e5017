"""Reports with a map: saved by the director, opened on a computer without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.centre import Centre
from tests.e2e.desk import Desk
from tests.e2e.evidence import SCREENS, is_wanted


def save(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as saving:
        page.locator(f"[data-report={kind}]").click()
    path = folder / f"{kind}.html"
    saving.value.save_as(path)
    return path


def open_incident(centre: Centre, lon: float, lat: float) -> None:
    """Put an emergency on the map."""
    taker = centre.sign_in("1027")
    opened = taker.post("/incidents", {}).json()
    scene = {"text": "路口", "point": {"lon": lon, "lat": lat}, "source": "map"}
    assert taker.put(f"/incidents/{opened['id']}/scene", scene).is_success


def opened(browser: Browser, file: Path) -> tuple[Page, list[Request]]:
    """The file as another computer shows it, and whom it asked for anything."""
    context = browser.new_context(offline=True, viewport={"width": 1400, "height": 1000})
    page, asked = context.new_page(), list[Request]()
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108 - playwright marks it
    page.goto(file.as_uri())
    return page, asked


@pytest.mark.mission("A47", "A53")
def test_the_director_saves_a_report_and_it_opens_without_a_network(
    *, desks: Callable[[], Desk], browser: Browser, centre: Centre, tmp_path: Path
):
    for east in range(6):
        open_incident(centre, 118.26 + east / 100, 33.95)
    director = desks()
    director.enter("3001")
    director.page.get_by_role("tab", name="地图报表").click()
    titles = {
        "incidents": "急救事件热力图",
        "response": "各区急救反应时间",
        "cover": "各区各时段覆盖率",
    }
    for kind, title in titles.items():
        page, asked = opened(browser, save(director.page, kind, tmp_path))
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        expect(page.locator(".leaflet-container")).to_be_visible()
        expect(page.locator("canvas").first).to_be_visible()
        if is_wanted():
            page.screenshot(path=SCREENS / f"report-{kind}.png")
        assert [one.url for one in asked if not one.url.startswith(("file:", "data:"))] == []
        page.context.close()
