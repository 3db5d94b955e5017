"""Closures in the windows: drawn by a dispatcher and by a technician, shown, warned of, lifted."""

from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from gis.datum import Wgs84
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.test_drawing_on_the_map import drawing_of, maps_of, move_to, press
from tests.e2e.test_map_window import ask, map_beside

LONG_STREETS = """
SELECT ST_X(a), ST_Y(a), ST_X(b), ST_Y(b) FROM (
  SELECT ST_Transform(ST_StartPoint(geom), 4326) AS a,
    ST_Transform(ST_EndPoint(geom), 4326) AS b, ST_Length(geom) AS metres
  FROM gis.road WHERE name <> '' AND class IN ('primary', 'secondary', 'tertiary')
) AS street
WHERE metres > 400
ORDER BY ST_DistanceSphere(a, ST_SetSRID(ST_MakePoint(%s, %s), 4326)) LIMIT 20
"""


def street_near(centre: Centre, here: Any) -> tuple[Wgs84, Wgs84]:
    """Give a street of some length near a point, by its ends."""
    with psycopg.connect(centre.settings.dsn("gis")) as connection:
        rows = connection.execute(LONG_STREETS, (here["lon"], here["lat"])).fetchall()
    a_lon, a_lat, b_lon, b_lat = map(float, rows[0])
    return Wgs84(a_lon, a_lat), Wgs84(b_lon, b_lat)


def inner(one: Wgs84, other: Wgs84, share: float) -> Wgs84:
    lon = one.lon + (other.lon - one.lon) * share
    return Wgs84(lon, one.lat + (other.lat - one.lat) * share)


def lift_all(page: Page) -> None:
    for one in ask(page, "GET", "/closures")["closures"]:
        if one["lifted_at"] is None:
            ask(page, "POST", f"/closures/{one['id']}/lift", {})


def click_middle(page: Page, dx: int = 0, dy: int = 0) -> None:
    box = page.locator("[data-base=gl]").bounding_box()
    assert box is not None
    x, y = box["width"] / 2 + dx, box["height"] / 2 + dy
    page.locator("[data-base=gl]").click(position={"x": x, "y": y})


@pytest.mark.mission("A32", "A47")
def test_a_dispatcher_draws_over_the_middle_is_told_what_it_hits_and_lifts_it(desk: Desk):
    beside = map_beside(desk)
    for _ in range(3):
        beside.get_by_role("button", name="放大").click()
    beside.keyboard.press("Period")
    panel = beside.get_by_test_id("closures")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="区域").click()
    for dx, dy in ((-180, -140), (180, -140), (180, 140), (-180, 140)):
        click_middle(beside, dx, dy)
    expect(beside.get_by_test_id("closure-draft")).to_contain_text("已点 4 点")
    expect(beside.get_by_test_id("closure-draft")).to_contain_text("涉及", timeout=PATIENCE_MS)
    panel.get_by_label("原因").fill("积水 50 厘米")
    panel.get_by_role("button", name="封路生效").click()
    mark = beside.locator("[data-closure]")
    expect(mark).to_contain_text("积水 50 厘米", timeout=PATIENCE_MS)
    expect(beside.locator("[data-tool=closures]")).to_contain_text("生效中 1")
    if is_wanted():
        beside.screenshot(path=SCREENS / "closures.png")
    found = Axe().run(beside, context="[data-testid=closures]")
    assert found.response["violations"] == [], found.generate_report()
    row = beside.locator("[data-closure-row]").first
    row.get_by_role("button", name="撤除").click()
    expect(mark).to_have_count(0, timeout=PATIENCE_MS)
    expect(row).to_have_attribute("data-state", "lifted", timeout=PATIENCE_MS)
    row.get_by_role("button", name="恢复").click()
    expect(mark).to_have_count(1, timeout=PATIENCE_MS)
    lift_all(beside)


@pytest.mark.mission("A32")
def test_a_technician_draws_one_by_the_keyboard_and_the_dispatcher_sees_it_at_once(
    desks: Any, centre: Centre
):
    dispatcher = desks().sit("1027", 3)
    beside = map_beside(dispatcher)
    page = maps_of(desks())
    drawing_of(page)
    page.get_by_role("button", name="封路 · 缓行").click()
    panel = page.get_by_test_id("closures")
    one, other = street_near(centre, ask(page, "GET", "/map")["centre"])
    page.get_by_test_id("drawing").focus()
    move_to(page, inner(one, other, 0.4))
    for _ in range(3):
        press(page, "+")
    for share in (0.3, 0.7):
        move_to(page, inner(one, other, share))
        page.keyboard.press("Enter")
    panel.get_by_role("button", name="缓行 ×0.3").click()
    panel.get_by_label("原因").fill("施工")
    expect(page.get_by_test_id("closure-draft")).to_contain_text("涉及", timeout=PATIENCE_MS)
    panel.get_by_role("button", name="缓行生效").click()
    expect(page.locator("[data-closure-row]")).to_contain_text("施工", timeout=PATIENCE_MS)
    if is_wanted():
        page.screenshot(path=SCREENS / "closures-drawing.png", full_page=True)
    expect(beside.locator("[data-tool=closures]")).to_contain_text("生效中 1", timeout=PATIENCE_MS)
    until(lambda: ask(page, "GET", "/closures")["closures"][0]["speed_percent"] == 30)
    lift_all(page)
