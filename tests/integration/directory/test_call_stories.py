"""One story per call: all its recordings as lanes on one time line, opened as one audited look."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatch.domain.call import Call, CallState
from dispatch.domain.dialling import Direction
from dispatch.domain.people import Role
from dispatch.ports.recordings import Recording
from tests.integration.directory.conftest import Centre

NUMBER = "13805276621"


def recorded(centre: Centre, call: Call, name: str, **changed: Any) -> Recording:
    started_at = call.offered_at.replace(microsecond=0)
    recording = Recording(
        name=name,
        exchange="node1",
        state="stored",
        started_at=started_at,
        ended_at=started_at + timedelta(seconds=60.5),
        duration_ms=60_000,
        repaired=False,
        fault=None,
        sha256="ab",
        call_id=call.id,
        number=NUMBER,
        called_number="120",
        seat=1,
        staff_number="1027",
    )
    return replace(recording, **changed)


async def open_story(centre: Centre, role: Role, **asked: Any) -> Any:
    return await centre.by(role).act("POST", "/stories", asked)


@pytest.mark.mission("A57", "A64")
async def test_a_call_and_its_call_back_are_one_story(centre: Centre):
    call = await centre.offer_call(NUMBER)
    back = await centre.offer_call(NUMBER)
    await centre.change_call(back, direction=Direction.OUT, follows=call.id)
    centre.recordings.rows = [
        recorded(centre, call, call.recording),
        recorded(centre, call, back.recording, call_id=back.id, exchange="node2"),
        recorded(centre, call, "20251122-120000-node1-1763784000.99"),
    ]
    of_call = (await open_story(centre, Role.SHIFT_LEADER, call_id=str(call.id))).json()
    of_back = (await open_story(centre, Role.SHIFT_LEADER, call_id=str(back.id))).json()
    kinds = {lane["kind"] for lane in of_call["lanes"]}
    assert kinds == {"call", "call_back", "other"}
    assert {lane["recording"]["name"] for lane in of_back["lanes"]} == {
        lane["recording"]["name"] for lane in of_call["lanes"]
    }
    own = next(lane for lane in of_call["lanes"] if lane["kind"] == "call")
    assert own["begin_known"] == "end"
    assert own["spans"][0]["kind"] == "ring"
    assert own["playback"]["peaks_url"].startswith("/media/recordings/")


async def test_every_recording_of_an_opened_story_stands_in_the_trail(centre: Centre):
    call = await centre.offer_call(NUMBER)
    centre.recordings.rows = [recorded(centre, call, call.recording)]
    await open_story(centre, Role.DIRECTOR, call_id=str(call.id), reason="质控")
    trail = await centre.trail()
    assert ("staff:3001", "open_story", str(call.id)) in trail
    assert ("staff:3001", "play_recording", call.recording) in trail


async def test_a_director_sees_a_story_masked_and_a_leader_of_today_in_full(centre: Centre):
    call = await centre.offer_call(NUMBER)
    centre.recordings.rows = [recorded(centre, call, call.recording)]
    seen = [
        (await open_story(centre, role, call_id=str(call.id))).json()
        for role in (Role.SHIFT_LEADER, Role.DIRECTOR)
    ]
    told = [(one["calls"][0]["number"], one["lanes"][0]["recording"]["number"]) for one in seen]
    assert told == [(NUMBER, NUMBER), ("138******21", "138******21")]


async def test_a_recording_that_is_still_written_has_no_address_and_an_empty_one_says_so(
    centre: Centre,
):
    call = await centre.offer_call(NUMBER)
    going_on = {"state": "writing", "ended_at": None, "duration_ms": None}
    centre.recordings.rows = [
        recorded(centre, call, call.recording, **going_on),
        recorded(centre, call, "20251122-120000-node1-1763784000.99", duration_ms=None),
    ]
    story = (await open_story(centre, Role.SHIFT_LEADER, recording=call.recording)).json()
    told = {lane["kind"]: (lane["empty"], lane["playback"]) for lane in story["lanes"]}
    assert told == {"call": (False, None), "other": (True, None)}


async def test_what_no_recorder_answers_for_is_named(centre: Centre):
    call = await centre.offer_call(NUMBER)
    centre.recordings.away = ("node2",)
    story = (await open_story(centre, Role.SHIFT_LEADER, call_id=str(call.id))).json()
    assert story["away"] == ["node2"]
    await centre.change_call(call, state=CallState.ABANDONED)


async def test_a_story_is_asked_for_by_exactly_one_thing(centre: Centre):
    refused = await open_story(centre, Role.DIRECTOR)
    assert (refused.status_code, refused.json()["code"]) == (422, "story_not_asked")
    kept_out = await open_story(centre, Role.CALL_TAKER, recording="x")
    assert kept_out.status_code == 403


@pytest.mark.mission("A83")
async def test_pieces_without_sound_are_off_the_list_until_they_are_asked_for(centre: Centre):
    await centre.by(Role.DIRECTOR).get("/recordings")
    await centre.by(Role.DIRECTOR).get("/recordings", with_empty=True)
    assert [wanted.with_empty for wanted in centre.recordings.asked] == [False, True]
