"""A caller's telephone says where it is: seat, modem and telephone, each on its own wire."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Geolocation, Locator, Page, Route, expect

from dispatch.simulator.modem.port import SimulatedModem, plugged_modem
from gis.demo_city import stations
from tests.centre import Centre, until
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.leader import Leader
from tests.e2e.telephones import Telephones
from tests.e2e.test_calling_out import picture

SOMEBODY, DAUGHTER = "13805276621", "13912345678"
LINK = re.compile(r"https?://\S+/l/[a-z2-9]{26}")
RADIUS_M = 18
GIVEN = "place_source_given"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
}


@dataclass
class Mobile:
    """A mobile telephone's browser; everything that it asks is kept."""

    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)

    @property
    def state(self) -> Locator:
        return self.page.locator("#state")

    def press(self) -> None:
        self.page.get_by_role("button", name="发送我的位置").click()


@pytest.fixture
def modem(centre: Centre) -> Iterator[SimulatedModem]:
    """The demonstration's modem, on the pseudo-terminal that boot.toml names."""
    settings = centre.settings
    assert settings.boot.sms_modem is not None
    with plugged_modem(settings.state / settings.boot.sms_modem.device) as plugged:
        yield plugged


@pytest.fixture
def mobiles(browser: Browser) -> Iterator[Callable[..., Mobile]]:
    """Make telephones; without `allows` their owner says no."""
    opened: list[BrowserContext] = []

    def make(*, allows: bool = True) -> Mobile:
        here = stations()[0].point
        place: Geolocation = {"longitude": here.lon, "latitude": here.lat, "accuracy": RADIUS_M}
        granted = ["geolocation"] if allows else []
        context = browser.new_context(**PHONE, geolocation=place, permissions=granted)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        mobile = Mobile(context, context.new_page())
        context.on("request", lambda request: mobile.asked.append(request.url))
        return mobile

    yield make
    for context in opened:
        context.close()


def card(desk: Desk) -> Locator:
    return desk.page.get_by_test_id("location-link")


def says(desk: Desk, words: str) -> None:
    expect(card(desk).get_by_test_id("link-state").first).to_contain_text(
        words, timeout=PATIENCE_MS
    )


def link_in(modem: SimulatedModem, number: str) -> str:
    """Wait for a text to a number and give the link in it, as its telephone shows it."""
    text = until(lambda: dict(modem.texts()).get(number))
    found = LINK.search(text or "")
    assert found is not None, text
    return found.group()


def incident_of(leader: Leader, call: str) -> Any:
    board = leader.person.get("/board")
    (found,) = [one for one in board["incidents"] if call in one["calls"]]
    return found


def take_link_as_scene(desk: Desk) -> None:
    """By the seat's key, against the registered address: with a reason."""
    panel = desk.page.get_by_test_id("place-sources")
    expect(panel).to_contain_text(f"±{RADIUS_M}", timeout=PATIENCE_MS)
    picture(desk.page, "location-link-source")
    desk.press("Alt+Shift+KeyP")
    choice = panel.get_by_role("button", name="短信定位").first
    digit = (choice.locator("b").text_content() or "").strip()
    desk.press(f"Digit{digit}")
    expect(panel).to_contain_text("为何选它", timeout=PATIENCE_MS)
    desk.press("Digit1")


@pytest.mark.mission("A33")
def test_one_key_and_the_callers_own_telephone_says_where_it_is(
    desk: Desk,
    telephones: Telephones,
    leader: Leader,
    modem: SimulatedModem,
    mobiles: Callable[..., Mobile],
):
    telephones.call(SOMEBODY)
    desk.answer()
    expect(card(desk)).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyG")
    url = link_in(modem, SOMEBODY)
    says(desk, "短信已送达")
    assert len(modem.texts()) == 1
    mobile = mobiles()
    mobile.page.goto(url)
    says(desk, "已打开")
    picture(mobile.page, "location-link-asks")
    assert Axe().run(mobile.page).response["violations"] == []
    mobile.press()
    expect(mobile.state).to_contain_text(f"已发送，误差约 {RADIUS_M} 米")
    says(desk, f"已收到位置 ±{RADIUS_M} 米")
    picture(mobile.page, "location-link-sent")
    picture(desk.page, "location-link-seat")
    call = leader.latest(SOMEBODY)["id"]
    given = [one["payload"]["place"] for one in leader.events() if one["kind"] == GIVEN]
    by_link = {(one["call_id"], one["radius_m"]) for one in given if one["kind"] == "link"}
    assert by_link == {(call, RADIUS_M)}
    take_link_as_scene(desk)
    scene = until(lambda: incident_of(leader, call)["scene"])
    here = stations()[0].point
    assert (scene["source"], scene["point"]) == ("link", {"lon": here.lon, "lat": here.lat})
    own = url.split("/l/")[0]
    assert {asked.split("/l/")[0] for asked in mobile.asked} == {own}


