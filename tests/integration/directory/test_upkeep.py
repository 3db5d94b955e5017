"""Upkeep over the wire on a real database: history, two at once, retiring, undo, files."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.nuisance_queries import PostgresNuisanceQueries
from dispatch.domain.nuisance import Protection
from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre, Client

POINT = {"lon": 118.29, "lat": 33.95}
STATION = {"code": "S91", "name": "城南分站", "point": POINT, "address": "", "telephone": "8101"}
VEHICLE = {"name": "120X1", "plate": "苏N120X1", "kind": "monitoring", "station": "S91"}
HOSPITAL = {
    "name": "市一院",
    "point": POINT,
    "telephone": "8201",
    "departments": ["cardiac"],
    "beds_total": 20,
    "staff": [{"number": "8202", "role": "胸痛中心值班医生", "hours": "24小时"}],
    "equipment": ["CT", "ECMO"],
}
UNIT = {
    "name": "城南供电所",
    "kind": "power",
    "district": "宿城区",
    "telephones": [{"number": "0527-95598", "role": "配网抢修", "hours": "24小时"}],
}
UNCHECKED = {"confirmed": ["unchecked"], "reason": "无地图"}
"""The centre of these tests has no map; what cannot be looked at is a doubt too."""


def keeper(centre: Centre) -> Client:
    return centre.by(Role.ADMINISTRATOR)


async def keep(
    centre: Centre, kind: str, content: dict[str, Any], key: UUID, expected: int = 0, **more: Any
) -> Any:
    body = {"content": content, "expected": expected, **UNCHECKED, **more}
    return await keeper(centre).act("PUT", f"/upkeep/{kind}/{key}", body)


async def kept(centre: Centre, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await keeper(centre).get(f"/upkeep/{kind}")).json()
    return rows


async def history(centre: Centre, kind: str, key: UUID) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await keeper(centre).get(f"/upkeep/{kind}/{key}/changes")).json()
    return rows


async def undo(centre: Centre, revision: int) -> Any:
    return await keeper(centre).act("POST", "/upkeep-changes/undo", {"revision": revision})


async def board(centre: Centre) -> dict[str, Any]:
    shown: dict[str, Any] = (await centre.by(Role.CALL_TAKER).get("/board")).json()
    return shown


@pytest.mark.mission("A56")
async def test_stations_vehicles_and_hospitals_are_kept_with_their_history(centre: Centre):
    station, vehicle, hospital = uuid4(), uuid4(), uuid4()
    for kind, content, key in (
        ("station", STATION, station),
        ("vehicle", VEHICLE, vehicle),
        ("hospital", HOSPITAL, hospital),
    ):
        answer = await keep(centre, kind, content, key)
        assert answer.status_code == 200, answer.text
    shown = await board(centre)
    assert "120X1" in [one["name"] for one in shown["vehicles"]]
    (told,) = [one for one in shown["hospitals"] if one["id"] == str(hospital)]
    assert told["staff"] == HOSPITAL["staff"]
    assert told["equipment"] == ["CT", "ECMO"]
    changed = await keep(centre, "vehicle", VEHICLE | {"plate": "苏N9"}, vehicle, 1)
    assert changed.json()["version"] == 2
    last, first = await history(centre, "vehicle", vehicle)
    assert (first["act"], first["before"], first["by"]) == ("created", None, "9001")
    assert (last["before"]["plate"], last["after"]["plate"]) == ("苏N120X1", "苏N9")
    assert first["doubts"] == []
    (noted,) = await history(centre, "station", station)
    assert (noted["doubts"], noted["reason"]) == (["unchecked"], "无地图")
    trail = await centre.trail()
    assert ("staff:9001", "change_thing", f"vehicle:{vehicle}:2") in trail
    assert (await centre.kinds()).count("upkeep_changed") == 4


@pytest.mark.mission("A56")
async def test_of_two_technicians_at_once_one_is_told_and_nothing_is_lost(centre: Centre):
    unit = uuid4()
    await keep(centre, "unit", UNIT, unit)
    answers = await asyncio.gather(
        keep(centre, "unit", UNIT | {"note": "甲"}, unit, 1),
        keep(centre, "unit", UNIT | {"note": "乙"}, unit, 1),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    (refused,) = [one.json() for one in answers if one.status_code == 409]
    assert refused["code"] == "kept_changed_meanwhile"
    assert refused["parameters"] == {"by": "9001", "version": 2}
    taken = next(one.json() for one in answers if one.status_code == 200)
    (row,) = [one for one in await kept(centre, "unit") if one["id"] == str(unit)]
    assert row["content"]["note"] == taken["after"]["note"]


async def test_what_is_repeated_with_its_key_changes_nothing(centre: Centre):
    unit, key = uuid4(), uuid4()
    body = {"content": UNIT, "expected": 0}
    first = await keeper(centre).act("PUT", f"/upkeep/unit/{unit}", body, key)
    again = await keeper(centre).act("PUT", f"/upkeep/unit/{unit}", body, key)
    assert first.json() == again.json()
    assert len(await history(centre, "unit", unit)) == 1


@pytest.mark.mission("A56")
async def test_a_station_where_vehicles_stand_is_not_retired(centre: Centre):
    station, vehicle = uuid4(), uuid4()
    await keep(centre, "station", STATION, station)
    await keep(centre, "vehicle", VEHICLE, vehicle)
    retiring = {"expected": 1, "reason": "撤站"}
    refused = await keeper(centre).act("POST", f"/upkeep/station/{station}/retire", retiring)
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_in_use")
    assert refused.json()["parameters"] == {"by_what": "vehicles", "count": 1}
    gone = await keeper(centre).act("POST", f"/upkeep/vehicle/{vehicle}/retire", retiring)
    assert gone.json()["act"] == "retired"
    shown = await board(centre)
    assert "120X1" not in [one["name"] for one in shown["vehicles"]]
    after = await keeper(centre).act("POST", f"/upkeep/station/{station}/retire", retiring)
    assert after.status_code == 200
    (row,) = [one for one in await kept(centre, "vehicle") if one["id"] == str(vehicle)]
    assert (row["retired"], row["version"]) == (True, 2)
    await undo(centre, after.json()["revision"])
    back = await undo(centre, gone.json()["revision"])
    assert back.json()["after"]["name"] == "120X1"
    assert "120X1" in [one["name"] for one in (await board(centre))["vehicles"]]


async def test_the_name_of_a_retired_vehicle_is_free_and_its_undo_then_refused(centre: Centre):
    await keep(centre, "station", STATION, uuid4())
    old, new = uuid4(), uuid4()
    await keep(centre, "vehicle", VEHICLE, old)
    taken = await keep(centre, "vehicle", VEHICLE, new, confirmed=["same_name"])
    assert taken.json()["code"] == "name_taken"
    gone = await keeper(centre).act(
        "POST", f"/upkeep/vehicle/{old}/retire", {"expected": 1, "reason": "报废"}
    )
    assert (await keep(centre, "vehicle", VEHICLE, new)).status_code == 200
    refused = await undo(centre, gone.json()["revision"])
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")


async def test_a_doubt_that_nobody_confirms_stores_nothing(centre: Centre):
    body = {"content": STATION, "expected": 0}
    refused = await keeper(centre).act("PUT", f"/upkeep/station/{uuid4()}", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_doubted")
    assert refused.json()["parameters"] == {"doubts": "unchecked"}
    silent = await keep(centre, "station", STATION, uuid4(), reason="")
    assert (silent.status_code, silent.json()["code"]) == (422, "reason_missing")
    assert "S91" not in [one["content"]["code"] for one in await kept(centre, "station")]


async def test_what_was_written_wrongly_is_told_by_its_field(centre: Centre):
    answer = await keep(centre, "unit", UNIT | {"telephones": []}, uuid4())
    assert answer.status_code == 422
    (field,) = answer.json()["fields"]
    assert field["path"].endswith("content.telephones")


async def test_what_other_verbs_write_is_in_the_history_too(centre: Centre):
    key = uuid4()
    written = {name: STATION[name] for name in ("code", "name", "point", "telephone")}
    await keeper(centre).act("PUT", f"/stations/{key}", written)
    await keeper(centre).act("PUT", f"/stations/{key}", written | {"name": "城南新站"})
    last, first = await history(centre, "station", key)
    assert (first["version"], last["version"], last["after"]["name"]) == (1, 2, "城南新站")
    undone = await undo(centre, last["revision"])
    assert undone.json()["after"]["name"] == "城南分站"


@pytest.mark.mission("A56", "A30")
async def test_a_file_is_shown_as_a_difference_taken_whole_and_undone_whole(centre: Centre):
    one, other = uuid4(), uuid4()
    await keep(centre, "unit", UNIT, one)
    await keep(centre, "unit", UNIT | {"name": "水务集团", "kind": "water"}, other)
    out = await keeper(centre).get("/upkeep/unit/file", form="csv", language="zh")
    lines = out.text.lstrip("\ufeff").splitlines()
    assert lines[0] == "名称,类别,区县,经度,纬度,地址,值班电话,备注,编号"
    changed = next(line for line in lines if "城南供电所" in line).replace("95598", "12345")
    table = [lines[0], changed, "燃气公司,供气,,,,,8800/抢险/24小时,", "坏行,供气,,,,,,"]
    answer = await keeper(centre).send_file(
        "/upkeep/unit/difference", "\n".join(table).encode("gbk"), "联动单位.csv"
    )
    rows = answer.json()["rows"]
    told = [(row["line"], row["state"], row["name"], row["code"], row["field"]) for row in rows]
    assert told == [
        (2, "changed", "城南供电所", "", ""),
        (3, "new", "燃气公司", "", ""),
        (4, "bad", "坏行", "too_short", "telephones"),
        (None, "gone", "水务集团", "", ""),
    ]
    assert rows[0]["changed"] == ["telephones"]
    taken = [
        {name: row[name] for name in ("id", "content", "expected")}
        for row in rows
        if row["state"] != "bad"
    ]
    answer = await keeper(centre).act("POST", "/upkeep/unit/imports", {"rows": taken})
    assert answer.json()["changed"] == 3, answer.text
    units = (await centre.by(Role.CALL_TAKER).get("/related-units")).json()
    assert [unit["name"] for unit in units] == ["燃气公司", "城南供电所"]
    assert units[1]["telephones"][0]["number"] == "0527-12345"
    batch = {"batch": answer.json()["batch"]}
    undone = await keeper(centre).act("POST", "/upkeep-imports/undo", batch)
    assert undone.json()["changed"] == 3
    units = (await centre.by(Role.CALL_TAKER).get("/related-units")).json()
    assert [unit["name"] for unit in units] == ["城南供电所", "水务集团"]


async def test_a_difference_that_is_no_longer_true_is_not_taken_in_part(centre: Centre):
    one, other = uuid4(), uuid4()
    await keep(centre, "unit", UNIT, one)
    await keep(centre, "unit", UNIT | {"note": "新"}, one, 1)
    rows = [
        {"id": str(other), "content": UNIT | {"name": "燃气公司"}, "expected": 0},
        {"id": str(one), "content": UNIT | {"note": "旧"}, "expected": 1},
    ]
    refused = await keeper(centre).act("POST", "/upkeep/unit/imports", {"rows": rows})
    assert refused.json()["code"] == "kept_changed_meanwhile"
    assert [row["id"] for row in await kept(centre, "unit")] == [str(one)]


async def test_geojson_goes_out_and_in(centre: Centre):
    station = uuid4()
    await keep(centre, "station", STATION, station)
    out = await keeper(centre).get("/upkeep/station/file", form="geojson")
    features = out.json()["features"]
    own = next(one for one in features if one["id"] == str(station))
    assert own["geometry"]["coordinates"] == [118.29, 33.95]
    answer = await keeper(centre).send_file(
        "/upkeep/station/difference", out.content, "stations.geojson"
    )
    assert {row["state"] for row in answer.json()["rows"]} == {"same"}


@pytest.mark.parametrize("form", ["csv", "geojson"])
async def test_a_file_with_longitude_and_latitude_exchanged_is_doubted_and_then_taken_as_meant(
    centre: Centre, form: str
):
    properties = {"code": "S77", "name": "湖滨站", "telephone": "0527-8177"}
    geometry = {"type": "Point", "coordinates": [33.95, 118.29]}
    features = [{"type": "Feature", "geometry": geometry, "properties": properties}]
    data = {
        "csv": "代码,名称,经度,纬度,电话\nS77,湖滨站,33.95,118.29,0527-8177\n".encode(),
        "geojson": json.dumps({"features": features}, ensure_ascii=False).encode(),
    }[form]
    answer = await keeper(centre).send_file("/upkeep/station/difference", data, f"站.{form}")
    row = next(one for one in answer.json()["rows"] if one["name"] == "湖滨站")
    assert (row["state"], row["code"], row["field"]) == ("bad", "swapped", "point")
    taken = [{name: row[name] for name in ("id", "content", "expected")}]
    body = {"rows": taken, "reason": "已核对", "confirmed": row["doubts"]}
    answer = await keeper(centre).act("POST", "/upkeep/station/imports", body)
    assert answer.json()["changed"] == 1, answer.text
    (station,) = [one for one in await kept(centre, "station") if one["name"] == "湖滨站"]
    assert station["content"]["point"] == {"lon": 118.29, "lat": 33.95}


async def test_a_landmark_waits_for_the_job_that_enters_it_in_the_map(centre: Centre):
    content = {"name": "新世界广场", "category": "market", "point": POINT}
    key = uuid4()
    assert (await keep(centre, "landmark", content, key)).status_code == 200
    jobs = await centre.app.state.context.maps.queries.list_jobs(10)
    assert [job.kind for job in jobs] == ["overlay"]
    assert (await keeper(centre).get("/map/overlay")).json() == {"pieces": [], "changes": []}
    (row,) = await kept(centre, "landmark")
    assert row["content"]["other_names"] == []


async def test_who_is_on_duty_at_a_unit_or_a_hospital_is_never_locked(
    centre: Centre, engine: AsyncEngine
):
    await keep(centre, "unit", UNIT, uuid4())
    await keep(centre, "hospital", HOSPITAL, uuid4())
    facts = await PostgresNuisanceQueries(engine).read_exchange_facts()
    assert "0527-95598" in facts.telephones[Protection.RELATED_UNIT]
    assert {"8201", "8202"} <= set(facts.telephones[Protection.HOSPITAL])


async def test_a_taken_row_that_is_no_such_thing_is_refused_by_its_place_and_none_is_stored(
    centre: Centre,
):
    good = {"id": str(uuid4()), "content": UNIT, "expected": 0}
    bad = {"id": str(uuid4()), "content": {"": []}, "expected": 0}
    answer = await keeper(centre).act("POST", "/upkeep/unit/imports", {"rows": [good, bad]})
    assert answer.status_code == 422
    assert all(field["path"].startswith("body.rows.1.content") for field in answer.json()["fields"])
    assert (await keeper(centre).get("/upkeep/unit")).json() == []
