"""A technician draws on the administrator's map: searched, driven, there after the next import."""

import json
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from gis.datum import Wgs84
from gis.geodesy import distance_m
from tests.centre import Centre, Person, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.test_map_window import ask

Point = Wgs84
STEP_PX = 48
STREETS = """
SELECT DISTINCT ON (name) name, ST_X(at), ST_Y(at) FROM gis.road,
  LATERAL ST_Transform(ST_LineInterpolatePoint(geom, 0.5), 4326) AS at
WHERE name <> '' AND class = 'residential'
  AND ST_DistanceSphere(at, ST_SetSRID(ST_MakePoint(118.29, 33.95), 4326)) < 1500
ORDER BY name
"""
NAME = "凤舞新路"
WITHIN_S = 90.0


def maps_of(desk: Desk) -> Page:
    """Open the administrator's page of maps."""
    desk.enter("9001")
    desk.page.get_by_role("tab", name="地图").click()
    return desk.page


def drawing_of(page: Page) -> None:
    """Go to where one draws, and wait for its map."""
    page.get_by_role("link", name="画新路").click()
    drawing = page.get_by_test_id("drawing")
    expect(drawing.locator("[data-base=gl][data-idle=true]")).to_be_visible(timeout=PATIENCE_MS)


def two_streets(centre: Centre) -> tuple[Point, Point]:
    """Give two places on different streets in the middle of the city, some hundred metres apart."""
    with psycopg.connect(centre.settings.dsn("gis")) as connection:
        rows = connection.execute(STREETS).fetchall()
    points = [Wgs84(float(lon), float(lat)) for _, lon, lat in rows]
    pairs = [(distance_m(one, other), one, other) for one in points for other in points]
    _, one, other = max((pair for pair in pairs if pair[0] < 900), key=lambda pair: pair[0])
    return one, other


def view_of(page: Page) -> Any:
    """Tell what the map shows."""
    return json.loads(page.get_by_test_id("drawing").get_attribute("data-view") or "{}")


def offset_px(page: Page, goal: Point) -> tuple[float, float]:
    """Tell how far right of and below the cross a point lies."""
    view = view_of(page)
    across = 512 * 2 ** view["zoom"]
    here = Wgs84(**view["centre"])
    right = (goal.lon - here.lon) / 360 * across
    return right, (_north(here.lat) - _north(goal.lat)) * across


def _north(lat: float) -> float:
    return asinh(tan(radians(lat))) / (2 * pi)


def move_to(page: Page, goal: Point) -> None:
    """Press the arrows until the cross stands on a point as well as it can."""
    for _ in range(200):
        right, below = offset_px(page, goal)
        if max(abs(right), abs(below)) <= STEP_PX * 0.6:
            return
        if abs(right) > abs(below):
            press(page, "ArrowRight" if right > 0 else "ArrowLeft")
        else:
            press(page, "ArrowDown" if below > 0 else "ArrowUp")
    pytest.fail("the cross does not get there")


def press(page: Page, key: str) -> None:
    """Press a key and wait until the map has moved."""
    drawing = page.get_by_test_id("drawing")
    before = drawing.get_attribute("data-view") or ""
    page.keyboard.press(key)
    expect(drawing).not_to_have_attribute("data-view", before, timeout=PATIENCE_MS)


def draw_a_road(page: Page, one: Point, other: Point) -> None:
    """By the keyboard alone: a name, two points, Enter."""
    page.get_by_label("路名", exact=True).fill(NAME)
    page.get_by_label("等级").select_option("trunk")
    page.get_by_test_id("drawing").focus()
    move_to(page, one)
    while (
        json.loads(page.get_by_test_id("drawing").get_attribute("data-view") or "{}")["zoom"] < 17
    ):
        press(page, "+")
        move_to(page, one)
    page.keyboard.press("Enter")
    move_to(page, other)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("draft-marks")).to_contain_text("已点 2 点")
    page.get_by_role("button", name="保存").press("Enter")


def found(leader: Person) -> list[Any]:
    places: list[Any] = leader.get(f"/places?text={NAME}")["places"]
    return [one for one in places if one["name"] == NAME]


def streets(leader: Person, piece: Any) -> list[str]:
    start, goal = piece["content"]["points"]
    asked = f"from_lon={start['lon']}&from_lat={start['lat']}&to_lon={goal['lon']}"
    route = leader.get(f"/roads/route?{asked}&to_lat={goal['lat']}")
    named: list[str] = route["streets"]
    return named


@pytest.mark.mission("A56", "A32")
def test_a_road_that_is_drawn_is_searched_driven_and_survives_the_next_import(
    desks: Any, centre: Centre
):
    leader = centre.sign_in("2003", server=1)
    page = maps_of(desks())
    drawing_of(page)
    draw_a_road(page, *two_streets(centre))
    until(lambda: found(leader), WITHIN_S)
    (piece,) = ask(page, "GET", "/map/overlay")["pieces"]
    until(lambda: NAME in streets(leader, piece), WITHIN_S)
    expect(page.locator("[data-piece='1']")).to_contain_text("已生效", timeout=PATIENCE_MS)
    if is_wanted():
        page.screenshot(path=SCREENS / "drawing.png")
    before = leader.get("/map")["version"]
    page.get_by_role("link", name="返回管理").click()
    page.get_by_role("tab", name="地图").click()
    bring(page, centre.settings.state / "demo" / "city.osm.pbf")
    expect(page.locator("[data-job=import][data-state=DONE]")).to_be_visible(timeout=90_000)
    until(lambda: leader.get("/map")["version"] != before, WITHIN_S)
    until(lambda: found(leader), WITHIN_S)
    until(lambda: NAME in streets(leader, piece), WITHIN_S)
    drawing_of(page)
    page.locator("[data-piece='1']").get_by_role("button", name="删除").click()
    until(lambda: not found(leader), WITHIN_S)


def bring(page: Page, file: Path) -> None:
    """Upload a map as a person does."""
    page.get_by_label("文件", exact=True).set_input_files(file)
    page.get_by_label("地区名称").fill("宿河")
    page.get_by_label("文件的坐标系").select_option("wgs84")
    page.get_by_role("button", name="上传并导入").click()


@pytest.mark.mission("A56")
def test_a_cut_map_is_refused_in_words_and_the_old_one_stays(
    desks: Any, centre: Centre, tmp_path: Path
):
    leader = centre.sign_in("2003")
    before = leader.get("/map")["version"]
    whole = (centre.settings.state / "demo" / "city.osm.pbf").read_bytes()
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(whole[: len(whole) // 2])
    page = maps_of(desks())
    bring(page, cut)
    failed = page.locator("[data-job=import][data-state=FAILED]")
    expect(failed.first).to_contain_text("原地图未改动", timeout=60_000)
    expect(failed.first).to_contain_text("不完整或已损坏")
    assert leader.get("/map")["version"] == before
