"""Telephones and other servers tell positions over HTTP, and strangers do not."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from hashlib import sha256

import httpx2
import psycopg
import pytest
import pytest_asyncio

from gis.clock import SystemClock
from gis.fleet import http_port
from gis.fleet.emergencies import Emergencies
from gis.fleet.http_port import MOST_BODY_BYTES, HttpFeed, create_http_app
from gis.fleet.roll import Roll
from tests.integration.conftest import Database
from tests.integration.positions.conftest import until
from tests.integration.positions.test_stored import ask
from tests.unit.positions.test_http_fixes import CLIENT, FORWARDED

TOKENS = {"AMB01": "first-token", "AMB02": "second-token", "traccar": "servers-token"}


@pytest_asyncio.fixture
async def feed(fresh: Database) -> AsyncIterator[HttpFeed]:
    with psycopg.connect(fresh.owner_dsn, autocommit=True) as connection:
        for device, token in TOKENS.items():
            connection.execute(
                "INSERT INTO dispatch.terminal_token VALUES (%s, %s, now(), '1001')",
                (device, sha256(token.encode()).digest()),
            )
    roll = Roll("http-1", frozenset({"traccar"}))
    made = HttpFeed("http-1", fresh.dsn("gis"), SystemClock(), roll, address="http://test")
    task = asyncio.create_task(made.run())
    await until(lambda: roll.is_read)
    yield made
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@pytest_asyncio.fixture
async def terminal(feed: HttpFeed) -> AsyncIterator[httpx2.AsyncClient]:
    app = httpx2.ASGITransport(app=create_http_app(feed))
    async with httpx2.AsyncClient(transport=app, base_url="http://test") as client:
        yield client


def _query(device: str = "AMB01", **more: str) -> dict[str, str]:
    at = f"{SystemClock().now().timestamp():.0f}"
    told = {"id": device, "lat": "33.6", "lon": "119.03", "timestamp": at, "speed": "0"}
    return told | more


def _now(said: Mapping[str, object]) -> bytes:
    text = json.dumps(said)
    return text.replace("2026-11-22T06:15:30", f"{SystemClock().now():%Y-%m-%dT%H:%M:%S}").encode()


@pytest.mark.mission("A44")
async def test_a_telephone_is_let_in_by_the_token_of_its_address_and_its_track_is_kept(
    terminal: httpx2.AsyncClient, fresh: Database
) -> None:
    answer = await terminal.get("/first-token", params=_query())
    assert answer.status_code == 200
    await until(lambda: ask(fresh, "SELECT 1 FROM gis.fleet_latest"))
    assert ask(fresh, "SELECT device, feed FROM gis.fleet_latest") == [("AMB01", "http-1")]
    await until(lambda: ask(fresh, "SELECT 1 FROM gis.fleet_source"))


async def test_every_way_to_tell_is_understood(
    terminal: httpx2.AsyncClient, feed: HttpFeed
) -> None:
    answers = [
        await terminal.get("/", params=_query(token="first-token")),
        await terminal.post("/second-token/", params=_query("AMB02")),
        await terminal.post("/second-token", data=_query("AMB02", lat="33.6001")),
        await terminal.post("/first-token", content=_now(CLIENT)),
        await terminal.post("/servers-token", content=_now(FORWARDED)),
    ]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert {fix.device for fix in feed.picture.latest} == {"AMB01", "AMB02"}


async def test_strangers_are_refused_and_listed_and_their_token_is_not(
    terminal: httpx2.AsyncClient, fresh: Database, feed: HttpFeed
) -> None:
    answers = [
        await terminal.get("/wrong-token", params=_query("AMB09")),
        await terminal.get("/first-token", params=_query("AMB02")),
        await terminal.get("/servers-token", params=_query("AMB03")),
    ]
    assert [answer.status_code for answer in answers] == [401, 403, 403]
    assert feed.picture.latest == []
    await until(lambda: len(ask(fresh, "SELECT 1 FROM gis.unknown_terminal")) == 3)
    listed = ask(fresh, "SELECT device, why FROM gis.unknown_terminal ORDER BY device")
    assert listed == [
        ("AMB02", "unknown_device"),
        ("AMB03", "unknown_device"),
        ("AMB09", "wrong_token"),
    ]


async def test_a_body_without_end_is_cut_and_one_that_is_no_position_is_refused(
    terminal: httpx2.AsyncClient, feed: HttpFeed
) -> None:
    long = await terminal.post("/first-token", content=b"{" + b" " * MOST_BODY_BYTES)
    wrong = await terminal.post("/first-token", content=b"{}")
    swapped = await terminal.get("/first-token", params=_query(lat="119.03", lon="33.6"))
    assert [long.status_code, wrong.status_code, swapped.status_code] == [413, 400, 400]
    assert (feed.state().counts["json"], feed.state().counts["swapped"]) == (1, 1)


async def test_a_terminal_that_floods_is_told_to_wait_and_harms_no_other(
    terminal: httpx2.AsyncClient,
) -> None:
    answers = [await terminal.get("/first-token", params=_query()) for _ in range(160)]
    assert answers[-1].status_code == 429
    assert (await terminal.get("/second-token", params=_query("AMB02"))).status_code == 200


async def test_a_fix_that_is_not_believed_is_answered_so_that_it_does_not_come_for_ever(
    terminal: httpx2.AsyncClient, feed: HttpFeed
) -> None:
    answer = await terminal.get("/first-token", params=_query(lat="0", lon="0"))
    assert answer.status_code == 200
    assert feed.picture.refused == {"zero_island": 1}


async def test_the_last_bytes_that_a_technician_reads_hold_no_token(
    terminal: httpx2.AsyncClient, feed: HttpFeed
) -> None:
    await terminal.get("/", params=_query(token="first-token"))
    assert b"first-token" not in bytes.fromhex(str(feed.state().port["last"]))


KEYS = "SELECT device, gone_at IS NULL FROM gis.terminal_emergency ORDER BY raised_at"


@pytest.mark.mission("A44")
@pytest.mark.parametrize("lat", ["33.6", "no place"])
async def test_a_call_for_help_is_stored_before_its_answer_also_without_a_place(
    terminal: httpx2.AsyncClient, feed: HttpFeed, fresh: Database, lat: str
) -> None:
    await until(lambda: feed.emergencies.knows)
    await terminal.get("/first-token", params=_query(alarm="sos", lat=lat))
    assert ask(fresh, KEYS) == [("AMB01", True)]
    await terminal.get("/first-token", params=_query(alarm="sos", lat=lat))
    assert ask(fresh, KEYS) == [("AMB01", True)]


async def test_a_later_position_without_it_says_that_the_key_is_no_longer_pressed(
    terminal: httpx2.AsyncClient, feed: HttpFeed, fresh: Database
) -> None:
    await until(lambda: feed.emergencies.knows)
    at = SystemClock().now().timestamp()
    before = _query(alarm="sos", timestamp=f"{at - 20:.0f}")
    kept = _query(timestamp=f"{at - 900:.0f}")
    await terminal.get("/first-token", params=before)
    await terminal.get("/first-token", params=kept)
    assert ask(fresh, KEYS) == [("AMB01", True)]
    await terminal.get("/first-token", params=_query())
    assert ask(fresh, KEYS) == [("AMB01", False)]


async def test_a_call_for_help_that_cannot_be_stored_is_to_be_sent_again(
    terminal: httpx2.AsyncClient, feed: HttpFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_port, "KEPT_WITHIN_S", 0.05)
    feed.emergencies = Emergencies("http-1", "host=/nowhere", SystemClock())
    refused = await terminal.get("/first-token", params=_query(alarm="sos"))
    assert refused.status_code == 503
    assert (await terminal.get("/first-token", params=_query())).status_code == 200


async def test_a_strangers_call_for_help_is_refused_like_all_he_says(
    terminal: httpx2.AsyncClient, fresh: Database
) -> None:
    answer = await terminal.get("/no-token", params=_query(alarm="sos"))
    assert answer.status_code == 401
    assert ask(fresh, KEYS) == []
