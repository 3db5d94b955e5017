"""Settings are changed in the browser, by versions, and seats and phones follow."""

from typing import Any

import pytest

from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre


async def settings(centre: Centre, **changed: object) -> dict[str, Any]:
    """Give a change on top of what is in force."""
    now: dict[str, Any] = (await centre.by(Role.CALL_TAKER).get("/site")).json()
    base_version = now.pop("version")
    del now["changed_by"], now["changed_at"]
    return now | {"base_version": base_version} | changed


async def put(centre: Centre, body: object) -> tuple[int, dict[str, Any]]:
    answer = await centre.by(Role.ADMINISTRATOR).act("PUT", "/site", body)
    return answer.status_code, answer.json()


@pytest.mark.mission("A56")
async def test_a_new_seat_is_on_the_board_and_its_phone_can_register(centre: Centre):
    body = await settings(centre)
    body["seats"].append({"number": 7, "kind": "desk"})
    status, changed = await put(centre, body)
    assert (status, changed["version"], changed["changed_by"]) == (200, 2, "9001")
    board = (await centre.by(Role.CALL_TAKER).get("/board")).json()
    assert [seat["number"] for seat in board["seats"]] == [1, 2, 3, 7]
    secrets = await centre.queries.list_phone_secrets()
    assert secrets["8001"] == "secret-of-8001"
    assert len(secrets["8007"]) >= 24
    assert "site_changed" in await centre.kinds()
    assert ("staff:9001", "change_site", "version:2") in await centre.trail()


async def test_the_slower_of_two_editors_is_told(centre: Centre):
    body = await settings(centre, wrap_up_s=5)
    assert (await put(centre, body))[0] == 200
    status, problem = await put(centre, body | {"wrap_up_s": 9})
    assert (status, problem["code"]) == (409, "site_changed_meanwhile")
    assert (await settings(centre))["wrap_up_s"] == 5


async def test_a_seat_where_somebody_sits_stays(centre: Centre):
    signed_on = await centre.by(Role.CALL_TAKER).act("POST", "/seats/3/sign-on")
    assert signed_on.status_code == 200
    body = await settings(centre)
    body["seats"].pop()
    status, problem = await put(centre, body)
    assert (status, problem["code"], problem["parameters"]) == (409, "seat_in_use", {"seat": 3})
    assert "8003" in await centre.queries.list_phone_secrets()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (
            {"trunks": [{"name": "carrier", "host": "carrier.example", "port": 5060}]},
            "site_invalid",
        ),
        ({"spare_phones": ["carrier"]}, "site_invalid"),
        ({"spare_phones": ["../etc"]}, "not_understood"),
        ({"backup_numbers": ["8001"]}, "site_invalid"),
        ({"backup_numbers": ["${EXTEN}"]}, "not_understood"),
        ({"message_after_s": 5}, "not_understood"),
        ({"seats": []}, "not_understood"),
        ({"seats": [{"number": 100, "kind": "soft"}]}, "not_understood"),
        ({"area_code": "527"}, "not_understood"),
        ({"answer_overdue_after_s": 0}, "not_understood"),
        ({"unknown": 1}, "not_understood"),
    ],
)
async def test_what_no_exchange_could_be_built_from_is_refused(
    centre: Centre, wrong: dict[str, object], code: str
):
    status, problem = await put(centre, await settings(centre, **wrong))
    assert (status, problem["code"]) == (422, code)
    assert (await settings(centre))["base_version"] == 1


async def test_settings_are_changed_by_somebody_who_has_just_said_his_password(centre: Centre):
    body = await settings(centre)
    centre.clock.move(minutes=6)
    assert (await put(centre, body))[1]["code"] == "reauthentication_needed"
