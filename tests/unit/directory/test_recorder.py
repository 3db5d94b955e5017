"""All recorders are asked as one, and one that is away is named, never passed over in silence."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from uuid import UUID

import httpx2
import pytest

from dispatch.adapters.recorder import HttpRecordings
from dispatch.ports.recordings import (
    AudioNotReady,
    Label,
    LabelFilter,
    RecorderAway,
    RecordingFilter,
    RecordingNotFound,
)
from tests.unit.memory_transaction import NOON

EVERYTHING = RecordingFilter(None, None, None, None, 50)
Answer = Callable[[httpx2.Request], httpx2.Response]


def row(name: str, minutes: int, number: str | None = None) -> dict[str, object]:
    labels = number and {
        "call_id": str(UUID(int=1)),
        "number": number,
        "called_number": "120",
        "seat": 1,
        "staff_number": "1027",
        "started_at": NOON.isoformat(),
        "event_n": 7,
    }
    return {
        "name": name,
        "exchange": name.split("-")[2],
        "state": "stored",
        "started_at": (NOON + timedelta(minutes=minutes)).isoformat(),
        "ended_at": None,
        "duration_ms": 1_000,
        "repaired": False,
        "fault": None,
        "flac_sha256": "ab",
        "labels": labels,
        "of_a_later_version": True,
    }


def page(*rows: dict[str, object], source: str = "index") -> httpx2.Response:
    return httpx2.Response(200, json={"source": source, "recordings": rows, "before": None})


def recordings(**answers: Answer) -> HttpRecordings:
    """Recorders by exchange; each answers as it is told."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["authorization"] == "Bearer token"
        return answers[request.url.host](request)

    addresses = {exchange: f"http://{exchange}" for exchange in answers}
    return HttpRecordings(addresses, "token", httpx2.MockTransport(answer))


def away(_: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("away")


def a_name(exchange: str, serial: int) -> str:
    return f"20251122-120000-{exchange}-1763784000.{serial}"


async def test_pages_of_all_recorders_become_one_newest_first():
    both = recordings(
        node1=lambda _: page(row(a_name("node1", 1), 3), row(a_name("node1", 2), 1)),
        node2=lambda _: page(row(a_name("node2", 1), 2), source="journal"),
    )
    found = await both.search(RecordingFilter(None, None, None, None, 2))
    assert [one.name for one in found.recordings] == [a_name("node1", 1), a_name("node2", 1)]
    assert (found.index, found.away) == ("journal", [])


async def test_a_recorder_that_is_away_is_named():
    both = recordings(node1=lambda _: page(row(a_name("node1", 1), 3)), node2=away)
    found = await both.search(EVERYTHING)
    assert (len(found.recordings), found.away) == (1, ["node2"])


async def test_with_none_left_the_search_is_refused():
    with pytest.raises(RecorderAway):
        await recordings(node1=away, node2=away).search(EVERYTHING)


async def test_filters_reach_the_recorder_in_its_own_words():
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return page()

    wanted = RecordingFilter("6621", NOON, NOON, a_name("node1", 1), 20)
    await recordings(node1=answer).search(wanted)
    assert dict(asked[0].url.params) == {
        "number": "*6621",
        "from": NOON.isoformat(),
        "to": NOON.isoformat(),
        "before": a_name("node1", 1),
        "limit": "20",
    }


@pytest.mark.mission("A82")
async def test_filters_by_label_and_length_reach_the_recorder_in_its_own_words():
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return page()

    labels = LabelFilter("8765", "120", 0, "1001", 0, 90_000)
    wanted = RecordingFilter(None, None, None, None, 20, labels=labels)
    await recordings(node1=answer).search(wanted)
    assert dict(asked[0].url.params) == {
        "limit": "20",
        "digits": "8765",
        "called": "*120",
        "staff_number": "1001",
        "seat": "0",
        "min_duration_ms": "0",
        "max_duration_ms": "90000",
    }


@pytest.mark.mission("A79")
async def test_labels_come_back_with_the_recording():
    one = recordings(node1=lambda _: httpx2.Response(200, json=row(a_name("node1", 1), 0, "110")))
    found = await one.get(a_name("node1", 1))
    assert (found.number, found.called_number, found.seat, found.call_id) == (
        "110",
        "120",
        1,
        UUID(int=1),
    )


async def test_the_span_that_a_full_disk_did_not_take_is_told():
    lost = row(a_name("node1", 1), 0) | {"lost_from_s": 12.3, "lost_to_s": 20.1}
    found = await recordings(node1=lambda _: httpx2.Response(200, json=lost)).get(
        a_name("node1", 1)
    )
    assert (found.lost_from_s, found.lost_to_s) == (12.3, 20.1)


@pytest.mark.parametrize("name", ["", "../health", a_name("node9", 1), "20251122-120000-node1-1"])
async def test_a_name_of_no_recorder_is_asked_of_nobody(name: str):
    with pytest.raises(RecordingNotFound):
        await recordings(node1=away).get(name)


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        (404, "recording_not_found", RecordingNotFound),
        (404, "audio_not_ready", AudioNotReady),
        (422, "invalid_name", RecordingNotFound),
        (401, "unauthorized", RecorderAway),
        (500, "internal_error", RecorderAway),
    ],
)
async def test_a_refusal_keeps_its_meaning(status: int, code: str, refusal: type[Exception]):
    one = recordings(node1=lambda _: httpx2.Response(status, json={"code": code}))
    with pytest.raises(refusal):
        await one.read(a_name("node1", 1), "flac", None)


async def test_what_is_no_recorder_counts_as_away():
    with pytest.raises(RecorderAway):
        await recordings(node1=lambda _: httpx2.Response(200, text="<html>")).health("node1")


async def test_sound_is_passed_on_in_the_range_that_was_asked_for():
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["range"] == "bytes=0-3"
        assert request.url.params["form"] == "opus"
        headers = {"Content-Range": "bytes 0-3/9", "ETag": '"x"', "Server": "recorder"}
        return httpx2.Response(206, content=sound(), headers=headers)

    async def sound() -> AsyncIterator[bytes]:
        yield b"fL"
        yield b"aC"

    media = await recordings(node1=answer).read(a_name("node1", 1), "opus", "bytes=0-3")
    assert b"".join([piece async for piece in media.body]) == b"fLaC"
    assert media.status == 206
    assert media.headers == {"content-range": "bytes 0-3/9", "etag": '"x"'}


async def test_a_label_is_put_with_the_number_of_its_event():
    said: list[dict[str, object]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        said.append(json.loads(request.content) | {"method": request.method})
        return httpx2.Response(200, json={})

    label = Label(UUID(int=1), None, "", None, None, NOON.isoformat(), 12)
    await recordings(node1=answer).label("node1", a_name("node1", 1), label)
    assert said[0]["method"] == "PUT"
    assert (said[0]["event_n"], said[0]["called_number"]) == (12, None)


async def test_health_is_told_by_codes():
    answer = {
        "name": "node1",
        "writing": 1,
        "backlog": 2,
        "faults": [{"recording": None, "code": "disk_full", "raised_at": NOON.isoformat()}],
        "free_bytes": 5,
        "index": "away",
    }
    health = await recordings(node1=lambda _: httpx2.Response(200, json=answer)).health("node1")
    assert (health.writing, health.backlog, health.free_bytes) == (1, 2, 5)
    assert (health.faults, health.index_away) == (["disk_full"], True)
