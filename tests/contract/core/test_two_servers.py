"""Two servers, one truth: a client resumes on either and misses nothing."""

import threading
from uuid import uuid4

import httpx2
import pytest

from tests.centre import Centre, until
from tests.contract.core.stream_client import StreamClient
from tests.contract.seating import sit_down

TURNS = 12


def in_turn(centre: Centre, staff_number: str, seat: int, stop: threading.Event) -> list[str]:
    """Change a seat's state again and again over whichever server answers, each once by its key."""
    done: list[str] = []
    person = centre.sign_in(staff_number)
    reasons = ("break", "meal", "meeting", "training")
    while not stop.is_set():
        key, body = str(uuid4()), {"reason": reasons[len(done) % len(reasons)]}
        until(lambda: _busy(centre, person.session["token"], seat, key, body))  # noqa: B023
        done.append(key)
    return done


def _busy(centre: Centre, token: str, seat: int, key: str, body: dict[str, str]) -> bool:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    for url in centre.urls:
        try:
            path = f"{url}/api/v1/seats/{seat}/busy"
            answer = httpx2.post(path, json=body, headers=headers, timeout=3.0)
        except httpx2.HTTPError:
            continue
        if answer.status_code == 200:
            return True
    return False


@pytest.mark.mission("A41", "A28")
@pytest.mark.parametrize("victim", [0, 1])
def test_a_client_resumes_on_the_other_server_after_a_kill(centre: Centre, victim: int):
    taker, watcher = ("1027", "1031") if victim == 0 else ("1045", "2003")
    seat = sit_down(centre.sign_in(taker))
    client = StreamClient(centre.sign_in(watcher), (*centre.urls[victim:], *centre.urls[:victim]))
    client.take_snapshot()
    stop, done = threading.Event(), []
    writer = threading.Thread(target=lambda: done.extend(in_turn(centre, taker, seat, stop)))
    writer.start()
    try:
        client.listen(lambda one: len(one.heard) >= TURNS)
        centre.kill(centre.settings.boot.servers[victim].name)
        client.listen(lambda one: len(one.servers) > 1 and len(one.heard) >= 3 * TURNS)
    finally:
        stop.set()
        writer.join(60)
    client.listen(lambda one: one.watermark == one.last and _keys(one) >= set(done))
    numbers = [event["n"] for event in client.heard]
    assert len(set(client.servers[:2])) == 2
    assert numbers == sorted(set(numbers))
    until(centre.is_ready, 60)


def _keys(client: StreamClient) -> set[str]:
    return {event["command_key"] for event in client.heard if event.get("command_key")}


def test_a_person_has_one_session_and_the_old_page_is_told(centre: Centre):
    first = centre.sign_in("3001", server=0)
    second = centre.sign_in("3001", server=1)
    assert first.http.get("/api/v1/session").status_code == 401
    assert second.get("/session")["staff_number"] == "3001"


def test_a_token_of_one_server_holds_on_the_other(centre: Centre):
    person = centre.sign_in("9001", server=0)
    answer = httpx2.get(
        f"{centre.urls[1]}/api/v1/session",
        headers={"Authorization": person.http.headers["Authorization"]},
    )
    assert answer.json()["staff_number"] == "9001"
