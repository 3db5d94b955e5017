"""Orders as a station hears them, built by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from dispatch.contracts.devices import DeviceView, StationBoard
from dispatch.contracts.orders import OrderSheetView, OrderView
from dispatch.contracts.vehicles import CrewView

AT = datetime(2026, 11, 22, 1, 42, 36, tzinfo=UTC)
EPOCH = "epoch-1"


def uuid(which: int) -> UUID:
    """A version 7 id."""
    return UUID(f"01932f00-0000-7000-8000-{which:012}")


def sheet(**given: Any) -> OrderSheetView:
    """What the crew gets: a chest pain in 幸福里小区."""
    nothing = dict.fromkeys(OrderSheetView.model_fields)
    values = nothing | {
        "centre_name": "宿城市急救中心",
        "number": "20261122-0047-1",
        "incident_number": "20261122-0047",
        "revision": 1,
        "made_at": AT,
        "reported_at": AT - timedelta(seconds=50),
        "priority": 1,
        "nature": "emergency",
        "place": "幸福里小区 3 号楼 502",
        "pick_up": "小区东门",
        "contact_number": "05278438221",
        "sex": "male",
        "age": "58 岁",
        "complaint": "chest_pain",
        "complaint_name": "胸痛",
        "breathing": "no",
        "vehicle_name": "120C2",
        "vehicle_plate": "苏N·120C2",
        "crew": CrewView(doctor="王磊", nurse="陈静", driver="周强", phone=None),
        "station_name": "城南站",
        "sent_by": "1027",
        "travel_s": 312,
        "distance_m": 3900,
        "pre_plan": ("吸氧", "心电图"),
        "pre_plan_sample": True,
    }
    return OrderSheetView.model_validate(values | given)


def order(which: int = 1, **given: Any) -> OrderView:
    """An order that was just sent, unless told otherwise."""
    nothing = dict.fromkeys(OrderView.model_fields)
    values = nothing | {
        "id": uuid(which),
        "number": f"20261122-0047-{which}",
        "incident_id": uuid(900),
        "vehicle_id": uuid(800 + which),
        "vehicle_name": "120C2",
        "station_id": uuid(700),
        "state": "sent",
        "revision": 1,
        "sent_at": AT,
        "sent_by": "1027",
        "stamps": {},
        "suggestions": {},
        "contradictions": {},
        "dismissals": {},
        "sheet": sheet(number=f"20261122-0047-{which}"),
    }
    return OrderView.model_validate(values | given)


def board(last: int, *orders: OrderView, epoch: str = EPOCH) -> StationBoard:
    """A snapshot of the station at a position."""
    place = {"point": {"lon": 118.3, "lat": 33.9}, "address": "", "telephone": "0527-8120"}
    device = dict.fromkeys(DeviceView.model_fields) | {
        "id": uuid(600),
        "name": "终端 01",
        "kind": "client",
        "station_id": uuid(700),
        "station_code": "S01",
        "enrolled_at": AT,
        "enrolled_by": "9001",
        "sounding": False,
        "note": "",
    }
    values = {
        "epoch": epoch,
        "last": last,
        "server": "server-1",
        "server_time": AT,
        "audiences": ["station:S01"],
        "device": device,
        "station": {"id": uuid(700), "code": "S01", "name": "城南站"} | place,
        "vehicles": [],
        "orders": orders,
        "servers": [],
        "centre_name": "宿城市急救中心",
        "centre_telephone": "0527-120",
        "zone": "Asia/Shanghai",
    }
    return StationBoard.model_validate(values)


def told(
    n: int,
    *orders: OrderView,
    previous: int | None = None,
    epoch: str = EPOCH,
    kind: str = "order_sent",
) -> dict[str, Any]:
    """One event message of the stream, as JSON gives it."""
    payload = {"order": orders[0].model_dump(mode="json")} if orders else {}
    event = {
        "n": n,
        "epoch": epoch,
        "id": str(uuid(n)),
        "kind": kind,
        "version": 1,
        "actor": "1027",
        "wire": "page",
        "happened_at": AT.isoformat(),
        "clock_offset_ms": None,
        "recorded_at": AT.isoformat(),
        "command_key": None,
        "payload": payload,
    }
    before = n - 1 if previous is None else previous
    return {"type": "event", "n": n, "previous_n": before, "event": event}


def mark(last: int, epoch: str = EPOCH) -> dict[str, Any]:
    """A watermark."""
    at = AT.isoformat()
    return {"type": "watermark", "epoch": epoch, "last": last, "server_time": at}
