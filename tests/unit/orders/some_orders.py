"""Stations, vehicles and orders to work with."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from dispatch.domain.device import Device, DeviceKind
from dispatch.domain.incident import Incident
from dispatch.domain.order import OVER, Order, OrderMove, OrderState, Stamp
from dispatch.domain.order_making import Sending, make_order
from dispatch.domain.order_reasons import CancelReason
from dispatch.domain.origin import Wire
from dispatch.domain.station import Station
from dispatch.domain.vehicle import Crew, Vehicle, VehicleKind
from dispatch.domain.vehicle_status import shown
from gis.datum import Wgs84
from tests.unit.incidents.some_incidents import incident, place
from tests.unit.memory_transaction import NOON, MemoryTransaction

STATION = Station(UUID(int=900), "S01", "中心站", Wgs84(119.0, 25.44), "", "059400000")
OTHER_STATION = Station(UUID(int=901), "S02", "东站", Wgs84(119.1, 25.44), "", "059400001")
BY_CREW = Stamp(NOON, "device:值班室", Wire.STATION)


def scene(number: int = 1, **form: Any) -> Incident:
    """Make an open incident with a confirmed scene."""
    made = incident(number, scene=place(), scene_confirmed_at=NOON)
    return replace(made, form=replace(made.form, **form))


def vehicle(number: int = 1, kind: VehicleKind = VehicleKind.MONITORING, **fields: Any) -> Vehicle:
    given = {"station_id": STATION.id, "tracker": f"T-{number}", "crew": Crew(), **fields}
    name = f"120A{number}"
    return Vehicle(UUID(int=500 + number), name, f"闽B{number}", kind, duty_since=NOON, **given)


def order(number: int = 1, of: Vehicle | None = None, **fields: Any) -> Order:
    """Make an order that was just sent."""
    sending = Sending("测试急救中心", scene(), None, None, "1027", NOON)
    made = make_order(
        UUID(int=700 + number),
        shown(of or vehicle(), ()),
        STATION,
        sending,
        count=number,
        way=None,
    )
    return replace(made, **fields)


def order_in(state: OrderState, **fields: Any) -> Order:
    """Make an order in a state, as if all that had happened."""
    taken = state not in {OrderState.SENT, OrderState.DELIVERED}
    known: dict[str, Any] = {}
    if taken:
        known = {"acknowledged_revision": 1, "acknowledged_at": NOON}
    ended = NOON if state in OVER else None
    return order(state=state, ended_at=ended, **known, **fields)


def acted(before: Order, move: OrderMove) -> Order:
    """Do what a move stands for."""
    match move:
        case OrderMove.RECEIVED_BY_STATION:
            return before.received(NOON)
        case OrderMove.TAKEN_BY_PERSON:
            return before.acknowledged(1, BY_CREW)
        case OrderMove.REFUSE | OrderMove.CANCEL | OrderMove.REASSIGN:
            return before.ended(move, CancelReason.OTHER, NOON)
        case OrderMove.RETURN_EMPTY | OrderMove.EXPIRE:
            return before.ended(move, CancelReason.OTHER, NOON)
        case _:
            return before.stamped(move, BY_CREW)


def device(**fields: Any) -> Device:
    return Device(
        id=UUID(int=800),
        name="值班室",
        kind=DeviceKind.CLIENT,
        station_id=STATION.id,
        station_code=STATION.code,
        token_hash=b"-",
        enrolled_at=NOON,
        enrolled_by="9001",
        **fields,
    )


async def centre(*vehicles: Vehicle, incidents: tuple[Incident, ...] = ()) -> MemoryTransaction:
    """Make a transaction over a centre with two stations and these vehicles."""
    tx = MemoryTransaction(incidents=incidents or (scene(),))
    for station in (STATION, OTHER_STATION):
        await tx.stations.save(station)
    for one in vehicles or (vehicle(1), vehicle(2)):
        await tx.vehicles.save(one)
    return tx
