"""Each part killed in mid run: what a desk and a station saw and heard, and found afterwards."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Locator, Route, expect
from websockets.sync.client import connect

from dispatch.bench.fleet_at_work import line_of, wait_until_heard
from dispatch.bench.station import Station, answered
from gis.datum import Wgs84
from tests.centre import Centre, Person, until
from tests.e2e.call_form import Form
from tests.e2e.desk import PATIENCE_MS, Desk
from tests.e2e.evidence import KillMatrix, Observation
from tests.e2e.leader import Json, Leader
from tests.e2e.test_kill_matrix import no_gap
from tests.e2e.test_the_whole_chain import enrolment_code, recommended, until_rings

FEED = "feed-serial-1"
SERVER_B = 1
MESSAGES_AT_MOST = 50
BACK_WITHIN_S = 60.0
AGE = re.compile(r"定位 (\d+) 秒前")
KEPT = ("lon", "lat", "fixed_at", "feed")
WHOLE_RUN = [
    "order_sent",
    "order_delivered",
    "order_acknowledged",
    "order_stamped",
    "order_stamped",
    "order_completed",
]


@pytest.fixture(scope="session")
def matrix() -> Iterator[KillMatrix]:
    made = KillMatrix("tests/e2e/test_kill_matrix_of_orders.py", "kill-matrix-of-orders")
    yield made
    made.write()


@pytest.fixture
def leader(centre: Centre) -> Leader:
    """The shift leader at server B, which no test here kills."""
    return Leader(centre.sign_in("2003", SERVER_B))


@dataclass(frozen=True, slots=True)
class Run:
    """An incident whose best vehicle stands at a station with its program.

    Args:
        crew: The station's device, at server B.
    """

    form: Form
    leader: Leader
    incident_id: str
    vehicle: Json
    station: Station
    crew: Person

    def send(self) -> None:
        """Press the key, and wait until the bell rings."""
        self.form.press("F9")
        expect(self.form.orders).to_have_count(1, timeout=PATIENCE_MS)
        until_rings(self.station)

    def order(self) -> Json:
        """The one order that there is."""
        orders: list[Json] = self.leader.person.get("/board")["orders"]
        (order,) = (one for one in orders if one["incident_id"] == self.incident_id)
        return order

    def recommendation(self) -> Json:
        found: Json = self.leader.person.get(f"/incidents/{self.incident_id}/recommendation")
        return found

    def take(self) -> None:
        """Somebody at the station takes the order, once the desk shows that it is there."""
        self.shows("delivered")
        self._tell("acknowledge", {"revision": 1, "name": "王强"})

    def reach(self, milestone: str) -> None:
        """The crew reaches a milestone, and the desk shows it."""
        self._tell("stamp", {"milestone": milestone})
        self.shows(milestone)

    def shows(self, state: str) -> None:
        shown = self.form.page.locator(f"[data-order-state={state}]")
        expect(shown).to_be_visible(timeout=PATIENCE_MS)

    def prints(self) -> list[tuple[str, int]]:
        """What lies in the print folder, and when it was put there."""
        return [(one.name, one.stat().st_mtime_ns) for one in self.station.prints.glob("*")]

    def _tell(self, verb: str, asked: dict[str, Any]) -> None:
        answered(self.crew, f"/station/orders/{self.order()['id']}/{verb}", asked)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """The machine of a station, with a pipe for a loudspeaker."""
    made = Station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def run(desk: Desk, leader: Leader, centre: Centre, station: Station) -> Run:
    """李敏 has opened an incident and taken its place; nothing is sent yet."""
    form = Form(desk)
    number = form.open_by_hand()
    form.take_place(leader.person.get("/hospitals")[0]["name"])
    form.is_ready()
    incidents = leader.person.get("/board")["incidents"]
    incident = next(one for one in incidents if one["number"].endswith(f"-{number}"))
    vehicle = until(lambda: recommended(leader, incident["id"]))
    code = enrolment_code(centre.sign_in("9001"), vehicle, "client")
    station.enrol(centre, code, "分站程序")
    return Run(form, leader, incident["id"], vehicle, station, crew_of(station, centre))


def test_the_feed(run: Run, centre: Centre, matrix: KillMatrix):
    seen, lamp = matrix.victim("feed"), run.form.desk.lamp("feed:serial-1")
    told = at_the_scene(run)
    with run.station.running(), line_of(centre) as line:
        run.send()
        run.take()
        wait_until_heard(line, told, lambda: is_well(lamp) and bool(sees_vehicle(centre, run)))
        seen.killed()
        centre.kill_for_good(FEED)
        expect(lamp).to_have_attribute("data-state", "failed", timeout=PATIENCE_MS)
        before = sees_vehicle(centre, run)
        seen.until("the page says so")
        seen.saw.append(lamp.inner_text())
        run.reach("departed")
        after = sees_vehicle(centre, run)
        assert [after[name] for name in KEPT] == [before[name] for name in KEPT]
        assert after["age_s"] > before["age_s"]
        why = run.form.page.locator(".vehicles [data-vehicle] .why").first
        until(lambda: age_s(why) >= int(after["age_s"]))
        seen.saw.append(why.inner_text())
        seen.found.append("the last position, kept, with the age that it has")
        centre.start(FEED)
        wait_until_heard(line, told, lambda: is_newer(sees_vehicle(centre, run), after))
        dead = centre.kill(FEED)
        seen.killed()
        until(lambda: centre.pid(FEED) != dead)
        last = sees_vehicle(centre, run)
        wait_until_heard(line, told, lambda: is_newer(sees_vehicle(centre, run), last))
        seen.until("killed once more: by itself, newer positions")
        wait_until_heard(line, told, lambda: is_well(lamp))
        ends_well(run, seen)


def test_the_roads(run: Run, centre: Centre, matrix: KillMatrix):
    seen, lamp = matrix.victim("roads"), run.form.desk.lamp("roads")
    panel = run.form.page.get_by_role("region", name="推荐车辆")
    warning = panel.locator(".warning", has_text="路网不可用")
    with run.station.running():
        run.send()
        run.take()
        assert run.recommendation()["mode"] == "road"
        seen.killed()
        centre.kill_for_good("roads")
        assert run.recommendation()["mode"] == "straight_line"
        seen.until("the next recommendation, by straight lines")
        expect(lamp).to_have_attribute("data-state", "failed", timeout=PATIENCE_MS)
        seen.until("the page says so")
        run.reach("departed")
        expect(warning).to_be_visible(timeout=PATIENCE_MS)
        seen.saw += [lamp.inner_text(), warning.inner_text()]
        centre.start("roads")
        until(lambda: is_well(lamp), BACK_WITHIN_S)
        dead = centre.kill("roads")
        seen.killed()
        until(lambda: centre.pid("roads") != dead)
        until(lambda: run.recommendation()["mode"] == "road", BACK_WITHIN_S)
        seen.until("killed once more: by itself, times by road")
        ends_well(run, seen)
        expect(warning).to_have_count(0, timeout=PATIENCE_MS)


@pytest.mark.mission("A41")
def test_the_station_program(run: Run, matrix: KillMatrix):
    seen = matrix.victim("station program")
    with run.station.running() as client:
        run.send()
        (printed,) = until(run.prints)
        seen.killed()
        client.kill()
        client.wait(10)
    late = run.form.page.locator(".order.overdue")
    expect(late).to_contain_text("超时未接单", timeout=PATIENCE_MS)
    expect(run.form.desk.message).to_contain_text("未接单", timeout=PATIENCE_MS)
    seen.until("the page says so")
    seen.saw += [late.locator(".taken").inner_text(), first_line(run.form.desk.message)]
    with run.station.running():
        until_rings(run.station)
        seen.until("it rings again")
        seen.heard.append("the bell, at once when the program was there again")
        run.take()
        ends_well(run, seen)
        assert run.prints() == [printed]
        seen.found.append("one print")


@pytest.mark.mission("A12", "A41")
def test_server_a_when_it_has_sent_and_not_answered(run: Run, centre: Centre, matrix: KillMatrix):
    seen, page, answers = matrix.victim("server A, sending"), run.form.page, list[int]()

    def lose_answer(route: Route) -> None:
        answers.append(route.fetch().status)
        seen.killed()
        centre.kill("server-1")
        route.abort()

    page.route(f"{centre.urls[0]}/api/v1/incidents/*/orders", lose_answer, times=1)
    with run.station.running():
        run.send()
        seen.until("the order on the page, the bell at the station")
        assert answers == [200]
        seen.heard.append("the bell, once")
        moved = run.form.desk.message
        expect(moved).to_contain_text("已切换到 server-2", timeout=PATIENCE_MS)
        seen.saw.append(first_line(moved))
        run.take()
        ends_well(run, seen)
    assert len(run.prints()) == 1
    seen.found.append("one order and one print")


def at_the_scene(run: Run) -> list[tuple[str, Wgs84]]:
    """The two best vehicles of the list, each where the incident is."""
    best = {one["name"] for one in run.recommendation()["ranked"][:2]}
    scene = run.leader.person.get(f"/incidents/{run.incident_id}")["scene"]["point"]
    point = Wgs84(scene["lon"], scene["lat"])
    vehicles = run.leader.person.get("/vehicles")
    return [(one["tracker"], point) for one in vehicles if one["name"] in best]


def age_s(why: Locator) -> int:
    """How old the desk is told that a position is."""
    told = AGE.search(why.inner_text())
    return int(told[1]) if told else -1


def is_well(lamp: Locator) -> bool:
    return lamp.get_attribute("data-state") == "well"


def sees_vehicle(centre: Centre, run: Run) -> Json:
    """Where somebody who begins to watch now sees the vehicle; empty when it was never heard."""
    person = run.leader.person
    board = person.get("/board")
    hello = {
        "type": "hello",
        "token": person.session["token"],
        "protocol_version": 1,
        "after": {"epoch": board["epoch"], "n": board["last"]},
    }
    address = centre.urls[SERVER_B].replace("http", "ws", 1) + "/api/v1/stream"
    with connect(address, open_timeout=5) as socket:
        socket.send(json.dumps(hello))
        socket.send(json.dumps({"type": "watch_positions", "watch": True}))
        messages = (json.loads(socket.recv(timeout=5)) for _ in range(MESSAGES_AT_MOST))
        told: list[Json] = next(one["positions"] for one in messages if "positions" in one)
    return next((one for one in told if one["device"] == run.vehicle["tracker"]), {})


def first_line(message: Locator) -> str:
    return message.inner_text().splitlines()[0]


def is_newer(position: Json, than: Json) -> bool:
    return bool(position["fixed_at"] > than["fixed_at"])


def crew_of(station: Station, centre: Centre) -> Person:
    """Whoever acts at the station, as its device."""
    token = json.loads((station.state / "device.json").read_text())["token"]
    headers = {"Authorization": f"Bearer {token}"}
    http = httpx2.Client(base_url=centre.urls[SERVER_B], timeout=10.0, headers=headers)
    centre.clients.append(http)
    return Person(http, {})


def ends_well(run: Run, seen: Observation) -> None:
    """The run goes to its end; every event of the one order is there, once."""
    for milestone in ("departed", "arrived", "completed"):
        run.reach(milestone)
    order = run.order()
    assert (order["state"], order["acknowledged_by"]) == ("completed", "王强")
    told = [one["kind"] for one in run.leader.events() if is_about(one, order["id"])]
    assert [one for one in told if one != "order_overdue"] == WHOLE_RUN
    seen.found.append(f"the order {order['state']}; its events: {', '.join(told)}")
    no_gap(run.leader, seen)


def is_about(event: Json, order_id: str) -> bool:
    return bool((event["payload"].get("order") or {}).get("id") == order_id)
