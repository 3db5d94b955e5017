"""Orders over a server's routes and a real database: sent, taken, followed, ended."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def refused(runs: Runs, incident: str, *vehicles: str, **asked: Any) -> tuple[int, str]:
    answer = await runs.ask_send(incident, *vehicles, **asked)
    return answer.status_code, answer.json()["code"]


@pytest.mark.mission("A36", "A46")
async def test_a_run_goes_from_its_order_to_standby_again(runs: Runs):
    station = await runs.device()
    incident = await runs.incident(complaint="chest_pain", contact_number="13805276621", priority=1)
    (sent,) = await runs.send(incident, "120A1", hospital_id=runs.hospitals["第一医院"])
    sheet = sent["sheet"]
    assert sent["number"] == f"{(await runs.look(incident))['number']}-1"
    assert (sheet["place"], sheet["complaint_name"]) == ("幸福里小区3号楼", "胸痛 胸闷")
    assert sheet["hospital"]["name"] == "第一医院"
    assert (sheet["pre_plan"], sheet["pre_plan_name"]) == ([], None)
    assert sent["mode"] == "straight_line"
    assert sent["travel_s"] > 0
    assert (await runs.vehicle("120A1"))["status"] == "ordered"
    board = (await station.get("/station/board")).json()
    assert [one["id"] for one in board["orders"]] == [sent["id"]]
    path = f"/station/orders/{sent['id']}"
    assert (await ok(station, "POST", f"{path}/receipt"))["state"] == "delivered"
    taken = await ok(station, "POST", f"{path}/acknowledge", {"revision": 1, "name": "赵六"})
    assert (taken["state"], taken["acknowledged_by"]) == ("acknowledged", "赵六")
    seen = []
    for milestone in ("departed", "arrived", "left_scene", "at_hospital", "returning"):
        await ok(station, "POST", f"{path}/stamp", {"milestone": milestone})
        seen.append((await runs.vehicle("120A1"))["status"])
    assert seen == ["to_scene", "on_scene", "to_hospital", "at_hospital", "returning"]
    done = await ok(station, "POST", f"{path}/stamp", {"milestone": "completed"})
    assert done["state"] == "completed"
    assert done["stamps"]["departed"]["wire"] == "station"
    assert (await runs.vehicle("120A1"))["status"] == "standby"
    (over,) = (await station.get("/station/board")).json()["orders"]
    assert (over["state"], over["sheet"]["place_point"]) == ("completed", None)
    assert "*" in over["sheet"]["contact_number"]
    assert (await runs.look(incident))["waiting_since"] is None
    closed = await ok(runs.desk, "POST", f"/incidents/{incident}/close", {"reason": "served"})
    assert closed["state"] == "closed"


async def test_every_act_on_an_order_is_told_to_desks_and_its_own_station(runs: Runs):
    await runs.device("S01")
    (sent,) = await runs.send(await runs.incident(), "120A1")
    await ok(runs.desk, "POST", f"/orders/{sent['id']}/acknowledge", {"revision": 1})
    found = await runs.told("order_sent", "order_acknowledged")
    assert [one.kind for one in found] == ["order_sent", "order_acknowledged"]
    assert {tuple(one.audiences) for one in found} == {("desks", "station:S01")}
    assert found[1].payload["order"]["acknowledged_wire"] == "voice"


async def test_several_vehicles_go_in_one_act_or_none_does(runs: Runs):
    incident = await runs.incident()
    first, second = await runs.send(incident, "120A1", "120B1")
    assert (first["number"][-2:], second["number"][-2:]) == ("-1", "-2")
    other = await runs.incident(
        {"text": "远处", "point": {"lon": 118.5, "lat": 34.2}, "source": "map"}
    )
    assert await refused(runs, other, "120A2", "120B1") == (409, "vehicle_not_available")
    assert (await runs.vehicle("120A2"))["status"] == "standby"


@pytest.mark.mission("A35")
async def test_every_vehicle_and_hospital_is_recommended_or_excluded_with_a_reason(runs: Runs):
    busy, other = (
        await runs.incident(),
        await runs.incident(
            {"text": "远处", "point": {"lon": 118.5, "lat": 34.2}, "source": "map"},
            complaint="chest_pain",
        ),
    )
    await runs.send(busy, "120A1")
    answer = (await runs.desk.get(f"/incidents/{other}/recommendation")).json()
    assert (answer["mode"], answer["positions"]) == ("straight_line", "stations")
    assert [one["name"] for one in answer["ranked"][:2]] == ["120B1", "120B2"]
    excluded = {one["name"]: one["reasons"][0] for one in answer["excluded"]}
    assert excluded == {"120A1": {"code": "on_run", "parameters": {"status": "ordered"}}}
    assert all(one["reasons"] for one in answer["ranked"] + answer["hospitals"])
    assert answer["hospitals"][0]["name"] == "第一医院"
    way = {"from_lon": 118.3, "from_lat": 33.9, "to_lon": 118.4, "to_lat": 33.9}
    route = (await runs.desk.get("/roads/route", **way)).json()
    assert (route["mode"], len(route["points"])) == ("straight_line", 2)


async def test_two_desks_cannot_send_the_same_vehicle(runs: Runs):
    incidents = [
        await runs.incident(
            {"text": f"第{n}处", "point": {"lon": 118.1 + n / 10, "lat": 33.9}, "source": "map"}
        )
        for n in range(4)
    ]
    answers = await asyncio.gather(*(runs.ask_send(one, "120A1", "120B1") for one in incidents))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len((await runs.vehicle("120A1"))["order_ids"]) == 1


async def test_a_repeated_key_sends_nothing_more(runs: Runs):
    incident, key = await runs.incident(), uuid4()
    first = await runs.ask_send(incident, "120A1", key=key)
    again = await runs.ask_send(incident, "120A1", key=key)
    assert first.json() == again.json()
    other = await runs.ask_send(incident, "120A2", key=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


async def test_nothing_is_sent_to_a_place_that_nobody_confirmed(runs: Runs):
    incident = await runs.incident(None)
    assert await refused(runs, incident, "120A1") == (409, "scene_unconfirmed")


async def test_a_place_that_is_text_only_gets_an_order_without_a_time(runs: Runs):
    incident = await runs.incident({"text": "老桥下", "source": "typed"})
    (sent,) = await runs.send(incident, "120A1")
    assert sent["sheet"]["place_point"] is None
    assert (sent["travel_s"], sent["mode"]) == (None, None)


async def test_beside_a_near_duplicate_an_order_wants_a_word(runs: Runs):
    first, second = await runs.incident(), await runs.incident()
    answer = await runs.ask_send(second, "120A1")
    assert (answer.status_code, answer.json()["code"]) == (409, "near_duplicate")
    assert answer.json()["parameters"]["incidents"] == first
    assert await runs.send(second, "120A1", despite_duplicates=[first])


@pytest.mark.mission("A36")
async def test_a_crew_on_its_way_learns_of_a_changed_place_and_takes_it_anew(runs: Runs):
    station = await runs.device()
    incident = await runs.incident()
    (sent,) = await runs.send(incident, "120A1")
    path = f"/station/orders/{sent['id']}"
    await ok(station, "POST", f"{path}/acknowledge", {"revision": 1})
    pick_up = {"text": "小区东门", "point": {"lon": 118.291, "lat": 33.951}, "source": "map"}
    await ok(runs.desk, "PUT", f"/incidents/{incident}/pick-up-point", pick_up)
    await ok(runs.desk, "PATCH", f"/incidents/{incident}/form", {"patient_name": "无关"})
    (changed,) = (await station.get("/station/board")).json()["orders"]
    assert (changed["revision"], changed["acknowledged_revision"]) == (2, 1)
    assert (changed["state"], changed["sheet"]["pick_up"]) == ("acknowledged", "小区东门")
    taken = await ok(station, "POST", f"{path}/acknowledge", {"revision": 2})
    assert taken["acknowledged_revision"] == 2
    assert len(await runs.told("order_changed")) == 1


async def test_a_refused_order_leaves_its_incident_waiting_and_told(runs: Runs):
    station = await runs.device()
    incident = await runs.incident()
    (sent,) = await runs.send(incident, "120A1")
    assert (await runs.look(incident))["waiting_since"] is None
    refusal = {"reason": "crew_short"}
    ended = await ok(station, "POST", f"/station/orders/{sent['id']}/refuse", refusal)
    assert (ended["state"], ended["end_reason"]) == ("refused", "crew_short")
    assert (await runs.look(incident))["waiting_since"] is not None
    assert (await runs.vehicle("120A1"))["status"] == "standby"


async def test_another_vehicle_goes_in_the_place_of_a_broken_one(runs: Runs):
    incident = await runs.incident()
    (sent,) = await runs.send(incident, "120A1")
    broken = {"duty": "out_of_service", "reason": "breakdown"}
    await ok(runs.desk, "POST", f"/vehicles/{runs.vehicles['120A1']}/duty", broken)
    assert (await runs.vehicle("120A1"))["status"] == "awaiting_reassignment"
    asked = {"vehicle_id": runs.vehicles["120B1"], "reason": "breakdown"}
    answer = await ok(runs.desk, "POST", f"/orders/{sent['id']}/reassign", asked)
    old, new = answer["orders"]
    assert (old["state"], new["state"], new["replaces"]) == ("reassigned", "sent", old["id"])
    assert (await runs.look(incident))["waiting_since"] is None
    assert (await runs.vehicle("120A1"))["status"] == "out_of_service"


async def test_an_order_is_cancelled_before_the_scene_and_only_comes_back_empty_after(runs: Runs):
    first, second = await runs.send(await runs.incident(), "120A1", "120A2")
    cancelled = await ok(
        runs.desk, "POST", f"/orders/{first['id']}/cancel", {"reason": "caller_withdrew"}
    )
    assert cancelled["state"] == "cancelled"
    path = f"/orders/{second['id']}"
    await ok(runs.desk, "POST", f"{path}/acknowledge", {"revision": 1, "name": "钱七"})
    await ok(runs.desk, "POST", f"{path}/stamp", {"milestone": "arrived"})
    answer = await runs.desk.act("POST", f"{path}/cancel", {"reason": "nuisance"})
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    empty = await ok(runs.desk, "POST", f"{path}/empty-return", {"reason": "nobody_found"})
    assert (empty["state"], empty["end_reason"]) == ("empty_return", "nobody_found")


async def test_an_order_nobody_takes_is_told_once(runs: Runs):
    first, second = await runs.send(await runs.incident(), "120A1", "120A2")
    await ok(runs.desk, "POST", f"/orders/{first['id']}/acknowledge", {"revision": 1})
    await runs.work_due("order_acknowledge")
    (late,) = await runs.told("order_overdue")
    assert late.payload["order"]["id"] == second["id"]
    assert late.payload["order"]["overdue_at"] is not None
    assert (late.actor, late.wire) == ("timer", "timer")
