"""Every search of recordings, every play and every denial of either stands in the trail."""

import pytest

from dispatch.domain.people import Role, Verb
from tests.integration.directory.conftest import STAFF, Centre

NAME = "20251122-120000-node1-1763784000.8"
NUMBER = "13805276621"
PLAY = f"/recordings/{NAME}/playback"


async def lines(centre: Centre) -> list[tuple[str, str, str]]:
    """What the trail says about recordings."""
    return [line for line in await centre.trail() if "recording" in line[1]]


@pytest.mark.mission("B43")
async def test_a_search_stands_in_the_trail_without_the_number_that_was_searched(centre: Centre):
    asked = {"number": NUMBER, "from": "2025-11-22T00:00:00+08:00", "before": NAME, "limit": 5}
    answer = await centre.by(Role.DIRECTOR).get("/recordings", **asked)
    assert answer.status_code == 200
    bounds = f"since=2025-11-22T00:00:00+08:00 before={NAME} limit=5"
    said = f"number=138******21 {bounds} with_empty=False redacted=False"
    assert await lines(centre) == [(f"staff:{STAFF[Role.DIRECTOR]}", "search_recordings", said)]


@pytest.mark.mission("B43")
async def test_who_may_neither_search_nor_listen_is_refused_and_stands_in_the_trail(centre: Centre):
    person = centre.by(Role.ADMINISTRATOR)
    answers = [await person.get("/recordings", number=NUMBER), await person.act("POST", PLAY, {})]
    assert [answer.json()["code"] for answer in answers] == ["right_missing"] * 2
    actor = f"staff:{STAFF[Role.ADMINISTRATOR]}"
    assert await lines(centre) == [
        (actor, f"{Verb.SEARCH_RECORDINGS}_denied", "-"),
        (actor, f"{Verb.PLAY_RECORDINGS}_denied", NAME),
    ]
    assert not centre.recordings.asked


async def test_what_is_no_name_of_a_recording_is_not_kept_in_the_trail(centre: Centre):
    person = centre.by(Role.ADMINISTRATOR)
    await person.act("POST", f"/recordings/{NUMBER}%20x/playback", {})
    assert [subject for _, _, subject in await lines(centre)] == ["-"]


async def test_nobody_without_a_session_writes_into_the_trail(centre: Centre):
    answer = await centre.by(None).get("/recordings")
    assert answer.status_code == 401
    assert await lines(centre) == []
