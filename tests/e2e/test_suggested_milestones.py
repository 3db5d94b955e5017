"""A vehicle drives; its milestones are suggested at the desk, and one key confirms each."""

import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import expect

from dispatch.simulator.driving.track import Track, plan_track
from gis.datum import Wgs84
from gis.fleet.store import UPSERT
from tests.centre import Centre, until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Json, Leader

FIGURES = {"scene_m": 80, "hospital_m": 150, "station_m": 100, "dwell_s": 2, "slow_kmh": 40}
SETTINGS = {
    "enabled": True,
    "confirms_itself": ["left_scene"],
    "stale_after_s": 60,
    "contradicts_m": 500,
    **FIGURES,
}
DRIVE_S = 4.0
FIRST_HEARD_S = 2.0


@pytest.fixture
def soon(centre: Centre) -> Iterator[None]:
    """Suggest after two seconds; leaving the scene confirms itself."""
    _set(centre, SETTINGS)
    yield
    _set(centre, {**SETTINGS, "confirms_itself": [], "dwell_s": 20, "slow_kmh": 10})


def _set(centre: Centre, wanted: Json) -> None:
    administrator = centre.sign_in("9001")
    asked = {"password": centre.password}
    assert administrator.post("/session/reauthentication", asked).is_success
    version = administrator.get("/milestone-settings")["version"]
    answer = administrator.put("/milestone-settings", {"base_version": version, **wanted})
    assert answer.is_success, answer.text


class Road:
    """The simulator's vehicle, heard by the database as a feed would tell it."""

    def __init__(self, centre: Centre, tracker: str) -> None:
        self._dsn, self._tracker = centre.settings.dsn("gis"), tracker
        self._revision = time.time_ns() // 1000

    def drive(self, track: Track, seen: Callable[[], bool]) -> None:
        """Drive, and stand at the end until something is seen."""
        began_s = time.monotonic()

        def step() -> bool:
            self._say(track, time.monotonic() - began_s)
            return time.monotonic() - began_s > track.seconds and seen()

        with psycopg.connect(self._dsn, autocommit=True) as self._connection:
            until(step, within_s=60)

    def _say(self, track: Track, passed_s: float) -> None:
        there = track.at(min(passed_s, track.seconds))
        at = self._connection.execute("SELECT clock_timestamp()").fetchone()
        assert at is not None
        self._revision += 1
        speed_kmh = 0.0 if passed_s > track.seconds else 90.0
        place = (self._tracker, there.point.lon, there.point.lat, speed_kmh, there.course_deg)
        row = (*place, at[0], at[0], "test", self._revision, None)
        self._connection.execute(UPSERT, [[one] for one in row])


def point(told: Json) -> Wgs84:
    return Wgs84(told["lon"], told["lat"])


def taken_order(form: Form, leader: Leader) -> tuple[Json, Json, Wgs84]:
    """Send a vehicle whose crew was told by voice; gives the order, the vehicle and its home."""
    form.open_by_hand()
    form.take_place("幸福里小区")
    form.is_ready()
    form.press("F9")
    expect(form.orders).to_have_count(1, timeout=PATIENCE_MS)
    form.press("Alt+KeyO", "1")
    expect(form.page.locator("[data-order-state=acknowledged]")).to_be_visible(timeout=PATIENCE_MS)
    board = leader.person.get("/board")
    (order,) = [one for one in board["orders"] if one["ended_at"] is None]
    vehicle = next(one for one in board["vehicles"] if one["id"] == order["vehicle_id"])
    station = next(one for one in board["stations"] if one["id"] == vehicle["station_id"])
    return order, vehicle, point(station["point"])


def confirm_both(form: Form) -> None:
    """Confirm what was suggested, one key each."""
    suggested, row = form.page.get_by_test_id("suggested"), form.orders
    form.press("Alt+Shift+KeyY")
    expect(suggested).to_have_count(1, timeout=PATIENCE_MS)
    expect(row).to_have_attribute("data-order-state", "departed")
    form.press("Alt+Shift+KeyY")
    expect(suggested).to_have_count(0, timeout=PATIENCE_MS)
    expect(row).to_have_attribute("data-order-state", "arrived")


@pytest.mark.mission("A88", "A89")
@pytest.mark.usefixtures("soon")
def test_what_the_vehicles_positions_say_is_suggested_and_one_key_confirms_it(
    desk: Desk, leader: Leader, centre: Centre
):
    form = Form(desk)
    order, vehicle, home = taken_order(form, leader)
    scene = point(order["sheet"]["place_point"])
    road, suggested = Road(centre, vehicle["tracker"]), form.page.get_by_test_id("suggested")

    def told(milestone: str) -> Callable[[], bool]:
        return lambda: milestone in leader.person.get(f"/orders/{order['id']}")["suggestions"]

    began = time.monotonic()
    road.drive(plan_track((home,), 0.0), lambda: time.monotonic() - began > FIRST_HEARD_S)
    road.drive(plan_track((home, scene), DRIVE_S), told("arrived"))
    expect(suggested).to_have_count(2, timeout=PATIENCE_MS)
    expect(suggested.first).to_contain_text("建议 出车")
    expect(suggested.last).to_contain_text("建议 到达现场")
    if is_wanted():
        form.page.screenshot(path=SCREENS / "call-suggested-milestones.png")
    confirm_both(form)
    stamps = leader.person.get(f"/orders/{order['id']}")["stamps"]
    assert {one["wire"] for one in stamps.values()} == {"console"}
    away = Wgs84(scene.lon + 0.02, scene.lat)
    road.drive(plan_track((scene, away), DRIVE_S), told("left_scene"))
    expect(form.orders).to_have_attribute("data-order-state", "left_scene", timeout=PATIENCE_MS)
    stamped = form.orders.get_by_role("listitem").filter(has_text="离开现场")
    expect(stamped).to_contain_text("自动")
    expect(form.page.get_by_test_id("contradicted")).to_have_count(0)
    if is_wanted():
        form.page.screenshot(path=SCREENS / "call-automatic-milestone.png")
