"""Recordings leave the centre by right and with a reason, refusals on record; copies are made."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.domain.hand_out import HandOutRefused, HandOutStanding
from dispatch.domain.people import Role
from dispatch.domain.redaction import RedactionRefused
from tests.integration.directory.conftest import Centre
from tests.integration.directory.test_recordings import NAME, NUMBER, recorded

OTHER = "20251122-120500-node2-1763784300.9"
COPY = f"{NAME}-r1"
PASSWORD = "Lantern-7-blue"
ASKED: dict[str, Any] = {"recordings": [NAME], "form": "bundle", "reason": "法院调取"}


@pytest.fixture
def kept(centre: Centre) -> Centre:
    centre.recordings.rows = [
        recorded(centre),
        recorded(centre, name=OTHER, exchange="node2", call_id=None),
        recorded(centre, name=COPY),
    ]
    return centre


async def trail(centre: Centre) -> list[tuple[str, str, str]]:
    return [line for line in await centre.trail() if "_record" in line[1]]


@pytest.mark.mission("A81", "B41")
async def test_evidence_of_both_recorders_is_begun_and_each_recording_accounted_for(kept: Centre):
    asked = ASKED | {"recordings": [NAME, OTHER]}
    answer = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert [one["exchange"] for one in answer.json()["parts"]] == ["node1", "node2"]
    begun = [(one.part.exchange, one.form, one.actor, one.reason) for one in kept.releases.begun]
    assert begun == [(node, "bundle", "3001", "法院调取") for node in ("node1", "node2")]
    assert await trail(kept) == [
        ("staff:3001", "hand_out_recording", f"{NAME}.bundle"),
        ("staff:3001", "hand_out_recording", f"{OTHER}.bundle"),
    ]
    assert (await kept.kinds()).count("recording_handed_out") == 2


async def test_the_same_key_accounts_once(kept: Centre):
    key = uuid4()
    for _ in range(2):
        await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", ASKED, key)
    assert len(await trail(kept)) == 1


@pytest.mark.parametrize("reason", [None, "", " "])
async def test_without_a_reason_nothing_begins(kept: Centre, reason):
    asked = ASKED | {"reason": reason}
    refused = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert (refused.status_code, kept.releases.begun) == (422, [])


@pytest.mark.mission("B41")
@pytest.mark.parametrize("path", ["/recordings/hand-outs", f"/recordings/{NAME}/redactions"])
async def test_who_lacks_the_right_is_refused_and_that_stands_in_the_trail(kept: Centre, path):
    body = ASKED if path.endswith("outs") else {"spans": [{"first": 0, "end": 8}], "reason": "训练"}
    refused = await kept.by(Role.SHIFT_LEADER).act("POST", path, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "right_missing")
    ((_, verb, _),) = await trail(kept)
    assert verb in {"hand_out_recording_refused", "redact_recording_refused"}
    assert "release_refused" in await kept.kinds()
    assert not kept.releases.begun
    assert not kept.releases.copies


async def test_what_a_recorder_refuses_stands_in_the_trail(kept: Centre):
    kept.releases.refusal = HandOutRefused(why="bundle_refused")
    refused = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", ASKED)
    assert (refused.status_code, refused.json()["code"]) == (409, "hand_out_refused")
    assert ("staff:3001", "hand_out_recording_refused", NAME) in await trail(kept)


async def test_a_refusal_found_while_it_is_made_is_written_down_once(kept: Centre):
    kept.releases.standing = HandOutStanding("refused", 0, 1, None, None, "bundle_refused")
    path = f"/recordings/hand-outs/{uuid4()}/node1"
    for _ in range(2):
        told = (await kept.by(Role.DIRECTOR).get(path)).json()
        assert (told["stage"], told["code"], told["url"]) == ("refused", "bundle_refused", None)
    assert [line[1] for line in await trail(kept)] == ["hand_out_recording_refused"]


async def test_a_zip_that_is_ready_is_read_by_a_signed_address_for_minutes(kept: Centre):
    kept.releases.standing = HandOutStanding("ready", 1, 1, "ab", 2, None)
    hand_out_id = uuid4()
    told = await kept.by(Role.DIRECTOR).get(f"/recordings/hand-outs/{hand_out_id}/node1")
    url, player = told.json()["url"], kept.by(None).http
    file = await player.get(url)
    assert (file.status_code, file.content) == (200, b"PK")
    assert "attachment" in file.headers["content-disposition"]
    for other in (url.replace("node1", "node2"), url.partition("?")[0]):
        assert (await player.get(other)).status_code == 403
    kept.clock.move(minutes=5)
    assert (await player.get(url)).status_code == 403


async def finds(engine: AsyncEngine, secret: str) -> list[str]:
    """Tables of the centre in which a text stands."""
    async with engine.connect() as connection:
        tables = await connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'dispatch'")
        )
        return [
            name
            for (name,) in tables.all()
            if await connection.scalar(
                text(f"SELECT count(*) FROM dispatch.{name} AS t WHERE t::text LIKE :secret"),
                {"secret": f"%{secret}%"},
            )
        ]


async def test_the_password_reaches_the_recorder_and_stands_nowhere(
    kept: Centre, engine: AsyncEngine
):
    asked = ASKED | {"form": "flac", "password": PASSWORD}
    answer = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert [one.password for one in kept.releases.begun] == [PASSWORD]
    assert PASSWORD not in repr(kept.releases.begun)
    assert PASSWORD not in answer.text
    assert await finds(engine, PASSWORD) == []
    assert "audit" in " ".join(await finds(engine, f"{NAME}.flac+password"))
    assert ("staff:3001", "hand_out_recording", f"{NAME}.flac+password") in await trail(kept)


@pytest.mark.parametrize(
    ("form", "code"), [("flac", "password_weak"), ("bundle", "evidence_has_no_password")]
)
async def test_a_weak_password_and_locked_evidence_are_refused(kept: Centre, form, code):
    asked = ASKED | {"form": form, "password": "1234567890" if form == "flac" else PASSWORD}
    refused = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not kept.releases.begun


async def test_all_of_a_call_goes_out_by_the_call(kept: Centre):
    call = await kept.offer_call(NUMBER)
    kept.recordings.rows.append(recorded(kept, name=call.recording, call_id=call.id))
    asked = {"call_id": str(call.id), "form": "wav", "reason": "家属申请"}
    answer = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert [one["recordings"] for one in answer.json()["parts"]] == [[call.recording]]


async def test_nothing_named_is_nothing_to_hand_out(kept: Centre):
    asked = {"form": "wav", "reason": "家属申请"}
    refused = await kept.by(Role.DIRECTOR).act("POST", "/recordings/hand-outs", asked)
    assert refused.json()["code"] == "nothing_to_hand_out"


@pytest.mark.mission("B41")
async def test_a_redacted_copy_is_made_and_accounted_for(kept: Centre):
    asked = {
        "spans": [{"first": 801, "end": 1603, "lanes": "caller"}],
        "filling": "tone",
        "reason": "训练用",
    }
    path = f"/recordings/{NAME}/redactions"
    made = (await kept.by(Role.DIRECTOR).act("POST", path, asked)).json()
    assert (made["name"], made["actor"], made["spans"]) == (COPY, "3001", asked["spans"])
    assert await trail(kept) == [("staff:3001", "redact_recording", COPY)]
    assert "recording_redacted" in await kept.kinds()


async def test_a_refused_redaction_stands_in_the_trail(kept: Centre):
    kept.releases.refusal = RedactionRefused()
    asked = {"spans": [{"first": 0, "end": 9999}], "reason": "训练用"}
    refused = await kept.by(Role.DIRECTOR).act("POST", f"/recordings/{NAME}/redactions", asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "redaction_refused")
    assert await trail(kept) == [("staff:3001", "redact_recording_refused", NAME)]


@pytest.mark.mission("B41")
async def test_a_call_taker_hears_redacted_copies_and_no_original(kept: Centre):
    taker = kept.by(Role.CALL_TAKER)
    listed = (await taker.get("/recordings/redacted")).json()["recordings"]
    assert [(one["name"], one["number"]) for one in listed] == [(COPY, "138******21")]
    assert kept.recordings.asked[-1].redacted is True
    heard = await taker.act("POST", f"/recordings/redacted/{COPY}/playback", {})
    assert COPY in heard.json()["audio_url"]
    original = await taker.act("POST", f"/recordings/redacted/{NAME}/playback", {})
    assert (original.status_code, original.json()["code"]) == (404, "recording_not_found")
    assert (await taker.act("POST", f"/recordings/{NAME}/playback", {})).status_code == 403
    assert (await taker.act("POST", f"/recordings/{COPY}/playback", {})).status_code == 403


async def test_how_long_a_recording_is_is_told_in_samples(kept: Centre):
    told = (await kept.by(Role.DIRECTOR).get(f"/recordings/{NAME}/redactions")).json()
    assert (told["frames"], told["sample_rate_hz"], told["copies"]) == (4000, 8000, [])
