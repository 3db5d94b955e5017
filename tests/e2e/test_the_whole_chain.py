"""The main job on real parts: call, place, order, station, run, free again, closed, recording."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from dispatch.bench.station import RELAY_ON, Station, heard, switched
from dispatch.bench.stream_client import StreamClient
from tests.centre import Centre, Person, until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk, goto
from tests.e2e.evidence import SCREENS, is_wanted
from tests.e2e.leader import Json, Leader
from tests.e2e.said import CALLER_SAYS, SAME_SOUND
from tests.e2e.telephones import Telephones
from tests.e2e.test_map_window import map_beside

ZHANG = "052784382216"
PLACE = "幸福里小区"
KEYS_ALLOWED = 12
STEPS = (
    "departed",
    "arrived",
    "patient_contact",
    "patient_aboard",
    "left_scene",
    "at_hospital",
    "handed_over",
    "returning",
)
CURRENT_WITHIN_S = 20.0


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """The machine of a station, with a pipe for a loudspeaker."""
    made = Station(tmp_path)
    yield made
    made.close()


@pytest.mark.mission("A36", "A48", "A50", "A54", "A55")
def test_an_ambulance_goes_and_comes_back(
    desk: Desk,
    pages: Callable[[], Page],
    telephones: Telephones,
    centre: Centre,
    station: Station,
):
    leader = Leader(centre.sign_in("2003"))
    beside = map_beside(desk)
    caller = telephones.call(ZHANG, says=CALLER_SAYS)
    form = Form(desk)
    desk.rings()
    form.press("F2")
    desk.talks()
    incident = until(lambda: incident_of(leader, leader.latest(ZHANG)["id"]))
    takes_the_place(form)
    form.press("1", "1", "3", "1")
    nearest = until(lambda: graded_and_recommended(leader, incident["id"]))
    administrator = centre.sign_in("9001")
    screen = station_page(pages(), centre, enrolment_code(administrator, nearest, "screen"))
    station.enrol(centre, enrolment_code(administrator, nearest, "client"), "分站程序")
    with station.running():
        form.is_ready()
        form.press("F9")
        expect(form.orders).to_have_count(1, timeout=PATIENCE_MS)
        assert form.pressed <= KEYS_ALLOWED
        until_rings(station)
        until(lambda: order_of(leader, incident["id"])["state"] == "delivered")
        printed = until(lambda: list(station.prints.glob("*.pdf")))
        assert printed[0].read_bytes().startswith(b"%PDF-")
        drive(screen, form, beside, nearest)
        caller.listens_on(5.0)  # until all is said
        caller.hang_up()
        form.press("Alt+KeyE", "1")
        until(lambda: incident_by_id(leader, incident["id"])["state"] == "closed")
    is_told(leader, incident)
    token = screen.evaluate("JSON.parse(localStorage['dispatch120.station.device']).token")
    misses_nothing(centre, leader.person.session["token"])
    misses_nothing(centre, token)


def takes_the_place(form: Form) -> None:
    """Find the scene and take it; the cursor goes on to the complaint."""
    form.find(PLACE)
    form.press("Enter")
    expect(form.stop("complaint")).to_be_focused(timeout=PATIENCE_MS)


def is_told(leader: Leader, incident: Json) -> None:
    """The story of an incident holds its recording and every move of it."""
    call = leader.ended(leader.latest(ZHANG)["id"])
    assert leader.sides(call).caller_says(CALLER_SAYS) >= SAME_SOUND
    story = leader.person.get(f"/incidents/{incident['id']}/story")
    assert [one["name"] for one in story["recordings"]] == [call["recording"]]
    shows_every_move(leader, story["events"])


def drive(screen: Page, form: Form, beside: Page, nearest: Json) -> None:
    """Take the order at the station's page and make every step of the run by its key."""
    shown = screen.locator("[data-call]")
    expect(shown).to_have_attribute("data-call", "order", timeout=PATIENCE_MS)
    keep_pictures(form.page, beside, screen)
    screen.keyboard.press("Space")
    expect(shown).to_have_attribute("data-call", "none", timeout=PATIENCE_MS)
    expect(form.page.locator("[data-order-state=acknowledged]")).to_be_visible(timeout=PATIENCE_MS)
    for step in STEPS:
        expect(screen.locator("[data-settled=true]")).to_be_visible()
        screen.keyboard.press("Enter")
        expect(shown).to_have_attribute("data-state", step, timeout=PATIENCE_MS)
        on_desk = form.page.locator(f"[data-order-state={step}]")
        expect(on_desk).to_be_visible(timeout=PATIENCE_MS)
    expect(beside.locator("main[data-stream=live]")).to_be_visible()
    expect(screen.locator("[data-settled=true]")).to_be_visible()
    screen.keyboard.press("Enter")
    expect(form.page.locator("[data-order-state=completed]")).to_be_visible(timeout=PATIENCE_MS)
    expect(screen.locator("li[data-status=standby]", has_text=nearest["name"])).to_be_visible()


