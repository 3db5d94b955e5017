"""A station, vehicles, a hospital and orders, so that a stranger's requests reach something."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from dispatch.adapters.clock import SystemClock
from dispatch.bench.centre import Person

POINT = {"lon": 118.3, "lat": 33.9}
VEHICLES = 3
COVER = {"base_version": 0, "enabled": True, "within_min": 8, "least_gain_percent": 3}
MILESTONES = {
    "base_version": 0,
    "enabled": True,
    "confirms_itself": [],
    "scene_m": 80,
    "hospital_m": 150,
    "station_m": 100,
    "dwell_s": 20,
    "slow_kmh": 10,
    "stale_after_s": 60,
    "contradicts_m": 1000,
}
RULES = {
    "base_version": 0,
    "needs": [{"when": "priority", "value": "1", "skills": ["doctor"]}],
    "policy": {
        "error_share_percent": 20,
        "divert": False,
        "inbound_costs_s": 60,
        "beds_stale_after_min": 120,
    },
}


def build_resources(keeper: Person, taker: Person) -> dict[str, tuple[Any, ...]]:
    """Write one of everything and send an order; give ids by the names of path parameters."""
    station, hospital, mark = str(uuid4()), str(uuid4()), uuid4().hex[:6].upper()
    _must(keeper.put(f"/stations/{station}", station_body(mark)))
    _must(keeper.put(f"/hospitals/{hospital}", hospital_body(mark)))
    vehicles = [str(uuid4()) for _ in range(VEHICLES)]
    for number, vehicle in enumerate(vehicles):
        _must(keeper.put(f"/vehicles/{vehicle}", vehicle_body(station, mark, number)))
    incident = _must(taker.post("/incidents", {}))["id"]
    _must(taker.put(f"/incidents/{incident}/scene", {"text": mark, "source": "typed"}))
    asked = {"vehicle_ids": vehicles[1:]}
    orders = _must(taker.post(f"/incidents/{incident}/orders", asked))["orders"]
    code = _must(keeper.post("/devices/enrolments", {"station_id": station, "kind": "client"}))
    device = _must(taker.post("/devices", {"code": code["code"], "name": "试验机"}))
    return {
        "mark": (mark,),
        "station_id": (station,),
        "hospital_id": (hospital,),
        "vehicle_id": tuple(vehicles),
        "order_id": tuple(order["id"] for order in orders),
        "device_id": (device["device_id"],),
        "closure_id": (_must(taker.post("/closures", closure_body()))["id"],),
    }


def resource_bodies(ids: dict[str, tuple[Any, ...]]) -> dict[str, dict[str, Any]]:
    """A body that each operation understands, by method and path."""
    mark, station, vehicle = ids["mark"][0], ids["station_id"][0], ids["vehicle_id"][0]
    return {
        "PUT /stations/{station_id}": station_body(mark),
        "PUT /hospitals/{hospital_id}": hospital_body(mark),
        "PUT /vehicles/{vehicle_id}": vehicle_body(station, mark, 0),
        "POST /vehicles/{vehicle_id}/duty": {"duty": "out_of_service", "reason": "repair"},
        "POST /incidents/{incident_id}/orders": {"vehicle_ids": [vehicle]},
        "POST /hospitals/{hospital_id}/beds": {"free": 4},
        "PUT /dispatch-rules": RULES,
        "POST /terminals/{phone}/admit": {"vehicle_id": None},
        "POST /terminals/texts": {"text": "路面结冰"},
        "POST /calibration/use": {"base_version": 0},
        "POST /calibration/undo": {"base_version": 0},
        "POST /audio-proofs/explain": {"hour": "2026-11-22T01:00:00Z", "reason": "probe"},
        "POST /feeds/decode": {"text": "$GPRMC"},
        "POST /feeds/tokens": {"device": "AMB01"},
        "PUT /cover/settings": COVER,
        "PUT /milestone-settings": MILESTONES,
        "POST /orders/{order_id}/confirm-milestone": {"milestone": "departed"},
        "POST /orders/{order_id}/dismiss-milestone": {"milestone": "departed", "reason": "other"},
        "POST /cover/stand-by": {"vehicle_id": vehicle, "station_id": station},
        "POST /orders/{order_id}/acknowledge": {"revision": 1},
        "POST /orders/{order_id}/stamp": {"milestone": "departed"},
        "POST /orders/{order_id}/cancel": {"reason": "other"},
        "POST /orders/{order_id}/reassign": {"vehicle_id": vehicle, "reason": "other"},
        "POST /orders/{order_id}/empty-return": {"reason": "other"},
        "POST /devices/enrolments": {"station_id": station, "kind": "screen"},
        "POST /devices": {"code": "AAAAAAAAAA", "name": "谁"},
        "POST /closures": closure_body(),
        "POST /closures/check": closure_body(),
        "PUT /closures/{closure_id}/end": {"ends_at": _in_hours(2)},
    }


def closure_body() -> dict[str, Any]:
    """Give a slow zone in the middle of the demo city."""
    east, north = 118.30, 33.96
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    points = [{"lon": east + x * 0.008, "lat": north + y * 0.008} for x, y in corners]
    told = {"shape": "area", "speed_percent": 50, "points": points, "reason": "施工"}
    return told | {"ends_at": _in_hours(1)}


def _in_hours(hours: int) -> str:
    return (SystemClock().now() + timedelta(hours=hours)).isoformat()


def station_body(mark: str) -> dict[str, Any]:
    """Give what the station is written with; each world has a mark of its own."""
    return {"code": f"T{mark}", "name": "试验站", "point": POINT, "telephone": "120"}


def hospital_body(mark: str) -> dict[str, Any]:
    """Give what the hospital is written with."""
    departments = ["emergency"]
    return {"name": mark, "point": POINT, "telephone": "120", "departments": departments}


def vehicle_body(station: str, mark: str, number: int) -> dict[str, Any]:
    """Give what a vehicle of the station is written with."""
    return {
        "name": f"{mark}-{number}",
        "plate": f"试{number}",
        "kind": "basic",
        "station_id": station,
    }


def _must(answer: Any) -> Any:
    assert answer.is_success, answer.text
    return answer.json()
