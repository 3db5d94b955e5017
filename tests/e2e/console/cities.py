"""A small city at work, built by hand: boards of the map window."""

from math import cos, radians
from typing import Any

from tests.e2e.console.boards import board, call, subscriber, uuid
from tests.e2e.console.scripted_centre import ScriptedCentre, ago

Json = dict[str, Any]
MIDDLE = (118.29, 33.95)
INCIDENT, OTHER = uuid(3047), uuid(3046)
FORM = (
    "contact_number", "caller_relation", "patient_name", "sex", "age", "patient_count",
    "complaint", "conscious", "breathing", "onset", "history", "diagnosis", "infectious",
    "stretcher", "floor", "elevator", "unaccompanied", "gestation_weeks", "language", "hazards",
    "wanted_hospital", "notes",
)  # fmt: skip
NOTHING_YET = (
    "scene_confirmed_at", "pick_up_point", "read_back_at", "read_back_by", "last_chased_at",
    "waiting_since", "alarmed_at", "merged_into", "close_reason", "closed_at", "closed_by",
)  # fmt: skip


def spot(east_m: float, north_m: float) -> Json:
    """A point some metres from the middle of the city."""
    lon, lat = MIDDLE
    return {"lon": lon + east_m / (111_320 * cos(radians(lat))), "lat": lat + north_m / 110_540}


def incident(which: int, place: str, at: Json | None, priority: int, **given: Any) -> Json:
    """An open incident."""
    scene = {"text": place, "point": at, "source": "suggestion"}
    form = {"nature": "emergency", "priority": priority, "complaint_text": "胸痛"}
    return {
        "id": uuid(3000 + which),
        "number": f"20261122-{which:04}",
        "state": "open",
        "opened_at": ago(84),
        "opened_by": "1027",
        "taker_seat": 3,
        "calls": [],
        "form": {**dict.fromkeys(FORM), **form},
        "scene": scene,
        "chases": 0,
        "revision": 1,
        **dict.fromkeys(NOTHING_YET),
        **given,
    }


def station(which: int, name: str, at: Json) -> Json:
    """A station."""
    own = {"id": uuid(4000 + which), "code": f"S{which:02}", "name": name, "point": at}
    return {**own, "address": "", "telephone": "0527"}


def vehicle(which: int, name: str, status: str, *, of_station: int = 1) -> Json:
    """A vehicle."""
    return {
        "id": uuid(6000 + which),
        "name": name,
        "plate": f"苏N120{which}",
        "kind": "monitoring",
        "station_id": uuid(4000 + of_station),
        "tracker": f"T{which}",
        "crew": dict.fromkeys(("doctor", "nurse", "driver", "phone")),
        "duty": "in_service",
        "duty_reason": None,
        "duty_since": ago(900),
        "status": status,
        "order_ids": [],
    }


def fix(which: int, at: Json, age_s: float = 2) -> Json:
    """Where a vehicle was heard."""
    heard = {"speed_kmh": 30, "course_deg": 0, "fixed_at": ago(age_s), "age_s": age_s}
    return {"vehicle_id": uuid(6000 + which), "device": f"T{which}", **at, **heard, "feed": "a"}


def city_board(**given: Any) -> Json:
    """Two incidents, a caller, a station with two ready vehicles, one on its way, one lost."""
    zhang = {**subscriber("13805276621", "刘洋", "康乐花园"), "point": spot(900, 700)}
    hospital = {"id": uuid(5001), "name": "市中医院", "point": spot(-900, -300), "address": ""}
    shown = {
        "calls": [call(2, subscriber=zhang)],
        "incidents": [
            incident(47, "幸福里小区 3 号楼", spot(300, 100), 1),
            incident(46, "平安大道", spot(-700, 400), 2),
        ],
        "stations": [station(1, "城南站", spot(200, -700))],
        "hospitals": [{**hospital, "telephone": "0527", "departments": ["emergency"]}],
        "vehicles": [
            vehicle(1, "120C2", "standby"),
            vehicle(2, "120C3", "standby"),
            vehicle(3, "120A2", "to_scene"),
            vehicle(4, "120B3", "returning"),
        ],
        "selection": _looking_at(INCIDENT),
    }
    return board(**(shown | given))


def _looking_at(incident_id: str) -> Json:
    return {"incident_id": incident_id, "vehicle_id": None, "point": None, "changed_at": ago(9)}


DESCRIPTION: Json = {
    "version": "scripted-1",
    "bounds": {"west": 118.2, "south": 33.9, "east": 118.38, "north": 34.0},
    "centre": spot(0, 0),
    "attribution": "© OpenStreetMap contributors",
    "min_zoom": 6,
    "max_zoom": 16,
    "layers": ["area", "building", "road", "place"],
}


def furnish_city(centre: ScriptedCentre) -> None:
    """Let the scripted centre answer what the map window asks; it has no tiles."""
    ranked = [{"vehicle_id": uuid(6001)}, {"vehicle_id": uuid(6004)}]
    centre.answer("GET", "/map", 200, DESCRIPTION)
    centre.answer("GET", "/closures", 200, {"closures": []})
    for which in (INCIDENT, OTHER):
        centre.answer("GET", f"/incidents/{which}/recommendation", 200, {"ranked": ranked})
    line = [[p["lon"], p["lat"]] for p in (spot(200, -700), spot(250, -100), spot(300, 100))]
    route = {"mode": "road", "seconds": 312, "metres": 3900, "points": line, "streets": []}
    centre.answer("GET", "/roads/route", 200, route)
    centre.answers["PUT", "/selection"] = lambda body: (200, {**body, "changed_at": ago(0)})
    centre.positions = [
        fix(1, spot(200, -700)),
        fix(2, spot(205, -698)),
        fix(3, spot(600, -300)),
        fix(4, spot(-300, -600), age_s=125),
    ]
