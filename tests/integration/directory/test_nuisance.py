"""Marking a call, the locks, and lifting one, through the routes and the database."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.nuisance_queries import PostgresNuisanceQueries
from dispatch.domain.call_note import CallNote
from dispatch.domain.nuisance import Protection
from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

NUMBER = "13805276600"


async def mark(centre: Centre, **body: int) -> httpx2.Response:
    call = await centre.offer_call(NUMBER)
    return await centre.by(Role.SHIFT_LEADER).act("POST", f"/calls/{call.id}/nuisance", body)


@pytest.mark.mission("A17")
async def test_a_leaders_mark_locks_and_his_lift_ends_it(centre: Centre):
    marked = await mark(centre, hours=1)
    assert marked.status_code == 200, marked.text
    lock = marked.json()["lock"]
    board = (await centre.by(Role.CALL_TAKER).get("/board")).json()
    assert [one["number"] for one in board["locks"]] == [NUMBER]
    lifted = await centre.by(Role.SHIFT_LEADER).act("POST", f"/locks/{lock['id']}/lift")
    assert lifted.json()["lifted_by"] == "2003"
    again = await centre.by(Role.SHIFT_LEADER).act("POST", f"/locks/{lock['id']}/lift")
    assert (again.status_code, again.json()["code"]) == (409, "lock_over")
    verbs = [verb for _, verb, _ in await centre.trail()]
    assert verbs[-3:] == ["mark_nuisance", "lock_number", "lift_lock"]
    listed = (await centre.by(Role.SHIFT_LEADER).get("/locks")).json()
    assert [one["ended_at"] is None for one in listed] == [False]


@pytest.mark.mission("A17")
async def test_a_key_patient_is_refused_with_the_reason(centre: Centre):
    patient = {
        "name": "张建国",
        "category": "心衰",
        "numbers": [NUMBER],
        "condition": "氧气在家",
        "access_note": "",
        "consent_by": "张建国",
        "consent_on": "2025-01-05T08:00:00+08:00",
    }
    await centre.by(Role.SHIFT_LEADER).act("POST", "/key-patients", patient)
    refused = await mark(centre)
    assert refused.status_code == 409
    assert refused.json()["code"] == "number_protected"
    assert refused.json()["parameters"] == {"reason": "key_patient"}


@pytest.mark.parametrize("hours", [0, 2, 25])
async def test_a_time_that_is_not_offered_is_refused(centre: Centre, hours: int):
    assert (await mark(centre, hours=hours)).status_code == 422


@pytest.mark.mission("A17")
async def test_calls_of_a_locked_number_are_counted_on_one_lock(
    centre: Centre, engine: AsyncEngine
):
    await mark(centre)
    for _ in range(3):
        await centre.offer_call(NUMBER, notes=(CallNote.LOCKED,))
    (lock,) = (await centre.by(Role.SHIFT_LEADER).get("/locks")).json()
    assert lock["calls"] == 3
    facts = await PostgresNuisanceQueries(engine).read_exchange_facts()
    assert [one.number for one in facts.locks] == [NUMBER]
    assert set(facts.telephones) == {
        Protection.HOSPITAL,
        Protection.STATION,
        Protection.RELATED_UNIT,
        Protection.KEY_PATIENT,
    }


@pytest.mark.mission("B4")
async def test_who_served_a_number_last_is_known_for_ten_minutes(
    centre: Centre, engine: AsyncEngine
):
    call = await centre.offer_call(NUMBER)
    other = await centre.offer_call("13805276601")
    await centre.change_call(call, seat=2, answered_at=centre.clock.now())
    centre.clock.move(minutes=-11)
    await centre.change_call(other, seat=1, answered_at=centre.clock.now())
    facts = await PostgresNuisanceQueries(engine).read_exchange_facts()
    assert [(one.number, one.seat) for one in facts.served] == [(NUMBER, 2)]
