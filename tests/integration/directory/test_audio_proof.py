"""Every hour it is proven that every call has its audio, or said what is missing."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.audio_proof_queries import PostgresAudioProofQueries
from dispatch.domain.call import Call, CallState
from dispatch.domain.call_note import CallNote
from dispatch.domain.part import PartState
from dispatch.domain.people import Role
from dispatch.ports.recordings import RecorderAway
from dispatch.workers.audio_proof import AudioProofWorker
from tests.integration.directory.conftest import Centre
from tests.integration.directory.test_recordings import recorded

pytestmark = pytest.mark.mission("A29", "A64")

MESSAGE = "20251122-120000-node1-1763784001.9"
GAPS = {"recordings": (PartState.FAILED, "audio_missing")}
LATE = {"recordings": (PartState.DEGRADED, "audio_unproven")}


@pytest.fixture
def worker(centre: Centre, engine: AsyncEngine) -> AudioProofWorker:
    """The worker of one server, a little after an hour's end."""
    now = centre.clock.now()
    centre.clock.at = now.replace(minute=6, second=0, microsecond=0)
    queries = PostgresAudioProofQueries(engine)
    return AudioProofWorker(queries, centre.recordings, centre.commands, centre.clock)


def hour_of(centre: Centre) -> datetime:
    return centre.clock.now().replace(minute=0) - timedelta(hours=1)


async def called(centre: Centre, seconds: int = 60, **changed: Any) -> Call:
    """A call of the hour before this, over."""
    began = hour_of(centre) + timedelta(minutes=10)
    notes = changed.pop("notes", ())
    call = await centre.offer_call("13805276621", began, notes)
    over = {"state": CallState.ENDED, "ended_at": began + timedelta(seconds=seconds)}
    await centre.change_call(call, **(over | changed))
    return call


def keep(centre: Centre, call: Call, seconds: float | None, **changed: Any) -> None:
    """What the recorder has of it."""
    length = None if seconds is None else int(seconds * 1000)
    row = recorded(centre, name=call.recording, duration_ms=length, call_id=call.id)
    centre.recordings.rows.append(replace(row, **changed))


async def told(centre: Centre, role: Role = Role.DIRECTOR) -> dict[str, Any]:
    answer: dict[str, Any] = (await centre.by(role).get("/audio-proofs")).json()
    return answer


async def test_an_hour_whose_calls_have_their_audio_is_proven(
    centre: Centre, worker: AudioProofWorker
):
    keep(centre, await called(centre), 60.2)
    refused = await called(centre, notes=(CallNote.NO_CODEC,))
    assert await worker.prove_next()
    assert not await worker.prove_next()
    (hour,) = (await told(centre))["hours"]
    assert (hour["calls"], hour["recordings"], hour["gaps"]) == (1, 1, [])
    assert refused.recording
    assert worker.findings() == {}


async def test_a_call_without_audio_is_shown_until_a_person_says_why(
    centre: Centre, worker: AudioProofWorker
):
    silent, short, lost = [await called(centre) for _ in range(3)]
    keep(centre, silent, None)
    keep(centre, short, 40.0)
    await worker.prove_next()
    assert worker.findings() == GAPS
    (hour,) = (await told(centre))["hours"]
    found = {one["call_id"]: (one["kind"], one["missing_s"]) for one in hour["gaps"]}
    assert found == {
        str(silent.id): ("silent", 60.0),
        str(short.id): ("short", 20.0),
        str(lost.id): ("missing", 60.0),
    }
    asked = {"hour": hour["hour"], "reason": "录音盘更换"}
    leader = centre.by(Role.SHIFT_LEADER)
    answer = await leader.act("POST", "/audio-proofs/explain", asked)
    assert (answer.status_code, answer.json()["reason"]) == (200, "录音盘更换")
    assert len(answer.json()["gaps"]) == 3
    await worker.prove_next()
    assert worker.findings() == {}
    assert [one[1] for one in await centre.trail()].count("explain_gaps") == 1


async def test_a_message_left_must_be_there_too(centre: Centre, worker: AudioProofWorker):
    call = await called(centre, message=MESSAGE)
    keep(centre, call, 60.0)
    await worker.prove_next()
    (hour,) = (await told(centre))["hours"]
    assert [one["recording"] for one in hour["gaps"]] == [MESSAGE]


async def test_nothing_is_judged_while_a_recorder_is_away_and_that_is_shown(
    centre: Centre, worker: AudioProofWorker
):
    keep(centre, await called(centre), 60.0)
    assert await worker.prove_next()
    centre.recordings.away = ("node1",)
    for hours, lamp in ((1, {}), (3, LATE)):
        centre.clock.move(hours=hours)
        with pytest.raises(RecorderAway):
            await worker.prove_next()
        assert worker.findings() == lamp
    assert len((await told(centre))["hours"]) == 1
    centre.recordings.away = ()
    while await worker.prove_next():
        pass
    assert worker.findings() == {}
    assert len((await told(centre))["hours"]) == 5


async def test_a_call_that_is_still_brought_in_is_waited_for_and_not_for_ever(
    centre: Centre, worker: AudioProofWorker, engine: AsyncEngine
):
    call = await called(centre)
    keep(centre, call, None, state="writing")
    assert not await worker.prove_next()
    other = AudioProofWorker(
        PostgresAudioProofQueries(engine), centre.recordings, centre.commands, centre.clock
    )
    centre.recordings.rows.clear()
    keep(centre, call, 60.0)
    assert await other.prove_next()
    assert not await worker.prove_next()


async def test_an_hour_that_is_not_over_is_not_judged(centre: Centre, worker: AudioProofWorker):
    centre.clock.at = centre.clock.now().replace(minute=4)
    assert not await worker.prove_next()


async def test_who_may_not_search_does_not_see_and_who_may_not_explain_is_refused(
    centre: Centre, worker: AudioProofWorker
):
    await called(centre)
    await worker.prove_next()
    assert (await centre.by(Role.CALL_TAKER).get("/audio-proofs")).status_code == 403
    asked = {"hour": hour_of(centre).isoformat(), "reason": "录音盘更换"}
    answer = await centre.by(Role.CALL_TAKER).act("POST", "/audio-proofs/explain", asked)
    assert answer.status_code == 403
