"""Incidents over a server's routes: opened, filled in, placed, joined, closed; who sees what."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from dispatch.domain.call import Call, CallState
from dispatch.domain.people import Role
from dispatch.ports.commands import Json
from dispatch.ports.transaction import Transaction
from dispatch.services.incidents.receive_call import receive_call
from tests.integration.directory.conftest import Centre, Client

ZONE = ZoneInfo("Asia/Shanghai")
MOBILE = "13805276621"
GATE = {"text": "城厢区文献东路88号 红砖小楼", "point": {"lon": 119.0, "lat": 25.43}}
NEAR_GATE = {"text": "文献东路与胜利路口", "point": {"lon": 119.002, "lat": 25.431}}


async def receive(centre: Centre, call: Call) -> None:
    async def run(tx: Transaction) -> Json:
        await receive_call(call.id, ZONE, tx)
        return None

    await centre.run(run)


async def answered_call(centre: Centre, number: str | None = MOBILE) -> Call:
    call = await centre.offer_call(number)
    answered = {"state": CallState.TALKING, "seat": 2, "staff_number": "1027"}
    await centre.change_call(call, **answered, answered_at=centre.clock.now())
    await receive(centre, call)
    return call


async def ok(client: Client, method: str, path: str, body: object = None) -> dict[str, Any]:
    answer = await client.act(method, path, body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def incident_of(centre: Centre, call: Call) -> dict[str, Any]:
    page = (await centre.by(Role.CALL_TAKER).get("/incidents")).json()["incidents"]
    return next(one for one in page if str(call.id) in one["calls"])


@pytest.mark.mission("A34", "A47", "D14")
async def test_an_answered_call_is_worked_from_its_first_word_to_its_end(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    opened = await incident_of(centre, await answered_call(centre))
    assert (opened["state"], opened["taker_seat"], opened["opened_by"]) == ("received", 2, "1027")
    assert opened["form"]["contact_number"] == MOBILE
    path = f"/incidents/{opened['id']}"

    known = {"complaint": "chest_pain", "conscious": "unknown"}
    said = {**known, "priority": 1, "patient_name": "某甲"}
    await ok(desk, "PATCH", f"{path}/form", said)
    await ok(desk, "PATCH", f"{path}/form", {"notes": "红色大门", "patient_name": None})
    asked = {**GATE, "source": "suggestion", "typed": "xfl 南门"}
    placed = await ok(desk, "PUT", f"{path}/scene", asked)
    assert placed["state"] == "open"
    assert placed["waiting_since"]
    assert placed["scene"] == asked
    await ok(desk, "PUT", f"{path}/pick-up-point", {"text": "小区南门"})
    await ok(desk, "POST", f"{path}/read-back")
    await ok(desk, "POST", f"{path}/chases", {"note": "家属催促"})
    closed = await ok(desk, "POST", f"{path}/close", {"reason": "served"})

    form = closed["form"]
    assert (form["complaint"], form["conscious"], form["priority"]) == ("chest_pain", "unknown", 1)
    assert (form["notes"], form["patient_name"], form["breathing"]) == ("红色大门", None, None)
    assert (closed["state"], closed["waiting_since"], closed["chases"]) == ("closed", None, 1)
    kinds = [kind for kind in await centre.kinds() if kind.startswith("incident_")]
    assert kinds == [
        "incident_opened",
        "incident_changed",
        "incident_changed",
        "incident_scene_confirmed",
        "incident_pick_up_changed",
        "incident_read_back",
        "incident_chased",
        "incident_closed",
    ]
    assert (await ok(desk, "POST", f"{path}/reopen"))["state"] == "open"


async def test_numbers_count_the_day_of_the_centre_without_a_gap(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    opened = await asyncio.gather(*(ok(desk, "POST", "/incidents", {}) for _ in range(6)))
    day = centre.clock.now().astimezone(ZONE).strftime("%Y%m%d")
    numbers = sorted(one["number"] for one in opened)
    assert numbers == [f"{day}-{count:04d}" for count in range(1, 7)]


@pytest.mark.mission("B4", "F2")
async def test_the_same_person_calling_again_speaks_of_the_same_incident(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    first, second = await answered_call(centre), await answered_call(centre)
    joined = await incident_of(centre, second)
    assert joined["calls"] == [str(first.id), str(second.id)]
    await receive(centre, second)
    own = await ok(desk, "POST", f"/calls/{second.id}/separate")
    assert own["calls"] == [str(second.id)]
    assert own["number"] != joined["number"]
    strangers = [await answered_call(centre, None), await answered_call(centre, "13900001111")]
    found = {(await incident_of(centre, call))["id"] for call in strangers}
    assert len(found | {own["id"], joined["id"]}) == 4


@pytest.mark.mission("F2")
async def test_six_callers_of_one_crash_become_one_incident_and_each_join_can_be_undone(
    centre: Centre,
):
    desk = centre.by(Role.CALL_TAKER)
    calls = [await answered_call(centre, f"1380000000{n}") for n in range(6)]
    own = [await incident_of(centre, call) for call in calls]
    host = own[0]
    await ok(desk, "PUT", f"/incidents/{host['id']}/scene", {**GATE, "source": "map"})
    await ok(desk, "PUT", f"/incidents/{own[1]['id']}/scene", {**NEAR_GATE, "source": "map"})
    twins = (await desk.get(f"/incidents/{own[1]['id']}/duplicates")).json()["incidents"]
    assert [(one["incident_id"], one["why"]) for one in twins] == [(host["id"], "near")]
    assert 150 < twins[0]["distance_m"] < 300
    for call in calls[1:]:
        await ok(desk, "POST", f"/calls/{call.id}/join", {"incident_id": host["id"]})
    assert (await incident_of(centre, calls[0]))["calls"] == [str(call.id) for call in calls]
    board = (await desk.get("/board")).json()
    assert sorted(one["state"] for one in board["incidents"]) == ["merged"] * 5 + ["open"]

    back = await ok(desk, "POST", f"/calls/{calls[1].id}/separate")
    assert (back["id"], back["state"], back["merged_into"]) == (own[1]["id"], "open", None)
    merged = await ok(desk, "POST", f"/incidents/{back['id']}/merge", {"into": host["id"]})
    assert (merged["state"], merged["calls"]) == ("merged", [])
    again = await ok(desk, "POST", f"/incidents/{back['id']}/unmerge")
    assert (again["state"], again["calls"]) == ("open", [str(calls[1].id)])
    assert len((await incident_of(centre, calls[0]))["calls"]) == 5


async def test_a_call_that_two_people_join_at_once_belongs_to_one_incident(centre: Centre):
    desk, leader = centre.by(Role.CALL_TAKER), centre.by(Role.SHIFT_LEADER)
    hosts = [await ok(desk, "POST", "/incidents", {}) for _ in range(2)]
    call = await answered_call(centre)
    await asyncio.gather(
        *(
            by.act("POST", f"/calls/{call.id}/join", {"incident_id": host["id"]})
            for by, host in zip((desk, leader), hosts, strict=True)
        )
    )
    page = (await desk.get("/incidents")).json()["incidents"]
    assert sum(str(call.id) in one["calls"] for one in page) == 1


async def test_an_incident_of_the_past_is_masked_and_each_look_behind_it_is_accounted_for(
    centre: Centre,
):
    desk, leader = centre.by(Role.CALL_TAKER), centre.by(Role.SHIFT_LEADER)
    opened = await incident_of(centre, await answered_call(centre))
    path = f"/incidents/{opened['id']}"
    await ok(desk, "PATCH", f"{path}/form", {"patient_name": "某甲", "history": "高血压"})
    await ok(desk, "PUT", f"{path}/scene", {**GATE, "source": "map"})
    assert (await centre.by(Role.DIRECTOR).get(path)).json()["form"]["patient_name"] == "某**"
    await ok(desk, "POST", f"{path}/close", {"reason": "served"})
    assert (await desk.get(path)).json()["form"]["patient_name"] == "某甲"

    centre.clock.move(hours=25)
    old = (await desk.get(path)).json()
    assert (old["form"]["patient_name"], old["form"]["history"]) == ("某**", "***")
    assert old["form"]["contact_number"] == "138******21"
    assert (old["scene"]["text"], old["scene"]["point"]) == ("城厢区文献东***", None)
    story = (await desk.get(f"{path}/story")).json()
    assert "某甲" not in str(story)
    assert MOBILE not in str(story)
    assert (await desk.act("POST", f"{path}/unmask", {"reason": "x"})).status_code == 403
    seen = await ok(leader, "POST", f"{path}/unmask", {"reason": "投诉核查"})
    assert seen["form"]["patient_name"] == "某甲"
    assert ("staff:2003", "unmask_incident", opened["id"]) in await centre.trail()
    assert (await centre.kinds())[-1] == "incident_viewed"


async def test_the_story_tells_all_events_of_an_incident_and_of_its_calls(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    first, second = await answered_call(centre), await answered_call(centre, "13900001111")
    host = await incident_of(centre, first)
    await ok(desk, "POST", f"/calls/{second.id}/join", {"incident_id": host["id"]})
    story = (await desk.get(f"/incidents/{host['id']}/story")).json()
    kinds = [event["kind"] for event in story["events"]]
    assert kinds == [
        "call_offered",
        "incident_opened",
        "call_offered",
        "incident_opened",
        "incident_merged",
        "call_joined",
    ]
    assert all(event["actor"] and event["recorded_at"] for event in story["events"])


async def test_complaints_come_by_own_use_and_an_administrator_writes_the_table(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    opened = await ok(desk, "POST", "/incidents", {})
    await ok(desk, "PATCH", f"/incidents/{opened['id']}/form", {"complaint": "burn"})
    table = (await desk.get("/complaints")).json()
    assert len(table) >= 20
    assert (table[0]["code"], table[0]["uses"], table[0]["needs"]) == ("burn", 1, ["burns"])
    unknown = await desk.act("PATCH", f"/incidents/{opened['id']}/form", {"complaint": "no_such"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "complaint_unknown")

    line = {"code": "bee_sting", "name": "蜂蜇伤", "english": "Bee sting", "priority": 2}
    administrator = centre.by(Role.ADMINISTRATOR)
    twice = await administrator.act("PUT", "/complaints", {"complaints": [line, line]})
    assert (twice.status_code, twice.json()["code"]) == (422, "complaint_repeated")
    written = await administrator.act("PUT", "/complaints", {"complaints": [line]})
    assert [one["code"] for one in written.json()] == ["bee_sting"]
    board = (await desk.get("/board")).json()
    assert [one["name"] for one in board["complaints"]] == ["蜂蜇伤"]


async def test_what_ended_a_while_ago_has_left_the_board(centre: Centre):
    desk = centre.by(Role.CALL_TAKER)
    opened = await ok(desk, "POST", "/incidents", {})
    await ok(desk, "POST", f"/incidents/{opened['id']}/close", {"reason": "misdial"})
    assert len((await desk.get("/board")).json()["incidents"]) == 1

    async def run(tx: Transaction) -> Json:
        one = await tx.incidents.get(UUID(opened["id"]))
        await tx.incidents.save(replace(one, closed_at=tx.now - timedelta(minutes=11)))
        return None

    await centre.run(run)
    assert (await desk.get("/board")).json()["incidents"] == []
