"""Holds and deletions by two persons, over the centre's wire, each in the audit trail."""

import pytest

from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

NAME = "20251122-120000-node1-1763784000.1"
WHY = {"reason": "法院调取"}


async def act(centre: Centre, role: Role, verb: str, body: dict[str, str] | None = None) -> object:
    answer = await centre.by(role).act("POST", f"/recordings/{NAME}/{verb}", body)
    told = answer.json()
    return answer.status_code, told.get("code", told.get("recording"))


@pytest.mark.mission("A76")
async def test_a_hold_and_its_release_are_told_and_audited(centre: Centre):
    done = await act(centre, Role.DIRECTOR, "hold", WHY)
    told = (await centre.by(Role.ADMINISTRATOR).http.get("/api/v1/recording-stores")).json()
    released = await act(centre, Role.SHIFT_LEADER, "release", WHY)
    again = await act(centre, Role.SHIFT_LEADER, "release", WHY)

    assert done == (200, NAME)
    here, away = told["exchanges"]
    assert ([one["recording"] for one in here["holds"]], away["is_away"]) == ([NAME], True)
    assert (released, again) == ((200, NAME), (409, "recording_not_held"))
    trail = [(verb, subject) for _, verb, subject in await centre.trail()]
    assert trail.count(("hold_recording", NAME)) == 1
    assert trail.count(("release_recording", NAME)) == 1


@pytest.mark.mission("A76")
async def test_one_asks_and_another_confirms(centre: Centre):
    asked = await act(centre, Role.SHIFT_LEADER, "ask-deletion", WHY)
    confirmed = await act(centre, Role.DIRECTOR, "confirm-deletion")

    assert asked == confirmed == (200, NAME)
    trail = [(verb, subject) for _, verb, subject in await centre.trail()]
    assert ("ask_deletion", NAME) in trail
    assert ("confirm_deletion", NAME) in trail


async def test_who_confirms_has_just_said_his_password(centre: Centre):
    await act(centre, Role.SHIFT_LEADER, "ask-deletion", WHY)
    centre.clock.move(minutes=6)

    assert await act(centre, Role.DIRECTOR, "confirm-deletion") == (403, "reauthentication_needed")


async def test_who_asked_cannot_confirm_and_may_withdraw(centre: Centre):
    await act(centre, Role.DIRECTOR, "ask-deletion", WHY)
    alone = await act(centre, Role.DIRECTOR, "confirm-deletion")
    withdrawn = await act(centre, Role.DIRECTOR, "withdraw-deletion")

    assert (alone, withdrawn) == ((409, "same_person"), (200, NAME))
