"""The technician's routes about feeds: how they are, tokens shown once, pasted bytes decoded."""

from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import psycopg
import pytest_asyncio

from dispatch.adapters.feed_desk import PostgresFeedDesk
from dispatch.adapters.postgres.engine import make_engine
from dispatch.contracts.feeds import FeedsView
from dispatch.domain.people import Role
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import ok
from tests.unit.positions.saying import rmc, tag

HEARD = """
INSERT INTO gis.feed (name, seen_at, plugged, heard_at, understood_at, counts, port) VALUES
  ('serial-1', now(), false, now(), now(), '{"fixes": 3, "noise": 2}',
   '{"kind": "serial", "address": "/dev/ttyUSB0", "turned_ago_s": 60, "why_closed": "gone",
     "bytes_per_s": 120.5, "sentences_per_s": 2.0, "last": "24475052"}');
INSERT INTO gis.fleet_source (feed, device, seen_at, lon, lat, fixed_at, skew_s, counts) VALUES
  ('serial-1', 'AMB01', now(), 119, 33, now(), 0.4, '{"jump": 1}'),
  ('http-1', 'AMB01', now(), 119, 33, now(), 1.4, '{}');
INSERT INTO gis.fleet_latest VALUES
  ('AMB01', 119, 33, 0, 0, now(), now(), 'http-1', 1, 0.9);
INSERT INTO gis.unknown_terminal (feed, device, why, address)
  VALUES ('http-1', 'AMB77', 'wrong_token', '10.1.2.3');
"""


@pytest_asyncio.fixture
async def centre(centre: Centre, database: Database) -> AsyncIterator[Centre]:
    """The centre whose feeds are read as their own role."""
    engine = make_engine(database.url("gis"))
    context = centre.app.state.context
    centre.app.state.context = replace(context, feeds=PostgresFeedDesk(engine))
    yield centre
    await engine.dispose()


async def feeds(centre: Centre) -> dict[str, Any]:
    told = await ok(centre.by(Role.ADMINISTRATOR), "GET", "/feeds", None)
    view: dict[str, Any] = FeedsView.model_validate(told).model_dump(mode="json")
    assert view.keys() == told.keys()
    return view


async def test_every_port_terminal_and_stranger_is_shown(
    centre: Centre, database: Database
) -> None:
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(HEARD)
    told = await feeds(centre)
    (feed,) = told["feeds"]
    assert (feed["address"], feed["plugged"], feed["why_closed"]) == ("/dev/ttyUSB0", False, "gone")
    assert feed["counts"] == {"fixes": 3, "noise": 2}
    shown = {one["feed"]: (one["shown"], one["skew_s"]) for one in told["terminals"]}
    assert shown.keys() == {"serial-1", "http-1"}
    assert [shown["http-1"][0], shown["serial-1"][0]] == [True, False]
    assert [one["device"] for one in told["strangers"]] == ["AMB77"]
    assert {one["feed"]: one["apart_m"] for one in told["terminals"]} == {
        "serial-1": 0,
        "http-1": None,
    }


async def test_a_token_is_shown_once_kept_as_a_hash_and_taken_away(
    centre: Centre, database: Database
) -> None:
    technician = centre.by(Role.ADMINISTRATOR)
    issued = await ok(technician, "POST", "/feeds/tokens", {"device": "AMB01"})
    with psycopg.connect(database.owner_dsn) as connection:
        kept = connection.execute("SELECT device, token_hash FROM gis.terminal_token").fetchall()
    assert [(one[0], bytes(one[1])) for one in kept] == [
        ("AMB01", sha256(issued["token"].encode()).digest())
    ]
    assert [one["device"] for one in (await feeds(centre))["tokens"]] == ["AMB01"]
    gone = await technician.act("DELETE", "/feeds/tokens/AMB01")
    assert gone.status_code == 204
    assert (await feeds(centre))["tokens"] == []
    again = await technician.act("DELETE", "/feeds/tokens/AMB01")
    assert (again.status_code, again.json()["code"]) == (404, "device_not_found")


async def test_who_issued_and_revoked_a_token_is_in_the_audit(
    centre: Centre, database: Database
) -> None:
    technician = centre.by(Role.ADMINISTRATOR)
    await ok(technician, "POST", "/feeds/tokens", {"device": "AMB01"})
    await technician.act("DELETE", "/feeds/tokens/AMB01")
    with psycopg.connect(database.owner_dsn) as connection:
        rows = connection.execute(
            "SELECT verb, subject FROM dispatch.audit WHERE subject LIKE 'terminal:%' ORDER BY at"
        ).fetchall()
    assert rows == [
        ("issue_terminal_token", "terminal:AMB01"),
        ("revoke_terminal_token", "terminal:AMB01"),
    ]


async def test_pasted_bytes_are_decoded_field_by_field(centre: Centre) -> None:
    text = tag("s:AMB01") + rmc()
    asked = {"text": text.encode().hex()}
    told = await ok(centre.by(Role.ADMINISTRATOR), "POST", "/feeds/decode", asked)
    assert [part["kind"] for part in told["parts"]] == ["TAG", "GPRMC"]


async def test_a_call_taker_reads_no_ports(centre: Centre) -> None:
    answer = await centre.by(Role.CALL_TAKER).act("GET", "/feeds", None)
    assert answer.status_code == 403