@pytest.mark.mission("A33")
def test_an_owner_who_says_no_is_told_to_the_seat_and_another_number_can_be_asked(
    desk: Desk, telephones: Telephones, modem: SimulatedModem, mobiles: Callable[..., Mobile]
):
    telephones.call(SOMEBODY)
    desk.answer()
    expect(card(desk)).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyG")
    mobile = mobiles(allows=False)
    mobile.page.goto(link_in(modem, SOMEBODY))
    mobile.press()
    expect(mobile.state).to_contain_text("没有得到定位权限")
    picture(mobile.page, "location-link-refused")
    says(desk, "机主拒绝定位")
    desk.press("Alt+Shift+KeyG")
    number = desk.page.locator("#link-number")
    expect(number).to_be_focused()
    number.fill(DAUGHTER)
    desk.press("Enter")
    link_in(modem, DAUGHTER)
    says(desk, "短信已送达")


@pytest.mark.mission("A33")
def test_what_a_telephone_says_while_nobody_can_hear_it_is_said_again(
    desk: Desk, telephones: Telephones, modem: SimulatedModem, mobiles: Callable[..., Mobile]
):
    telephones.call(SOMEBODY)
    desk.answer()
    expect(card(desk)).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyG")
    mobile = mobiles(allows=False)
    unheard = answer_first_by_503(mobile)
    mobile.page.goto(link_in(modem, SOMEBODY))
    says(desk, "已打开")
    mobile.press()
    says(desk, "机主拒绝定位")
    assert sorted(unheard) == ["denied", "opened"]


def answer_first_by_503(mobile: Mobile) -> list[str]:
    """Let nobody hear the first word of each kind; give the kinds that were not heard."""
    unheard: list[str] = []

    def answer(route: Route) -> None:
        said = json.loads(route.request.post_data or "{}").get("kind")
        if said is None or said in unheard:
            route.continue_()
            return
        unheard.append(said)
        route.fulfill(status=503)

    mobile.page.route("**/l/*", answer)
    return unheard


@pytest.mark.mission("A33")
def test_the_link_of_a_closed_incident_says_to_call_120_again(
    desk: Desk,
    telephones: Telephones,
    leader: Leader,
    modem: SimulatedModem,
    mobiles: Callable[..., Mobile],
):
    telephones.call(SOMEBODY)
    desk.answer()
    expect(card(desk)).to_be_visible(timeout=PATIENCE_MS)
    desk.press("Alt+Shift+KeyG")
    url = link_in(modem, SOMEBODY)
    call = leader.latest(SOMEBODY)["id"]
    closed = incident_of(leader, call)["id"]
    leader.person.post(f"/incidents/{closed}/close", {"reason": "test"})
    says(desk, "链接已失效")
    mobile = mobiles()
    mobile.page.goto(url)
    expect(mobile.page.get_by_role("link", name="拨打 120")).to_be_visible()
    picture(mobile.page, "location-link-over")


def test_a_modem_that_is_unplugged_is_told_by_its_lamp_and_stops_no_call(
    desk: Desk, telephones: Telephones, modem: SimulatedModem
):
    lamp = desk.lamp("sms")
    expect(lamp).to_have_attribute("data-state", "well", timeout=PATIENCE_MS)
    modem.unplug()
    expect(lamp).to_have_attribute("data-state", "degraded", timeout=PATIENCE_MS)
    telephones.call(SOMEBODY)
    desk.answer()
    modem.plug()
    expect(lamp).to_have_attribute("data-state", "well", timeout=PATIENCE_MS)
