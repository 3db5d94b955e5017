"""Prompts over the wire: texts, languages, uploads, what is in use, recording by telephone."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx2
import numpy as np
import pytest
import soundfile

from dispatch.adapters.asterisk.prompt_folder import read_built_in
from dispatch.adapters.prompt_audio import SoundfilePromptAudio
from dispatch.domain.people import Role
from dispatch.domain.prompt import PromptSource, PromptTake
from dispatch.domain.seat import SeatState
from dispatch.ports.commands import Json
from dispatch.ports.prompts import PromptDesk, PromptQueries
from dispatch.ports.transaction import Transaction
from dispatch.services.prompts.keep_prompt_take import keep_prompt_take
from dispatch.services.prompts.read_heard import read_heard
from tests.integration.directory.conftest import Centre, Client

WELCOME = "/prompts/welcome/zh-CN"


def sound(
    seconds: float = 1.0, *, rate_hz: int = 44_100, kind: str = "WAV", level: float = 0.1
) -> bytes:
    """A voice-like sound as a file."""
    at_s = np.arange(int(seconds * rate_hz)) / rate_hz
    waves = level * np.sin(2 * np.pi * 440 * at_s) * (1 + np.sin(2 * np.pi * 3 * at_s)) / 2
    file = BytesIO()
    soundfile.write(file, waves, rate_hz, format=kind)
    return file.getvalue()


def queries_of(centre: Centre) -> PromptQueries:
    desk: PromptDesk = centre.app.state.context.prompts
    return desk.queries


def manager(centre: Centre) -> Client:
    return centre.by(Role.ADMINISTRATOR)


async def upload(centre: Centre, content: bytes, name: str = "欢迎语.wav") -> httpx2.Response:
    return await manager(centre).send_file(f"{WELCOME}/versions", content, name)


async def speech(centre: Centre, key: str = "welcome", language: str = "zh-CN") -> dict[str, Any]:
    """A prompt in a language as the page is shown it."""
    shown = (await manager(centre).get("/prompts")).json()
    prompt = next(one for one in shown["prompts"] if one["key"] == key)
    found: dict[str, Any] = next(one for one in prompt["speeches"] if one["language"] == language)
    return found


async def test_every_prompt_is_shown_with_its_text_and_the_built_in_in_use(centre: Centre):
    found = await speech(centre)
    assert str(found["text"]).startswith("您好，这里是幺二零急救中心")
    assert (found["in_use"], found["has_built_in"], found["versions"]) == (None, True, [])
    heard = await manager(centre).get("/prompts/built-in/welcome/audio")
    waves, rate_hz = soundfile.read(BytesIO(heard.content))
    assert (heard.headers["content-type"], rate_hz, round(len(waves) / rate_hz, 1)) == (
        *("audio/wav", 8000, 6.5),
    )


@pytest.mark.mission("B58")
async def test_an_upload_is_a_version_put_in_use_by_one_act_and_back_by_another(centre: Centre):
    first = (await upload(centre, sound())).json()
    second = (await upload(centre, sound(2.0, kind="FLAC"), "b.flac")).json()
    assert [first["number"], second["number"]] == [1, 2]
    assert (await speech(centre))["in_use"] is None
    for version in (second["id"], first["id"]):
        await manager(centre).act("PUT", f"{WELCOME}/use", {"version_id": version})
        assert (await speech(centre))["in_use"] == version
    known: dict[str, bytes] = {}
    heard = await read_heard(queries_of(centre), read_built_in(), known)
    assert [sha256(heard["welcome"]).hexdigest()] == list(known) == [first["sha256"]]
    await manager(centre).act("PUT", f"{WELCOME}/use", {"version_id": None})
    assert (await speech(centre))["in_use"] is None
    verbs = [verb for _, verb, subject in await centre.trail() if subject.startswith("welcome:")]
    assert verbs == ["upload_prompt"] * 2 + ["use_prompt"] * 3
    assert (await centre.kinds()).count("prompt_changed") == 5


async def test_an_upload_is_heard_as_loud_as_the_others_at_the_exchanges_rate(centre: Centre):
    quiet = (await upload(centre, sound(level=0.01))).json()
    assert (quiet["duration_ms"], quiet["level_db"]) == (1000, -17.0)
    heard = await manager(centre).get(f"/prompts/audio/{quiet['sha256']}")
    waves, rate_hz = soundfile.read(BytesIO(heard.content))
    assert (rate_hz, len(waves)) == (8000, 8000)


async def test_the_same_key_uploads_once(centre: Centre):
    key = uuid4()
    for _ in range(2):
        sent = await manager(centre).send_file(f"{WELCOME}/versions", sound(), "a.wav", key)
        assert sent.status_code == 200
    assert len((await speech(centre))["versions"]) == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"no sound at all", "a.wav", "prompt_unreadable"),
        (b"", "a.wav", "prompt_unreadable"),
        (sound()[:30], "a.wav", "prompt_unreadable"),
        (sound(rate_hz=7999), "a.wav", "prompt_unreadable"),
        (sound(61, rate_hz=8000), "a.wav", "prompt_too_long"),
        (b"\xd5" * 480_001, "a.alaw", "prompt_too_long"),
        (sound(0.1), "a.wav", "prompt_too_short"),
        (sound(level=0.0), "a.wav", "prompt_silent"),
        (b"\xd5" * 8000, "a.alaw", "prompt_silent"),
    ],
)
async def test_what_is_no_prompt_is_refused_by_its_fault(
    centre: Centre, content: bytes, name: str, code: str
):
    refused = await upload(centre, content, name)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (await speech(centre))["versions"] == []


@pytest.mark.parametrize("kind", ["WAV", "OGG", "FLAC"])
async def test_the_common_forms_are_read(centre: Centre, kind: str):
    assert (await upload(centre, sound(kind=kind), "a")).status_code == 200


async def test_a_file_larger_than_a_minute_of_sound_is_not_read_to_its_end(centre: Centre):
    refused = await upload(centre, bytes(12_000_001))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


async def test_a_version_of_another_prompt_is_not_put_in_use(centre: Centre):
    version = (await upload(centre, sound())).json()["id"]
    refused = await manager(centre).act("PUT", "/prompts/next/zh-CN/use", {"version_id": version})
    assert (refused.status_code, refused.json()["code"]) == (404, "prompt_version_not_found")


async def test_texts_and_languages_are_the_centres_own(centre: Centre):
    languages = [
        {"tag": "zh-yue", "name": "粤语", "is_heard": True},
        {"tag": "zh-CN", "name": "普通话", "is_heard": True},
    ]
    asked = await manager(centre).act("PUT", "/prompts/languages", {"languages": languages})
    assert asked.status_code == 200
    written = await manager(centre).act(
        "PUT", "/prompts/welcome/zh-yue/text", {"text": "你好，呢度係幺二零。"}
    )
    assert written.status_code == 200
    assert (await speech(centre, language="zh-yue"))["text"] == "你好，呢度係幺二零。"
    gone = await manager(centre).act("PUT", "/prompts/welcome/en/text", {"text": "Hello"})
    assert gone.json()["code"] == "prompt_not_found"
    refused = await manager(centre).act("PUT", "/prompts/languages", {"languages": languages[:1]})
    assert refused.json()["code"] == "prompt_languages_invalid"


async def test_a_seat_that_takes_calls_is_not_rung_for_a_prompt(centre: Centre):
    await furnish(centre, SeatState.READY, reachable=True)
    refused = await manager(centre).act("POST", f"{WELCOME}/record", {"seat": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "seat_takes_calls")
    await furnish(centre, SeatState.SIGNED_OFF, reachable=False)
    refused = await manager(centre).act("POST", f"{WELCOME}/record", {"seat": 1})
    assert refused.json()["code"] == "seat_phone_away"
    assert centre.prompt_phone.asked == []


async def test_a_resting_seat_is_rung_once_and_what_was_kept_there_becomes_a_version(
    centre: Centre,
):
    await furnish(centre, SeatState.SIGNED_OFF, reachable=True)
    key = uuid4()
    for _ in range(2):
        answer = await manager(centre).act("POST", f"{WELCOME}/record", {"seat": 1}, key)
        assert answer.status_code == 200
    (take,) = centre.prompt_phone.asked
    await keep(centre, take)
    (version,) = (await speech(centre))["versions"]
    assert (version["source"], version["made_by"]) == (PromptSource.RECORDED, take.asked_by)


@pytest.mark.mission("B7")
async def test_a_number_is_put_into_a_row_and_heard(centre: Centre):
    row = (await manager(centre).get("/prompts/spoken", kind="place", value="12")).json()
    assert row == {"keys": ["place", "digits-10", "digits-2", "place_end"], "silent": []}
    heard = await manager(centre).get("/prompts/spoken/audio", kind="plate", value="京A·12345")
    waves, rate_hz = soundfile.read(BytesIO(heard.content))
    assert len(waves) / rate_hz > 5
    refused = await manager(centre).get("/prompts/spoken", kind="plate", value="12345")
    assert (refused.status_code, refused.json()["code"]) == (422, "not_speakable")


async def furnish(centre: Centre, state: SeatState, *, reachable: bool) -> None:
    async def run(tx: Transaction) -> Json:
        seat = await tx.seats.get(1)
        await tx.seats.save(replace(seat, state=state, phone_reachable=reachable))
        return None

    await centre.run(run)


async def keep(centre: Centre, take: PromptTake) -> None:
    spoken = SoundfilePromptAudio().convert(sound(), "a.wav")

    async def run(tx: Transaction) -> Json:
        await keep_prompt_take(take.id, spoken, tx)
        return None

    await centre.run(run)
