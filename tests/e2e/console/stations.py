"""A station as a server would give it, built by hand."""

from typing import Any

from tests.e2e.console.boards import uuid
from tests.e2e.console.scripted_centre import EPOCH, ago

Json = dict[str, Any]
EMPTY_SHEET = (
    "priority", "pick_up_point", "caller_relation", "patient_name", "patient_count", "complaint",
    "complaint_text", "conscious", "onset", "history", "diagnosis", "infectious", "stretcher",
    "floor", "elevator", "unaccompanied", "gestation_weeks", "language", "hazards", "notes",
)  # fmt: skip
EMPTY_ORDER = (
    "acknowledged_revision", "acknowledged_at", "acknowledged_by", "acknowledged_wire", "mode",
    "overdue_at", "delivered_at", "end_reason", "ended_at", "override_reason", "replaces",
)  # fmt: skip
POINT = {"lon": 118.3, "lat": 33.95}
STATION = {
    "id": uuid(700),
    "code": "S01",
    "name": "城南站",
    "point": POINT,
    "address": "",
    "telephone": "0527-8120",
}
HOSPITAL = {
    "id": uuid(750),
    "name": "市第一人民医院",
    "address": "洪泽湖路 88 号",
    "telephone": "0527-8400",
    "point": POINT,
}
CREW = {"doctor": "王磊", "nurse": "陈静", "driver": "周强", "phone": None}


def sheet(which: int, **given: Any) -> Json:
    """A chest pain in 幸福里小区."""
    return {
        **dict.fromkeys(EMPTY_SHEET),
        "centre_name": "宿城市急救中心",
        "number": f"20261122-0047-{which}",
        "incident_number": "20261122-0047",
        "revision": 1,
        "made_at": ago(20),
        "reported_at": ago(70),
        "priority": 1,
        "nature": "emergency",
        "place": "幸福里小区 3 号楼 502",
        "place_point": POINT,
        "pick_up": "小区东门 · 洪泽湖路公交站旁",
        "contact_number": "052784382216",
        "sex": "male",
        "age": "58 岁",
        "complaint_name": "胸痛",
        "breathing": "no",
        "hospital": HOSPITAL,
        "vehicle_name": "120C2",
        "vehicle_plate": "苏N·120C2",
        "crew": CREW,
        "station_name": "城南站",
        "sent_by": "1027",
        "travel_s": 312,
        "distance_m": 3900,
        "pre_plan": ["到达后先做心电图", "备：心电图机、除颤监护仪、氧气"],
        "pre_plan_name": "胸痛（示例）",
        "pre_plan_version": 3,
        "pre_plan_sample": True,
        **given,
    }


def order(which: int = 1, *, sent_ago_s: float = 23, **given: Any) -> Json:
    """An order that has just reached the station, unless told otherwise."""
    return {
        **dict.fromkeys(EMPTY_ORDER),
        "id": uuid(which),
        "number": f"20261122-0047-{which}",
        "incident_id": uuid(900),
        "vehicle_id": uuid(800 + which),
        "vehicle_name": f"120C{which + 1}",
        "station_id": uuid(700),
        "hospital_id": HOSPITAL["id"],
        "state": "delivered",
        "revision": 1,
        "sent_at": ago(sent_ago_s),
        "sent_by": "1027",
        "stamps": {},
        "travel_s": 312,
        "distance_m": 3900,
        "sheet": sheet(which),
        **given,
    }


def taken(one: Json, *, revision: int = 1, **given: Any) -> Json:
    """The order once a person at the station took it."""
    return {**one, "state": "acknowledged", "acknowledged_revision": revision, **given}


def vehicle(which: int, **given: Any) -> Json:
    """A vehicle of the station that stands by."""
    return {
        "id": uuid(800 + which),
        "name": f"120C{which + 1}",
        "plate": f"苏N·120C{which + 1}",
        "kind": "monitoring",
        "station_id": uuid(700),
        "tracker": None,
        "crew": CREW,
        "duty": "in_service",
        "duty_reason": None,
        "duty_since": ago(3600),
        "status": "standby",
        "order_ids": [],
        **given,
    }


def station_board(*orders: Json, **given: Any) -> Json:
    """The station's board; you is what a stream's welcome says of a device: nobody."""
    return {
        "epoch": EPOCH,
        "last": 40,
        "server": "server-1",
        "server_time": ago(0),
        "audiences": ["station:S01"],
        "device": None,
        "you": None,
        "station": STATION,
        "vehicles": [vehicle(1), vehicle(2, kind="basic"), vehicle(3, duty="out_of_service",
                     duty_reason="disinfection", status="out_of_service")],
        "orders": list(orders),
        "servers": [],
        "centre_name": "宿城市急救中心",
        "centre_telephone": "0527-8120 120",
        "zone": "Asia/Shanghai",
        **given,
    }  # fmt: skip


def session() -> Json:
    """What a device gets for its code."""
    return {
        "device_id": uuid(600),
        "token": "device-token",
        "station": STATION,
        "servers": [],
        "centre_name": "宿城市急救中心",
        "mode": "demo",
        "zone": "Asia/Shanghai",
    }
