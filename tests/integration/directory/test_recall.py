"""A call-taker hears his own seat again while it is recorded; a leader hears a running call."""

from datetime import timedelta
from typing import Any

import pytest

from dispatch.domain.call import Call, CallState
from dispatch.domain.events import Kind, call_event
from dispatch.domain.people import Role
from dispatch.ports.commands import Json
from dispatch.ports.transaction import Transaction
from tests.integration.directory.conftest import Centre
from tests.integration.directory.test_call_stories import recorded

NUMBER = "13805276621"


async def talked_at(centre: Centre, seat: int) -> Call:
    """A call of three minutes that seat answered after one, and that still goes on."""
    now = centre.clock.now()
    call = await centre.offer_call(NUMBER, happened_at=now - timedelta(minutes=3))
    await centre.change_call(call, state=CallState.TALKING, seat=seat, staff_number="1027")
    talking = await centre.queries.find_call(call.id)
    assert talking is not None

    async def run(tx: Transaction) -> Json:
        tx.events.append(call_event(Kind.CALL_ANSWERED, talking))
        return None

    await centre.run(run)
    going_on = {"state": "writing", "ended_at": None, "duration_ms": None}
    centre.recordings.rows.append(recorded(centre, call, call.recording, **going_on))
    return call


async def recall(centre: Centre, role: Role = Role.CALL_TAKER) -> Any:
    return await centre.by(role).act("POST", "/recall")


@pytest.mark.mission("A57")
async def test_only_ones_own_seat_is_heard_again_and_each_time_is_accounted_for(centre: Centre):
    assert (await centre.by(Role.CALL_TAKER).act("POST", "/seats/1/sign-on")).status_code == 200
    own = await talked_at(centre, 1)
    await talked_at(centre, 2)
    centre.clock.move(seconds=30)
    told = (await recall(centre)).json()
    assert told["seat"] == 1
    assert {piece["call_id"] for piece in told["pieces"]} == {str(own.id)}
    trail = await centre.trail()
    assert ("staff:1027", "recall_seat", f"{own.recording} seat 1") in trail


async def test_the_stretch_is_part_of_what_is_signed(centre: Centre):
    await centre.by(Role.CALL_TAKER).act("POST", "/seats/1/sign-on")
    own = await talked_at(centre, 1)
    centre.clock.move(seconds=30)
    url = (await recall(centre)).json()["pieces"][0]["url"]
    centre.recordings.sound = {(own.recording, "recent"): b"RIFF and more"}
    player = centre.by(None).http
    heard = await player.get(url)
    assert (heard.status_code, heard.content) == (200, b"RIFF and more")
    span = url.split("?")[0].split(".")[-2]
    wider = await player.get(url.replace(f".{span}.", ".0-600000."))
    assert (wider.status_code, wider.json()["code"]) == (403, "signature_invalid")


async def test_who_sits_nowhere_hears_nothing(centre: Centre):
    refused = await recall(centre)
    assert refused.json()["code"] == "seat_not_yours"
    assert (await recall(centre, Role.DIRECTOR)).status_code == 403


@pytest.mark.mission("A57")
async def test_a_leader_hears_a_running_call_and_that_is_accounted_for(centre: Centre):
    call = await talked_at(centre, 1)
    path = f"/calls/{call.id}/live-sound"
    told = (await centre.by(Role.SHIFT_LEADER).act("POST", path)).json()
    centre.recordings.sound = {(call.recording, "live"): b"RIFF and on"}
    assert (await centre.by(None).http.get(told["url"])).content == b"RIFF and on"
    assert ("staff:2003", "hear_live", call.recording) in await centre.trail()
    refused = await centre.by(Role.CALL_TAKER).act("POST", path)
    assert refused.status_code == 403


async def test_a_call_that_is_over_has_no_live_sound(centre: Centre):
    call = await centre.offer_call(NUMBER)
    await centre.change_call(call, state=CallState.ABANDONED, ended_at=centre.clock.now())
    refused = await centre.by(Role.SHIFT_LEADER).act("POST", f"/calls/{call.id}/live-sound")
    assert refused.json()["code"] == "audio_not_ready"