def keep_pictures(desk: Page, beside: Page, screen: Page) -> None:
    """Both windows and the station, just when the order rings."""
    pages = {"call-order": desk, "map-order": beside, "station-order": screen}
    for name, page in pages.items() if is_wanted() else ():
        page.screenshot(path=SCREENS / f"{name}.png")


def shows_every_move(leader: Leader, told: list[Json]) -> None:
    """Every event says who, by which wire and when twice; the numbers of all have no gap."""
    kinds = {event["kind"] for event in told}
    expected = {"order_sent", "order_delivered", "order_acknowledged", "order_completed"}
    assert kinds >= expected | {"incident_opened", "incident_scene_confirmed", "incident_closed"}
    for event in told:
        assert event["actor"], event["kind"]
        assert event["wire"], event["kind"]
        assert event["happened_at"], event["kind"]
        assert event["recorded_at"], event["kind"]
    numbers = list(all_numbers(leader.person))
    assert numbers == list(range(1, len(numbers) + 1))


def all_numbers(person: Person) -> Iterator[int]:
    """The number of every event there is, in order."""
    after = 0
    while after is not None:
        page = person.get(f"/events?after={after}&limit=1000")
        yield from (event["n"] for event in page["events"])
        after = page["next_after"]


def misses_nothing(centre: Centre, token: str) -> None:
    """Follow a stream from its beginning: each message names the one before it."""
    with ThreadPoolExecutor(1) as aside:
        faults = aside.submit(asyncio.run, faults_of(centre, token)).result()
    assert faults == []


async def faults_of(centre: Centre, token: str) -> list[str]:
    """Hear a whole stream; what was missing or came twice."""
    epoch = centre.sign_in("1045").get("/board")["epoch"]
    client = StreamClient(centre.urls, token, epoch, 0, Random(120))
    following = asyncio.create_task(client.run())
    await asyncio.to_thread(until, lambda: client.current_at or client.faults, CURRENT_WITHIN_S)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    assert client.heard
    return client.faults


def station_page(page: Page, centre: Centre, code: str) -> Page:
    """A screen of the station, enrolled by its code, with sound."""
    goto(page, f"{centre.urls[0]}/station")
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_text("待命：没有派车单")).to_be_visible(timeout=PATIENCE_MS)
    return page


def enrolment_code(administrator: Person, vehicle: Json, kind: str) -> str:
    asked = {"station_id": vehicle["station_id"], "kind": kind}
    answer = administrator.post("/devices/enrolments", asked)
    assert answer.is_success, answer.text
    return str(answer.json()["code"])


def graded_and_recommended(leader: Leader, incident_id: str) -> Json:
    """The same, once the incident is graded: that may put another vehicle first."""
    graded = incident_by_id(leader, incident_id)["form"]["priority"] is not None
    return recommended(leader, incident_id) if graded else {}


def recommended(leader: Leader, incident_id: str) -> Json:
    """The first of the list, as a vehicle; empty as long as there is none."""
    ranked = leader.person.get(f"/incidents/{incident_id}/recommendation")["ranked"]
    vehicles = leader.person.get("/vehicles")
    first = ranked[0]["vehicle_id"] if ranked else None
    return next((one for one in vehicles if one["id"] == first), {})


def until_rings(station: Station) -> None:
    got = bytearray()

    def rings() -> bool:
        got.extend(switched(station.relay))
        return heard(station.bell) and RELAY_ON in got

    until(rings)


def incident_of(leader: Leader, call_id: str) -> Json:
    """The incident of a call; empty as long as there is none."""
    incidents: list[Json] = leader.person.get("/board")["incidents"]
    return next((one for one in incidents if call_id in one["calls"]), {})


def incident_by_id(leader: Leader, incident_id: str) -> Json:
    found: Json = leader.person.get(f"/incidents/{incident_id}")
    return found


def order_of(leader: Leader, incident_id: str) -> Json:
    orders: list[Json] = leader.person.get("/board")["orders"]
    return next(one for one in orders if one["incident_id"] == incident_id)
