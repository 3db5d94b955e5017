"""With every real part: an import survives a killed server; a recording is heard through both."""

import math
import struct
import wave
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from dispatch.adapters.host.layout import Layout
from tests.centre import Centre, Person, until

LINES = 60_000
NAME = "20251122-120000-node1-1763784000.8"


@pytest.mark.mission("A7")
def test_an_import_goes_on_when_the_server_that_reads_it_is_killed(centre: Centre):
    page = centre.sign_in("9001")
    begun = page.http.post(
        "/api/v1/directory/imports",
        files={"file": ("大表.csv", table(), "text/csv")},
        headers={"Idempotency-Key": str(uuid4())},
    )
    path = f"/directory/imports/{begun.json()['id']}"
    until(lambda: page.get(path)["taken"] > 0)
    reading = worker_of(centre)
    centre.kill(reading)
    other = centre.sign_in("9001", server=1 if reading == "server-1" else 0)
    ended = until(lambda: ended_import(other, path), 90)
    assert (ended["state"], ended["taken"], ended["bad_count"]) == ("done", LINES, 0)
    until(centre.is_ready)


@pytest.mark.mission("A79")
def test_a_recording_is_heard_through_both_servers_by_one_address(centre: Centre):
    write_recording(Layout(centre.settings.state).incoming("node1"))
    page = centre.sign_in("3001")
    until(lambda: [one for one in page.get("/recordings")["recordings"] if one["duration_ms"]])
    playback = page.post(f"/recordings/{NAME}/playback", {"reason": "质控"}).json()
    heard = [until(partial(whole, url + playback["audio_url"])) for url in centre.urls]
    assert heard[0] == heard[1]
    assert heard[0].startswith(b"fLaC")
    head = httpx2.get(centre.urls[1] + playback["audio_url"], headers={"Range": "bytes=0-3"})
    assert (head.status_code, head.content) == (206, b"fLaC")


def table() -> bytes:
    rows = (f"{13900000000 + n},机主{n},幸福里{n}号\r\n" for n in range(LINES))
    return ("号码,机主,地址\r\n" + "".join(rows)).encode()


def worker_of(centre: Centre) -> str:
    with psycopg.connect(centre.settings.dsn("dispatch")) as connection:
        query = "SELECT worker FROM dispatch.directory_import ORDER BY started_at DESC LIMIT 1"
        (row,) = connection.execute(query).fetchall()
    return str(row[0])


def ended_import(page: Person, path: str) -> dict[str, Any]:
    known: dict[str, Any] = page.get(path)
    return {} if known["state"] == "running" else known


def write_recording(incoming: Path) -> None:
    tone = b"".join(struct.pack("<h", int(9_000 * math.sin(n / 9))) for n in range(24_000))
    for side in ("rx", "tx"):
        with wave.open(str(incoming / f"{NAME}-{side}.wav"), "wb") as file:
            file.setparams((1, 2, 8_000, 0, "NONE", ""))
            file.writeframes(tone)
    (incoming / f"{NAME}.done").touch()


def whole(address: str) -> bytes:
    answer = httpx2.get(address)
    return answer.content if answer.is_success else b""
