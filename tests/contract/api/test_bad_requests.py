"""HTTP clients that break the rules: a clear refusal, and everybody else is served."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from dispatch.api.request_id import LARGEST_BODY_BYTES
from tests.centre import Centre, Person
from tests.contract.api.answers import Answer

SLOW_CLIENTS = 60
OUTSIDE = (
    "/assets/../index.html",
    "/assets/..%2f..%2f..%2fpyproject.toml",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets//etc/passwd",
    "/assets/%00",
    "/assets/..%5c..%5cboot.toml",
    "/media/recordings/../../boot.toml",
    "/media/recordings/..%2f..%2fboot.toml",
    "/media/recordings/%2e%2e%2fboot.flac?expires=1&signature=x",
    "/media/recordings/a.flac?expires=99999999999&signature=",
    "/media/recordings/a.flac?expires=%00&signature=%ff",
    "/nowhere",
)


@pytest.fixture
def leader(centre: Centre) -> Person:
    return centre.sign_in("2003")


def ask(centre: Centre, method: str, path: str, **sent: object) -> Answer:
    """Ask with a path that nothing tidies up."""
    at = urlsplit(centre.urls[0])
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=30)
    try:
        connection.request(method, path, **sent)  # type: ignore[arg-type]
        answer = connection.getresponse()
        media_type = answer.headers.get("content-type", "")
        return Answer("nobody", path, answer.status, media_type, answer.read(), f"{method} {path}")
    finally:
        connection.close()


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_the_folders_that_are_served(centre: Centre, path: str):
    answer = ask(centre, "GET", path)
    assert answer.fault is None
    assert answer.status in {403, 404, 422}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/api/v1/board", "/api/v1/session/reauthentication", "/live"])
def test_a_wrong_method_is_refused(centre: Centre, method: str, path: str):
    answer = ask(centre, method, path)
    assert (answer.status, answer.fault) == (405, None)


def test_a_key_that_comes_with_another_body_is_refused(leader: Person):
    headers = {"Idempotency-Key": str(uuid4())}
    asked = {"number": "13805276621", "reason": "家属来电核实"}
    first = leader.http.post("/api/v1/subscribers/look-up", json=asked, headers=headers)
    other = leader.http.post(
        "/api/v1/subscribers/look-up", json=asked | {"reason": "别的"}, headers=headers
    )
    again = leader.http.post("/api/v1/subscribers/look-up", json=asked, headers=headers)
    assert (first.status_code, other.status_code, again.status_code) == (200, 422, 200)
    assert other.json()["code"] == "key_reused"


def test_a_key_of_another_person_is_refused(centre: Centre, leader: Person):
    headers = {"Idempotency-Key": str(uuid4())}
    asked = {"number": "13805276621", "reason": "家属来电核实"}
    taker = centre.sign_in("1031")
    answers = [
        person.http.post("/api/v1/subscribers/look-up", json=asked, headers=headers).status_code
        for person in (leader, taker)
    ]
    assert answers == [200, 422]


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_above_the_bound_is_refused(centre: Centre, leader: Person, *, declared: bool):
    body: bytes | Iterator[bytes] = b"x" * (LARGEST_BODY_BYTES + 1)
    headers = {
        "Authorization": leader.http.headers["Authorization"],
        "Idempotency-Key": str(uuid4()),
        "Content-Type": "application/json",
    }
    sent = body if declared else iter([body])
    answer = ask(centre, "POST", "/api/v1/subscribers/look-up", body=sent, headers=headers)
    assert (answer.status, answer.fault) == (413, None)


def test_slow_bodies_are_given_up_and_hold_nobody_up(centre: Centre, leader: Person):
    at = urlsplit(centre.urls[0])
    head = (
        f"POST /api/v1/subscribers/look-up HTTP/1.1\r\nHost: {at.netloc}\r\n"
        f"Authorization: {leader.http.headers['Authorization']}\r\n"
        f"Idempotency-Key: {uuid4()}\r\nContent-Type: application/json\r\n"
        'Content-Length: 500\r\n\r\n{"number"'
    )
    with ExitStack() as stack:
        slow = [
            stack.enter_context(socket.create_connection((at.hostname, at.port), timeout=30))
            for _ in range(SLOW_CLIENTS)
        ]
        for one in slow:
            one.sendall(head.encode())
        assert leader.get("/board")["you"]["staff_number"] == "2003"
        assert {one.recv(12) for one in slow} == {b"HTTP/1.1 408"}


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01" * 50, b"GET /\r\n\r\n", b"\x00" * 500])
def test_bytes_that_are_no_http_are_answered_or_closed(centre: Centre, garbage: bytes):
    at = urlsplit(centre.urls[0])
    with socket.create_connection((at.hostname, at.port), timeout=15) as client:
        client.sendall(garbage)
        assert client.recv(12) in {b"", b"HTTP/1.1 400"}
    assert ask(centre, "GET", "/live").status == 200
