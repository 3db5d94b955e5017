"""Positions over a real port: uvicorn as the feed runs it, and a client that opens connections.

Traccar forwards in two forms (its documentation, "Position forwarding"): `forward.type=json`, a
body with position and device, and `forward.type=url`, a query made from a template.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

import httpx2
import psycopg
import pytest
import pytest_asyncio
import uvicorn

from dispatch.cli.feed import http_server
from gis.clock import SystemClock
from gis.fleet.http_port import MOST_BODY_BYTES, HttpFeed
from gis.fleet.roll import Roll
from tests.integration.conftest import Database
from tests.integration.positions.conftest import until
from tests.integration.positions.test_stored import ask
from tests.unit.positions.test_http_fixes import FORWARDED

TOKENS = {"AMB01": "first-token", "AMB02": "second-token", "county": "servers-token"}
JSON = {"content-type": "application/json; charset=utf-8"}


@pytest_asyncio.fixture
async def feed(fresh: Database) -> AsyncIterator[tuple[HttpFeed, str]]:
    with psycopg.connect(fresh.owner_dsn, autocommit=True) as connection:
        for device, token in TOKENS.items():
            connection.execute(
                "INSERT INTO dispatch.terminal_token VALUES (%s, %s, now(), '1001')",
                (device, sha256(token.encode()).digest()),
            )
    roll = Roll("county", frozenset({"county"}))
    made = HttpFeed("county", fresh.dsn("gis"), SystemClock(), roll, address="http://127.0.0.1")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(http_server(made, "127.0.0.1", 0))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await until(lambda: server.started and roll.is_read)
        yield made, f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest_asyncio.fixture
async def traccar(feed: tuple[HttpFeed, str]) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=feed[1], trust_env=False) as client:
        yield client


def said(**position: object) -> bytes:
    """What Traccar puts into a body, of now."""
    told: dict[str, Any] = json.loads(json.dumps(FORWARDED))
    at = f"{SystemClock().now():%Y-%m-%dT%H:%M:%S.000+00:00}"
    told["position"] |= {"fixTime": at, "deviceTime": at, "serverTime": at} | position
    return json.dumps(told, ensure_ascii=False).encode()


def asked(**more: str) -> Mapping[str, str]:
    """What Traccar puts into a template: id={uniqueId}&timestamp={fixTime}&lat={latitude}&…"""
    at_ms = f"{SystemClock().now().timestamp() * 1000:.0f}"
    place = {"lat": "33.6", "lon": "119.03", "speed": "20.0", "bearing": "90.0"}
    return {"id": "AMB02", "timestamp": at_ms, "valid": "true"} | place | more


def stored(database: Database) -> list[tuple[object, ...]]:
    return ask(database, "SELECT device, lon, speed_kmh::int FROM gis.fix ORDER BY device, lon")


@pytest.mark.mission("A44")
async def test_both_of_traccars_forms_come_over_a_real_port_into_the_track_and_onto_the_map(
    traccar: httpx2.AsyncClient, fresh: Database
) -> None:
    answers = [
        await traccar.post("/servers-token", content=said(), headers=JSON),
        await traccar.get("/servers-token", params=asked()),
    ]
    assert [one.status_code for one in answers] == [200, 200]
    await until(lambda: len(stored(fresh)) == 2)
    assert stored(fresh) == [("AMB01", 119.03, 37), ("AMB02", 119.03, 37)]
    shown = ask(fresh, "SELECT device, feed FROM gis.fleet_latest ORDER BY device")
    assert shown == [("AMB01", "county"), ("AMB02", "county")]


async def test_what_is_sent_again_is_answered_well_and_kept_once(
    traccar: httpx2.AsyncClient, feed: tuple[HttpFeed, str], fresh: Database
) -> None:
    body = said()
    answers = [await traccar.post("/servers-token", content=body, headers=JSON) for _ in range(3)]
    last = await traccar.post("/servers-token", content=said(longitude=119.031), headers=JSON)
    assert [one.status_code for one in (*answers, last)] == [200] * 4
    await until(lambda: len(stored(fresh)) == 2)
    assert feed[0].picture.refused["repeated"] == 2


@pytest.mark.parametrize(
    ("token", "body", "status"),
    [
        ("servers-token", b"{" + b" " * MOST_BODY_BYTES, 413),
        ("servers-token", b'{"position": ', 400),
        ("servers-token", b'{"position": {}, "device": {}}', 400),
        ("servers-token", b"\xff\xfe\x00", 400),
        ("wrong-token", b'{"position": {}}', 401),
        ("first-token", b"[" * 9000, 400),
    ],
)
async def test_a_bad_body_is_refused_and_the_next_on_the_same_connection_is_heard(
    traccar: httpx2.AsyncClient, fresh: Database, token: str, body: bytes, status: int
) -> None:
    refused = await traccar.post(f"/{token}", content=body, headers=JSON)
    heard = await traccar.post("/servers-token", content=said(), headers=JSON)
    assert (refused.status_code, heard.status_code) == (status, 200)
    assert refused.content == b""
    await until(lambda: len(stored(fresh)) == 1)


async def test_a_body_that_is_neither_form_nor_json_is_refused_not_taken_for_a_sign_of_life(
    traccar: httpx2.AsyncClient, feed: tuple[HttpFeed, str]
) -> None:
    plain = {"content-type": "text/plain"}
    refused = await traccar.post("/first-token", content=b"here I am", headers=plain)
    blank = await traccar.post("/servers-token", content=b"\r\n " + said(), headers=plain)
    assert (refused.status_code, blank.status_code) == (400, 200)
    assert (feed[0].state().counts["fields"], feed[0].state().counts["fixes"]) == (1, 1)


async def test_a_server_speaks_for_no_vehicle_without_a_token_of_its_own(
    traccar: httpx2.AsyncClient, fresh: Database
) -> None:
    told = json.loads(said())
    told["device"]["uniqueId"] = "AMB99"
    answer = await traccar.post("/servers-token", content=json.dumps(told), headers=JSON)
    assert answer.status_code == 403
    await until(lambda: ask(fresh, "SELECT device, why FROM gis.unknown_terminal"))
    listed = ask(fresh, "SELECT device, why FROM gis.unknown_terminal")
    assert listed == [("AMB99", "unknown_device")]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET /servers-token?id=\xff\xfe HTTP/1.1\r\nhost: centre\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nhost: centre\r\n\r\n",
        b"POST /servers-token HTTP/1.1\r\nhost: centre\r\ncontent-length: 99999\r\n\r\n{",
    ],
)
async def test_what_is_no_http_or_breaks_off_ends_its_own_connection_alone(
    traccar: httpx2.AsyncClient, feed: tuple[HttpFeed, str], raw: bytes
) -> None:
    host, _, port = feed[1].removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(raw)
    writer.write_eof()
    with suppress(ConnectionError):
        assert not (await reader.read()).startswith(b"HTTP/1.1 200")
    writer.close()
    heard = await traccar.post("/servers-token", content=said(), headers=JSON)
    assert heard.status_code == 200
