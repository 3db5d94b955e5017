"""Sound is heard while the exchange still writes it, and its files are only read."""

import io

import httpx2
import numpy as np
import pytest
import soundfile
from fastapi import FastAPI

from recorder.api.growing import add_growing
from recorder.api.problems import add_problems
from tests.integration.recorder.workshop import NAME, RATE_HZ, Workshop, forget_lengths, voice

RX, TX = voice(1, 70), voice(2, 70)


@pytest.fixture
def workshop(tmp_path):
    made = Workshop.open(tmp_path)
    yield made
    made.journal.close()


def client(workshop: Workshop) -> httpx2.AsyncClient:
    app = FastAPI()
    add_problems(app)
    add_growing(app, workshop.incoming, workshop.store)
    transport = httpx2.ASGITransport(app=app)
    return httpx2.AsyncClient(transport=transport, base_url="http://recorder")


def being_written(workshop: Workshop) -> None:
    workshop.write_call(rx=RX, tx=TX[: 68 * RATE_HZ], done=False)
    for side in ("rx", "tx"):
        forget_lengths(workshop.side(NAME, side))


async def recent(workshop: Workshop, **window: int) -> httpx2.Response:
    async with client(workshop) as http:
        return await http.get(f"/recordings/{NAME.text}/recent", params=window)


@pytest.mark.mission("A57")
async def test_a_stretch_is_heard_while_it_is_written_and_afterwards_the_same(workshop: Workshop):
    being_written(workshop)
    before = [path.stat().st_mtime_ns for path in sorted(workshop.incoming.iterdir())]
    growing = await recent(workshop, from_ms=60_000, to_ms=67_000)
    after = [path.stat().st_mtime_ns for path in sorted(workshop.incoming.iterdir())]
    workshop.mark_done()
    workshop.work()
    kept = await recent(workshop, from_ms=60_000, to_ms=67_000)
    sound, rate = soundfile.read(io.BytesIO(growing.content), dtype="int16")
    span = slice(60 * RATE_HZ, 67 * RATE_HZ)
    assert rate == RATE_HZ
    assert np.array_equal(sound, np.stack([RX[span], TX[span]], axis=1))
    assert kept.content == growing.content
    assert before == after


async def test_what_is_not_written_yet_is_not_made_up(workshop: Workshop):
    being_written(workshop)
    part = await recent(workshop, from_ms=60_000, to_ms=200_000)
    sound, _ = soundfile.read(io.BytesIO(part.content), dtype="int16")
    assert len(sound) == 8 * RATE_HZ


async def test_a_stretch_has_an_end(workshop: Workshop):
    being_written(workshop)
    refused = await recent(workshop, from_ms=0, to_ms=601_000)
    assert refused.status_code == 416


async def test_who_begins_to_listen_hears_the_last_minute_and_then_goes_on(workshop: Workshop):
    being_written(workshop)
    workshop.mark_done()
    async with client(workshop) as http:
        heard = await http.get(f"/recordings/{NAME.text}/live")
    sound = np.frombuffer(heard.content[44:], dtype="<i2").reshape(-1, 2)
    span = slice(8 * RATE_HZ, 68 * RATE_HZ)
    assert np.array_equal(sound, np.stack([RX[span], TX[span]], axis=1))
