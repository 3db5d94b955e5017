"""The recommendation over a server's routes: explained, split over hospitals, kept and replayed."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.contracts.recommendation import RecommendationView
from dispatch.domain.fix import Fix
from dispatch.domain.people import Role
from gis.datum import Wgs84
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre
from tests.integration.directory.running_orders import Runs, furnish, ok

FAR = {"text": "远处", "point": {"lon": 118.5, "lat": 34.2}, "source": "map"}
POLICY = {
    "error_share_percent": 20,
    "divert": False,
    "inbound_costs_s": 60,
    "beds_stale_after_min": 120,
}


@pytest.fixture
async def runs(centre: Centre, engine: AsyncEngine) -> Runs:
    return await furnish(centre, engine)


async def recommended(runs: Runs, incident: str) -> dict[str, Any]:
    told = (await runs.desk.get(f"/incidents/{incident}/recommendation")).json()
    view: dict[str, Any] = RecommendationView.model_validate(told).model_dump(mode="json")
    assert view.keys() == told.keys()
    return view


def tamper(database: Database, statement: str) -> None:
    """Change what is kept, as nobody but the owner of the tables may."""
    with psycopg.connect(database.owner_dsn) as connection:
        connection.execute(statement.format("dispatch.kept_recommendation").encode())


def codes(row: dict[str, Any]) -> dict[str, Any]:
    return {one["code"]: one["parameters"] for one in row["reasons"]}


async def kept(runs: Runs, order_id: str) -> dict[str, Any]:
    leader = runs.centre.by(Role.DIRECTOR)
    answer = await leader.get(f"/orders/{order_id}/recommendation")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.mission("A48")
async def test_skills_and_equipment_of_the_administrators_table_order_the_list(runs: Runs):
    incident = await runs.incident(priority=1)
    ranked = (await recommended(runs, incident))["ranked"]
    assert [one["name"] for one in ranked][-1:] == ["120B1"]
    told = codes(next(one for one in ranked if one["name"] == "120B1"))
    assert told["lacks_skills"] == {"skills": "monitored_als"}
    needs = [{"when": "priority", "value": "1", "skills": ["neonatal_incubator"]}]
    asked = {"base_version": 0, "needs": needs, "policy": POLICY}
    keeper = runs.centre.by(Role.ADMINISTRATOR)
    rules = await ok(keeper, "PUT", "/dispatch-rules", asked)
    assert (rules["version"], rules["needs"]) == (1, needs)
    body = {"name": "120B1", "plate": "苏N", "kind": "basic", "station_id": runs.stations["S02"]}
    equipped = body | {"tracker": "T-120B1", "equipment": ["neonatal_incubator"]}
    await ok(keeper, "PUT", f"/vehicles/{runs.vehicles['120B1']}", equipped)
    first = (await recommended(runs, incident))["ranked"][0]
    assert (first["name"], first["lacks"]) == ("120B1", [])
    await ok(keeper, "PUT", f"/vehicles/{runs.vehicles['120B1']}", body | {"tracker": "T-120B1"})
    assert (await runs.vehicle("120B1"))["equipment"] == ["neonatal_incubator"]
    stale = await keeper.act("PUT", "/dispatch-rules", asked)
    assert (stale.status_code, stale.json()["code"]) == (409, "rules_changed_meanwhile")


@pytest.mark.mission("A48")
async def test_a_station_without_a_living_device_is_told_to_be_reached_by_telephone(runs: Runs):
    await runs.device("S01")
    ranked = {
        one["name"]: one for one in (await recommended(runs, await runs.incident()))["ranked"]
    }
    assert "by_telephone" not in codes(ranked["120A1"])
    assert codes(ranked["120B1"])["by_telephone"] == {"telephone": "052784000001"}
    one = ranked["120A1"]
    assert one["eta_low_s"] <= one["travel_s"] <= one["eta_high_s"]


@pytest.mark.mission("A48", "A35")
async def test_what_the_list_was_made_from_is_kept_with_the_order_and_gives_it_again(
    runs: Runs, database: Database
):
    incident = await runs.incident(priority=1, complaint="chest_pain")
    before = await recommended(runs, incident)
    (sent,) = await runs.send(incident, "120A1", override_reason="road_closed")
    told = await kept(runs, sent["id"])
    assert (told["replay"], told["again"], told["left_out"]) == ("equal", None, 0)
    assert [one["name"] for one in told["shown"]["ranked"]] == [
        one["name"] for one in before["ranked"]
    ]
    assert sent["override_reason"] == "road_closed"
    tamper(database, "UPDATE {} SET listed = replace(listed, '120A1', '120A9')")
    told = await kept(runs, sent["id"])
    assert told["replay"] == "different"
    assert "120A9" in json.dumps(told["shown"])
    assert "120A9" not in json.dumps(told["again"])


async def test_an_order_whose_basis_another_version_wrote_is_shown_and_not_made_again(
    runs: Runs, database: Database
):
    (sent,) = await runs.send(await runs.incident(), "120A1")
    tamper(database, "UPDATE {} SET basis = 'of a later version'")
    told = await kept(runs, sent["id"])
    assert (told["replay"], told["again"]) == ("unreadable", None)
    tamper(database, "DELETE FROM {}")
    answer = await runs.centre.by(Role.DIRECTOR).get(f"/orders/{sent['id']}/recommendation")
    assert (answer.status_code, answer.json()["code"]) == (404, "recommendation_not_kept")


async def test_a_reassigned_order_keeps_its_own_list(runs: Runs):
    (sent,) = await runs.send(await runs.incident(), "120A1")
    body = {"vehicle_id": runs.vehicles["120A2"], "reason": "breakdown"}
    answer = await ok(runs.desk, "POST", f"/orders/{sent['id']}/reassign", body)
    other = answer["orders"][1]
    told = await kept(runs, other["id"])
    assert told["replay"] == "equal"
    assert "120A1" not in [one["name"] for one in told["shown"]["ranked"]]


@pytest.mark.mission("A35")
async def test_told_beds_and_patients_on_the_way_move_a_hospital_and_are_said(runs: Runs):
    incident = await runs.incident()
    path = f"/hospitals/{runs.hospitals['中医院']}/beds"
    told = await ok(runs.desk, "POST", path, {"free": 1})
    assert (told["beds"]["free"], told["beds"]["told_by"]) == (1, "1027")
    near = {one["name"]: one for one in (await recommended(runs, incident))["hospitals"]}
    assert codes(near["中医院"])["beds_free"] == {"free": 1, "age_min": 0}
    other = await runs.incident(FAR)
    await runs.send(other, "120B1", hospital_id=runs.hospitals["中医院"])
    full = {one["name"]: one for one in (await recommended(runs, incident))["hospitals"]}
    assert (full["中医院"]["inbound"], full["中医院"]["rank"]) == (1, 2)
    assert "no_bed" in codes(full["中医院"])
    events = await runs.told("hospital_changed")
    assert events[-1].payload["hospital"]["beds"]["free"] == 1


@pytest.mark.mission("A48")
async def test_many_patients_go_in_one_act_each_to_a_hospital_of_its_own(runs: Runs):
    incident = await runs.incident(patient_count=4)
    for name, free in (("第一医院", 1), ("中医院", 9)):
        await ok(runs.desk, "POST", f"/hospitals/{runs.hospitals[name]}/beds", {"free": free})
    split = (await recommended(runs, incident))["split"]
    assert split[:4].count(runs.hospitals["第一医院"]) == 1
    names = ("120A1", "120A2", "120B1", "120B2")
    orders = await runs.send(incident, *names, hospital_ids=split[:4])
    assert [one["hospital_id"] for one in orders] == split[:4]
    assert {one["sheet"]["hospital"]["name"] for one in orders} == {"第一医院", "中医院"}
    assert (await kept(runs, orders[3]["id"]))["replay"] == "equal"
    answer = await runs.ask_send(await runs.incident(FAR), "120A1", hospital_ids=split[:2])
    assert (answer.status_code, answer.json()["code"]) == (422, "hospitals_unclear")


async def test_orders_that_went_otherwise_are_counted_by_their_reason(runs: Runs):
    await runs.send(await runs.incident(), "120B1", override_reason="skills")
    leader = runs.centre.by(Role.SHIFT_LEADER)
    now = runs.centre.clock.now()
    span = {"from": now - timedelta(hours=1), "to": now + timedelta(hours=1)}
    period = {name: at.isoformat() for name, at in span.items()}
    counted = (await leader.get("/statistics/telephone", **period)).json()
    assert counted["overrides"] == {"skills": 1}


@dataclass
class Heard:
    """Where vehicles were heard last."""

    fixes: dict[str, Fix]

    def latest(self) -> dict[str, Fix]:
        return self.fixes


def hear(runs: Runs, **points: tuple[float, float]) -> None:
    """Let vehicles be heard just now."""
    now = runs.centre.clock.now()
    heard = {
        f"T-{name}": Fix(f"T-{name}", Wgs84(*at), 30.0, 0.0, now, now, "serial-1", 1)
        for name, at in points.items()
    }
    state = runs.centre.app.state
    state.context = replace(state.context, fleet=Heard(heard))


@pytest.mark.mission("A48")
async def test_a_vehicle_bound_for_a_lesser_incident_is_offered_with_its_price_and_diverted(
    runs: Runs,
):
    lesser = await runs.incident(FAR, priority=3)
    (bound,) = await runs.send(lesser, "120A1")
    hear(runs, **{"120A1": (118.29, 33.951), "120A2": (118.4, 34.0), "120B2": (118.5, 34.19)})
    critical = await runs.incident(priority=1)
    assert (await recommended(runs, critical))["divertible"] == []
    rules = {"base_version": 0, "needs": [], "policy": POLICY | {"divert": True}}
    await ok(runs.centre.by(Role.ADMINISTRATOR), "PUT", "/dispatch-rules", rules)
    answer = await recommended(runs, critical)
    (one,) = answer["divertible"]
    assert (one["name"], one["order_id"], one["priority"]) == ("120A1", bound["id"], 3)
    assert (one["replacement_name"], one["costs_s"]) == ("120B2", 0)
    assert one["gains_s"] == answer["ranked"][0]["travel_s"] - one["travel_s"]
    assert "120A1" not in [row["name"] for row in answer["ranked"]]
    assert (await recommended(runs, lesser))["divertible"] == []
    body = {"vehicle_id": one["replacement_id"], "reason": "higher_priority"}
    await ok(runs.desk, "POST", f"/orders/{one['order_id']}/reassign", body)
    (sent,) = await runs.send(critical, "120A1", override_reason="diverted")
    assert sent["override_reason"] == "diverted"
    assert (await runs.vehicle("120B2"))["status"] == "ordered"
    assert (await kept(runs, sent["id"]))["replay"] == "equal"
