"""A station's real program beside a real centre: rings, prints, tells, and outlives kills."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from dispatch.bench.station import (
    CLIENT,
    RELAY_OFF,
    RELAY_ON,
    Ground,
    Station,
    heard,
    make_ground,
    switched,
)
from tests.centre import Centre, until

LOUD_WITHIN_S = 30.0


@pytest.fixture(scope="session")
def ground(centre: Centre) -> Ground:
    return make_ground(centre, f"C{uuid4().hex[:6].upper()}")


@pytest.fixture
def station(centre: Centre, ground: Ground, tmp_path: Path) -> Iterator[Station]:
    made = Station(tmp_path)
    made.enrol(centre, ground.enrolment_code(), f"终端 {tmp_path.name}")
    yield made
    made.close()


@pytest.fixture
def incident(ground: Ground, request: pytest.FixtureRequest) -> str:
    return ground.open_incident(f"{uuid4().hex} 路 {request.node.name[:60]}")


def order_of(ground: Ground, order: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = ground.desk.get(f"/orders/{order['id']}")
    return found


def prints(station: Station) -> list[str]:
    return sorted(path.name for path in station.prints.glob("*"))


def device_of(ground: Ground, station: Station) -> dict[str, Any]:
    own = json.loads((station.state / "device.json").read_text())
    devices = ground.administrator.get("/devices")
    return next(one for one in devices if one["id"] == own["id"])


def status_of(station: Station) -> dict[str, Any]:
    words = (CLIENT, "status", "--state", station.state)
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def until_rings(station: Station) -> None:
    got = bytearray()

    def rings() -> bool:
        got.extend(switched(station.relay))
        return heard(station.bell) and RELAY_ON in got

    until(rings)


def until_silent(station: Station) -> None:
    def silent() -> bool:
        heard(station.bell)
        return switched(station.relay).endswith(RELAY_OFF)

    until(silent)


@pytest.mark.mission("A36", "A50")
def test_an_order_rings_is_printed_and_known_as_delivered(
    ground: Ground, station: Station, incident: str
):
    with station.running():
        until(lambda: device_of(ground, station)["bell"] == "ok")
        sent = ground.send(incident)
        until_rings(station)
        until(lambda: order_of(ground, sent)["state"] == "delivered")
        until(lambda: prints(station) == [f"{sent['number']}-r1.pdf"])
        assert (station.prints / prints(station)[0]).read_bytes().startswith(b"%PDF-")
        until(lambda: device_of(ground, station)["sounding"])
        ground.complete(sent["id"])
        until_silent(station)
    events = ground.desk.get(f"/incidents/{incident}/story")["events"]
    delivered = next(one for one in events if one["kind"] == "order_delivered")
    assert (delivered["wire"], delivered["actor"].partition(":")[0]) == ("station", "device")


def test_a_changed_place_rings_again_and_is_printed_as_a_revision(
    ground: Ground, station: Station, incident: str
):
    with station.running():
        sent = ground.send(incident)
        until_rings(station)
        ground.desk.post(f"/orders/{sent['id']}/acknowledge", {"revision": 1})
        until_silent(station)
        ground.place(incident, f"{uuid4().hex} 路改")
        until_rings(station)
        until(lambda: f"{sent['number']}-r2.pdf" in prints(station))
        ground.desk.post(f"/orders/{sent['id']}/acknowledge", {"revision": 2})
        until_silent(station)
        ground.complete(sent["id"])


@pytest.mark.mission("A41")
def test_a_client_killed_in_mid_order_rings_on_and_tells_nothing_twice(
    ground: Ground, station: Station, incident: str
):
    with station.running() as client:
        until(lambda: device_of(ground, station)["bell"] == "ok")
        sent = ground.send(incident)
        until_rings(station)
        client.kill()
        client.wait(10)
    with station.running():
        until_rings(station)
        until(lambda: order_of(ground, sent)["state"] == "delivered")
        until(lambda: prints(station) == [f"{sent['number']}-r1.pdf"])
        until(lambda: status_of(station).get("undelivered") == 0)
        ground.complete(sent["id"])
        until_silent(station)
    events = ground.desk.get(f"/incidents/{incident}/story")["events"]
    assert [one["kind"] for one in events].count("order_delivered") == 1


def test_an_order_taken_back_while_the_client_was_dead_is_heard_when_it_lives(
    ground: Ground, station: Station, incident: str
):
    with station.running() as client:
        sent = ground.send(incident)
        until(lambda: order_of(ground, sent)["state"] == "delivered")
        client.kill()
        client.wait(10)
    ground.desk.post(f"/orders/{sent['id']}/cancel", {"reason": "caller_withdrew"})
    with station.running():
        until(lambda: status_of(station).get("sounding") == "cancelled")


def test_the_other_server_is_taken_at_once_and_the_next_order_rings(
    centre: Centre, ground: Ground, station: Station, incident: str
):
    with station.running():
        until(lambda: status_of(station).get("server"))
        used = status_of(station)["server"]
        name = next(one.name for one in centre.settings.boot.servers if one.url == used)
        centre.kill(name)
        until(lambda: status_of(station).get("server") != used)
        sent = _sent_over_whichever_lives(centre, ground, incident)
        until_rings(station)
        until(centre.is_ready, 60)
        ground.complete(sent)


def _sent_over_whichever_lives(centre: Centre, ground: Ground, incident: str) -> str:
    headers = {
        "Authorization": ground.desk.http.headers["Authorization"],
        "Idempotency-Key": str(uuid4()),
    }
    asked = {"vehicle_ids": [ground.vehicle_id]}

    def sent() -> str | None:
        for url in centre.urls:
            try:
                path = f"{url}/api/v1/incidents/{incident}/orders"
                answer = httpx2.post(path, json=asked, headers=headers, timeout=5.0)
            except httpx2.HTTPError:
                continue
            if answer.is_success:
                return str(answer.json()["orders"][0]["id"])
        return None

    return str(until(sent))


def test_a_bell_that_nobody_hears_is_told_to_the_centre(ground: Ground, station: Station):
    with station.running():
        until(lambda: device_of(ground, station)["bell"] == "ok")
    (station.prints.parent / "bell.fifo").unlink()
    (station.prints.parent / "bell.fifo").mkdir()
    with station.running():
        until(lambda: device_of(ground, station)["bell"] == "failed")


def test_a_code_holds_once_and_a_device_that_was_revoked_is_shut_out(
    centre: Centre, ground: Ground, station: Station, tmp_path: Path
):
    code = ground.enrolment_code()
    other = tmp_path / "other"
    other.mkdir()
    Station(other).enrol(centre, code, "终端 02")
    words = (CLIENT, "enrol", "--server", centre.urls[0], "--code", code, "--state", tmp_path / "x")
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, "[enrolment_refused]" in done.stderr) == (2, True)
    with station.running():
        until(lambda: status_of(station).get("server"))
        token = json.loads((station.state / "device.json").read_text())["token"]
        own = device_of(ground, station)["id"]
        ground.administrator.post("/session/reauthentication", {"password": centre.password})
        answer = ground.administrator.http.delete(
            f"/api/v1/devices/{own}", headers={"Idempotency-Key": str(uuid4())}
        )
        assert answer.status_code == 204, answer.text
        until(lambda: "device_revoked" in station.log())
    assert token not in station.log()


def test_no_centre_for_ten_seconds_is_loud(station: Station, tmp_path: Path):
    device = json.loads((station.state / "device.json").read_text())
    (station.state / "device.json").write_text(
        json.dumps(device | {"servers": ["http://127.0.0.1:9", "http://127.0.0.2:9"]})
    )
    with station.running() as client:
        until(lambda: status_of(station).get("sounding") == "away", LOUD_WITHIN_S)
        assert status_of(station)["centre"] == "not_reachable"
        until(lambda: heard(station.bell))
        os.kill(client.pid, signal.SIGTERM)
        assert client.wait(10) == 0
