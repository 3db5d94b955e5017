"""People are managed in the browser; their rights follow at once."""

import pytest

from dispatch.domain.people import Role
from tests.integration.directory.conftest import PASSWORD, Centre

ADDED = {"staff_number": "1031", "name": "王强", "roles": ["call_taker"], "password": PASSWORD}


@pytest.mark.mission("A31", "B43")
async def test_a_new_person_signs_in_with_the_roles_he_was_given(centre: Centre):
    page, nobody = centre.by(Role.ADMINISTRATOR), centre.by(None)
    added = await page.act("POST", "/people", ADDED)
    assert added.status_code == 200
    assert added.json() == {
        "staff_number": "1031",
        "name": "王强",
        "roles": ["call_taker"],
        "active": True,
        "skills": [],
        "trainee": False,
    }
    signed_in = await nobody.act("POST", "/session", {"staff_number": "1031", "password": PASSWORD})
    assert signed_in.json()["you"]["roles"] == ["call_taker"]
    assert "1031" in [one["staff_number"] for one in (await page.get("/people")).json()]
    assert ("staff:9001", "add_person", "1031") in await centre.trail()


@pytest.mark.parametrize(
    "change",
    [{"active": False}, {"roles": ["auditor"]}, {"password": "一个完全不同的新的密码"}],
)
async def test_a_change_of_rights_ends_the_session_wherever_it_is(
    centre: Centre, change: dict[str, object]
):
    taker = centre.by(Role.CALL_TAKER)
    assert (await taker.get("/board")).status_code == 200
    changed = await centre.by(Role.ADMINISTRATOR).act("PATCH", "/people/1027", change)
    assert changed.status_code == 200
    refused = await taker.get("/board")
    assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")


async def test_the_last_administrator_cannot_lock_everybody_out(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    for change in ({"active": False}, {"roles": ["director"]}):
        refused = await page.act("PATCH", "/people/9001", change)
        assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    assert (await page.get("/people")).status_code == 200


async def test_people_are_changed_by_somebody_who_has_just_said_his_password(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    centre.clock.move(minutes=6)
    refused = await page.act("POST", "/people", ADDED)
    assert (refused.status_code, refused.json()["code"]) == (403, "reauthentication_needed")
    assert (await page.get("/people")).status_code == 200


async def test_a_staff_number_is_given_once_and_a_retry_gives_the_first_answer(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    first = await page.act("POST", "/people", ADDED)
    again = await page.act("POST", "/people", ADDED)
    assert (again.status_code, again.json()["code"]) == (409, "person_exists")
    assert first.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        ADDED | {"password": "short"},
        ADDED | {"roles": []},
        ADDED | {"roles": ["king"]},
        ADDED | {"staff_number": "10 31"},
        ADDED | {"name": "  "},
        ADDED | {"extra": 1},
    ],
)
async def test_what_is_no_person_is_not_understood(centre: Centre, body: dict[str, object]):
    refused = await centre.by(Role.ADMINISTRATOR).act("POST", "/people", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_understood")
    assert PASSWORD not in refused.text
