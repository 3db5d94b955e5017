"""Recordings are found, masked by age and role, and heard by signed addresses for minutes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from dispatch.domain.people import Role
from dispatch.ports.recordings import LabelFilter, Recording
from tests.integration.directory.conftest import Centre

NUMBER = "13805276621"
NAME = "20251122-120000-node1-1763784000.8"


def recorded(centre: Centre, **changed: Any) -> Recording:
    ended_at = centre.clock.now() - timedelta(hours=1)
    recording = Recording(
        name=NAME,
        exchange="node1",
        state="stored",
        started_at=ended_at - timedelta(minutes=3),
        ended_at=ended_at,
        duration_ms=180_000,
        repaired=False,
        fault=None,
        sha256="ab",
        call_id=UUID(int=4),
        number=NUMBER,
        called_number="120",
        seat=1,
        staff_number="1027",
    )
    return replace(recording, **changed)


async def numbers(centre: Centre, role: Role) -> list[str | None]:
    page = await centre.by(role).get("/recordings")
    return [one["number"] for one in page.json()["recordings"]]


@pytest.mark.mission("B41")
async def test_numbers_are_open_to_desks_for_a_day_and_to_nobody_else(centre: Centre):
    old = centre.clock.now() - timedelta(hours=25)
    centre.recordings.rows = [
        recorded(centre),
        recorded(centre, ended_at=old, started_at=old),
        recorded(centre, ended_at=None, started_at=old, state="damaged"),
        recorded(centre, ended_at=None, state="writing"),
    ]
    masked = "138******21"
    assert await numbers(centre, Role.SHIFT_LEADER) == [NUMBER, masked, masked, NUMBER]
    assert await numbers(centre, Role.DIRECTOR) == [masked] * 4


async def test_filters_reach_the_recorders_and_what_is_missing_is_said(centre: Centre):
    centre.recordings.rows = [recorded(centre)]
    centre.recordings.away = ("node2",)
    asked = {"number": "6621", "from": "2025-11-22T00:00:00+08:00", "before": NAME, "limit": 1}
    page = (await centre.by(Role.DIRECTOR).get("/recordings", **asked)).json()
    assert (page["index"], page["away"], page["next_before"]) == ("database", ["node2"], NAME)
    wanted = centre.recordings.asked[0]
    assert (wanted.number, wanted.before, wanted.limit, wanted.until) == ("6621", NAME, 1, None)
    assert wanted.since is not None
    assert wanted.since.isoformat() == "2025-11-22T00:00:00+08:00"


@pytest.mark.mission("B43")
async def test_a_player_hears_what_its_person_was_allowed_to_and_only_for_minutes(centre: Centre):
    centre.recordings.rows = [recorded(centre)]
    centre.recordings.sound = {(NAME, "flac"): b"fLaC and more", (NAME, "peaks"): b"{}"}
    path = f"/recordings/{NAME}/playback"
    playback = await centre.by(Role.DIRECTOR).act("POST", path, {"reason": "质控"})
    addresses, player = playback.json(), centre.by(None).http
    whole = await player.get(addresses["audio_url"])
    assert (whole.status_code, whole.content) == (200, b"fLaC and more")
    assert whole.headers["cache-control"] == "private, no-store"
    part = await player.get(addresses["audio_url"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"fLaC")
    assert (await player.get(addresses["peaks_url"])).content == b"{}"
    assert ("staff:3001", "play_recording", NAME) in await centre.trail()
    assert "recording_played" in await centre.kinds()
    centre.clock.move(minutes=5)
    late = await player.get(addresses["audio_url"])
    assert (late.status_code, late.json()["code"]) == (403, "signature_invalid")


async def test_an_address_without_its_signature_gives_nothing(centre: Centre):
    centre.recordings.sound = {(NAME, "flac"): b"fLaC"}
    for address in (f"/media/recordings/{NAME}.flac", f"/media/recordings/{NAME}.flac?expires=9"):
        refused = await centre.by(Role.DIRECTOR).http.get(address)
        assert (refused.status_code, refused.json()["code"]) == (403, "signature_invalid")
    assert (await centre.by(None).http.get("/media/recordings/x.exe")).status_code == 422


async def test_nothing_stands_in_the_trail_for_a_recording_that_is_not_there(centre: Centre):
    path = f"/recordings/{NAME}/playback"
    refused = await centre.by(Role.DIRECTOR).act("POST", path, {})
    assert (refused.status_code, refused.json()["code"]) == (404, "recording_not_found")
    assert not [line for line in await centre.trail() if line[1] == "play_recording"]


async def test_an_address_names_no_host_so_that_it_holds_on_both_servers(centre: Centre):
    centre.recordings.rows = [recorded(centre)]
    playback = await centre.by(Role.DIRECTOR).act("POST", f"/recordings/{NAME}/playback", {})
    assert not urlsplit(playback.json()["audio_url"]).netloc


@pytest.mark.mission("A82")
async def test_filters_by_label_and_length_are_asked_of_the_recorders(centre: Centre):
    asked = {
        "digits": "8765",
        "called": "120",
        "seat": 3,
        "staff_number": "1001",
        "min_duration_ms": 1,
        "max_duration_ms": 2,
    }
    answer = await centre.by(Role.DIRECTOR).get("/recordings", **asked)

    assert answer.status_code == 200
    assert centre.recordings.asked[-1].labels == LabelFilter("8765", "120", 3, "1001", 1, 2)


async def test_digits_too_few_to_search_by_are_refused(centre: Centre):
    answer = await centre.by(Role.DIRECTOR).get("/recordings", digits="12")

    assert answer.status_code == 422
    assert not centre.recordings.asked
