"""Devices of stations: enrolled once, shut out by a word, blind to every other station."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.testclient import TestClient

from dispatch.domain.device import ENROLMENT_HOLDS
from dispatch.domain.people import Role
from dispatch.ports.event_log import LoggedEvent, StreamedEvent, StreamPosition
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok

WELL = {"bell": "ok", "printer": "ok", "sounding": False, "note": ""}
STATION_ROUTES = (
    ("GET", "/station/board"),
    ("POST", "/station/orders/{order}/receipt"),
    ("POST", "/station/orders/{order}/acknowledge"),
    ("POST", "/station/orders/{order}/refuse"),
    ("POST", "/station/orders/{order}/stamp"),
    ("GET", "/station/orders/{order}/sheet.pdf"),
    ("POST", "/station/state"),
)


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def code_of(runs: Runs) -> str:
    asked = {"station_id": runs.stations["S01"], "kind": "client"}
    keeper = runs.centre.by(Role.ADMINISTRATOR)
    return str((await ok(keeper, "POST", "/devices/enrolments", asked))["code"])


async def test_a_code_makes_one_device_and_is_kept_nowhere(runs: Runs):
    code, nobody = await code_of(runs), runs.centre.by(None)
    asked = {"code": f"{code[:5]}-{code[5:].lower()}", "name": "值班室"}
    answers = await asyncio.gather(*(nobody.act("POST", "/devices", asked) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
    assert {answer.json().get("code") for answer in answers} == {None, "enrolment_refused"}
    assert not await runs.holds_text(code)
    (enrolled,) = await runs.told("device_enrolled")
    assert enrolled.payload["device"]["station_code"] == "S01"
    assert "token" not in str(enrolled.payload)


async def test_a_code_that_is_too_old_makes_no_device(runs: Runs):
    code = await code_of(runs)
    await runs.sql("UPDATE dispatch.enrolment SET expires_at = now()")
    answer = await runs.centre.by(None).act("POST", "/devices", {"code": code, "name": "迟到"})
    assert (answer.status_code, answer.json()["code"]) == (401, "enrolment_refused")
    assert ENROLMENT_HOLDS.total_seconds() == 15 * 60


async def test_a_code_cannot_be_guessed_at_leisure(runs: Runs):
    guesses = [{"code": f"AAAAAAAA{n:02}", "name": "谁"} for n in range(30)]
    codes = [
        (await runs.centre.by(None).act("POST", "/devices", one)).json()["code"] for one in guesses
    ]
    assert codes[-1] == "too_many_tries"


@pytest.mark.mission("B41")
async def test_a_revoked_device_reads_and_changes_nothing(runs: Runs):
    station = await runs.device()
    (sent,) = await runs.send(await runs.incident(), "120A1")
    (device,) = (await runs.desk.get("/devices")).json()
    gone = await runs.centre.by(Role.ADMINISTRATOR).act("DELETE", f"/devices/{device['id']}")
    assert gone.status_code == 204
    for method, path in STATION_ROUTES:
        answer = await station.act(method, path.format(order=sent["id"]), {})
        assert (answer.status_code, answer.json()["code"]) == (401, "device_revoked"), path
    assert (await runs.desk.get(f"/orders/{sent['id']}")).json()["state"] == "sent"


@pytest.mark.mission("B41")
async def test_a_station_neither_sees_nor_touches_the_orders_of_another(runs: Runs):
    other = await runs.device("S02", "另一站")
    (sent,) = await runs.send(await runs.incident(), "120A1")
    assert (await other.get("/station/board")).json()["orders"] == []
    acts = {
        "receipt": None,
        "acknowledge": {"revision": 1},
        "refuse": {"reason": "other"},
        "stamp": {"milestone": "departed"},
    }
    for verb, body in acts.items():
        answer = await other.act("POST", f"/station/orders/{sent['id']}/{verb}", body)
        assert (answer.status_code, answer.json()["code"]) == (404, "order_not_found"), verb
    sheet = await other.get(f"/station/orders/{sent['id']}/sheet.pdf")
    assert sheet.status_code == 404


@pytest.mark.mission("B41")
async def test_a_device_is_no_person_and_a_person_no_device(runs: Runs):
    station = await runs.device()
    for path in ("/board", "/incidents", "/calls", "/vehicles", "/session", "/devices"):
        assert (await station.get(path)).json()["code"] == "session_ended", path
    for role in Role:
        answer = await runs.centre.by(role).get("/station/board")
        assert answer.json()["code"] == "session_ended", role


async def test_a_device_tells_its_lamp_only_when_it_changes_and_when_it_falls_silent(runs: Runs):
    station = await runs.device()
    await ok(station, "POST", "/station/state", WELL)
    await ok(station, "POST", "/station/state", WELL)
    await ok(station, "POST", "/station/state", WELL | {"bell": "silent"})
    await runs.work_due("device_silent")
    told = [one.payload["device"] for one in await runs.told("device_state_changed")]
    assert [one["bell"] for one in told] == ["ok", "silent", "silent"]
    assert [one["silent_since"] is not None for one in told] == [False, False, True]
    (shown,) = (await runs.desk.get("/board")).json()["devices"]
    assert shown["silent_since"] is not None
    again = await ok(station, "POST", "/station/state", WELL)
    assert again["silent_since"] is None


async def test_a_stream_opens_for_a_device_with_its_own_audience_only(runs: Runs):
    station = await runs.device()
    token = station.http.headers["Authorization"].removeprefix("Bearer ")
    hello = {"type": "hello", "token": token, "protocol_version": 1, "after": None}
    (welcome,) = await asyncio.to_thread(_hear, runs, hello, 1)
    assert welcome["audiences"] == ["station:S01"]
    assert (welcome["you"], welcome["device"]["station_code"]) == (None, "S01")


async def test_a_stream_ends_with_the_right_to_it(runs: Runs):
    station = await runs.device()
    (device,) = (await runs.desk.get("/devices")).json()
    state = runs.centre.app.state
    revoked = LoggedEvent(
        n=7,
        epoch="e",
        kind="device_revoked",
        audiences=frozenset({"station:S01"}),
        subjects=frozenset({UUID(device["id"])}),
        json="{}",
    )
    state.context = replace(state.context, event_log=OneEvent(revoked))
    token = station.http.headers["Authorization"].removeprefix("Bearer ")
    after = {"epoch": "e", "n": 6}
    hello = {"type": "hello", "token": token, "protocol_version": 1, "after": after}
    heard = await asyncio.to_thread(_hear, runs, hello, 3)
    assert [one["type"] for one in heard] == ["welcome", "event", "closed"]
    assert heard[-1]["code"] == "device_revoked"


class OneEvent:
    """An event log with one event."""

    epoch, current = "e", True

    def __init__(self, told: LoggedEvent) -> None:
        self.told = told

    async def stream(
        self, audiences: frozenset[str], after: StreamPosition
    ) -> AsyncIterator[StreamedEvent]:
        assert self.told.audiences <= audiences
        yield StreamedEvent(after.n, self.told)


def _hear(runs: Runs, hello: dict[str, object], count: int) -> list[dict[str, Any]]:
    with TestClient(runs.centre.app).websocket_connect("/api/v1/stream") as socket:
        socket.send_json(hello)
        return [socket.receive_json() for _ in range(count)]
