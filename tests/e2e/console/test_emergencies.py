"""An emergency key pressed aboard cannot be overlooked, and one key says who has it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console.boards import uuid
from tests.e2e.console.cities import fix, incident, spot, station, vehicle
from tests.e2e.console.conftest import Opened
from tests.e2e.console.scripted_centre import Json, ScriptedCentre, ago
from tests.e2e.console.test_map_page import OpenedMap, opened_map
from tests.e2e.desk import PATIENCE_MS
from tests.e2e.evidence import SCREENS, is_wanted

__all__ = ["opened_map"]

NOBODY = ("overdue_at", "gone_at", "acknowledged_by", "acknowledged_name", "acknowledged_at",
          "ended_by", "ended_at", "end_reason")  # fmt: skip
HAS_IT = {"state": "acknowledged", "acknowledged_by": "1027", "acknowledged_name": "王芳"}


def emergency(**given: Any) -> Json:
    return {
        "id": uuid(9001), "device": "13800000120", "vehicle_id": uuid(6001),
        "vehicle_name": "120A1", "station_code": "S01", "point": spot(300, 200),
        "raised_at": ago(12), "heard_at": ago(11), "raisings": 1, "state": "raised",
        **dict.fromkeys(NOBODY), **given,
    }  # fmt: skip


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where evidence is wanted."""
    if is_wanted():
        page.screenshot(path=SCREENS / f"{name}.png")


@pytest.fixture
def seat(opened: Opened) -> tuple[Page, ScriptedCentre]:
    own = incident(47, "幸福里小区", spot(0, 0), 1, scene_confirmed_at=ago(30))
    aboard = {**vehicle(1, "120A1", "on_scene"), "crew": {
        "doctor": "张", "nurse": "李", "driver": "赵", "phone": "13900000001"}}  # fmt: skip
    page, centre = opened(
        incidents=[own], vehicles=[aboard], stations=[station(1, "城南站", spot(500, 0))],
        orders=[], hospitals=[],
    )  # fmt: skip
    page.set_viewport_size({"width": 1920, "height": 1080})
    return page, centre


@pytest.mark.mission("A44", "A91")
def test_one_key_says_who_has_it_and_another_why_it_is_over(seat: tuple[Page, ScriptedCentre]):
    page, centre = seat
    centre.tell("emergency_raised", {"emergency": emergency()})
    alarm = page.get_by_role("alert").filter(has_text="紧急报警")
    expect(alarm).to_be_visible(timeout=PATIENCE_MS)
    expect(alarm).to_contain_text("120A1")
    expect(alarm).to_contain_text("随车电话 13900000001")
    expect(alarm).to_contain_text(re.compile(r"报警位置 .* 前"))
    picture(page, "emergency-raised")
    centre.tell("emergency_overdue", {"emergency": emergency(overdue_at=ago(1))})
    expect(alarm).to_contain_text("无人确认，请班长处理")
    picture(page, "emergency-overdue")
    path = f"/emergencies/{uuid(9001)}"
    centre.answer("POST", f"{path}/acknowledge", 200, emergency(**HAS_IT, acknowledged_at=ago(0)))
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+KeyA")
    with page.expect_response(lambda answer: answer.url.endswith("/acknowledge")):
        page.keyboard.press("Pause")
    centre.tell(
        "emergency_acknowledged", {"emergency": emergency(**HAS_IT, acknowledged_at=ago(0))}
    )
    known = page.locator("[data-emergency='120A1']")
    expect(known).to_contain_text(re.compile("王芳（1027）.*已确认"))
    expect(page.get_by_role("alert").filter(has_text="紧急报警")).to_have_count(0)
    centre.answer("POST", f"{path}/end", 200, emergency(state="ended"))
    page.keyboard.press("Shift+Pause")
    expect(known.get_by_role("button", name="误按")).to_be_visible()
    picture(page, "emergency-acknowledged")
    with page.expect_response(lambda answer: answer.url.endswith("/end")):
        page.keyboard.press("3")
    centre.tell("emergency_ended", {"emergency": emergency(state="ended")})
    expect(known).to_have_count(0)
    asked = [body for _, told, body in centre.asked if told.startswith(path)]
    assert asked == [{"raisings": 1}, {"reason": "pressed_by_mistake"}]


def test_one_that_is_no_vehicles_is_shown_by_its_terminal(seat: tuple[Page, ScriptedCentre]):
    page, centre = seat
    nobody = emergency(vehicle_id=None, vehicle_name=None, station_code=None, point=None)
    centre.tell("emergency_raised", {"emergency": nobody})
    alarm = page.get_by_role("alert").filter(has_text="紧急报警")
    expect(alarm).to_contain_text("终端 13800000120（未装车）")
    expect(alarm).to_contain_text("报警时没有定位")


def test_the_vehicle_is_red_on_the_map_with_the_age_of_its_place(opened_map: OpenedMap):
    page, centre = opened_map(emergencies=[emergency()])
    centre.move(fix(1, spot(300, 200), 7))
    mark = page.locator("button[data-vehicle='120C2']")
    expect(mark).to_have_attribute("data-emergency", "true")
    expect(mark).to_contain_text("紧急报警")
    expect(mark).to_contain_text("秒")
    expect(page.get_by_role("alert").filter(has_text="紧急报警")).to_be_visible()
    picture(page, "emergency-map")
    centre.answer("POST", f"/emergencies/{uuid(9001)}/acknowledge", 200, emergency(**HAS_IT))
    with page.expect_response(lambda answer: answer.url.endswith("/acknowledge")):
        page.keyboard.press("Pause")
