"""What a station's device may ask: its own board, its own orders, and how it is itself."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from dispatch.api.context import Context, context_of
from dispatch.api.device_identity import DeviceActor, device_actor, device_reader
from dispatch.api.masking import masked
from dispatch.api.order_file import order_file, order_route
from dispatch.api.shown_route import shown_route
from dispatch.contracts import orders as wire
from dispatch.contracts.devices import DeviceState, DeviceView, StationBoard
from dispatch.contracts.orders import OrderView
from dispatch.contracts.people import ServerAddress
from dispatch.contracts.recommendation import RouteView
from dispatch.contracts.stations import StationView
from dispatch.contracts.vehicles import VehicleView
from dispatch.domain.device import BellState, Device, DeviceReport, DeviceVerb, PrinterState
from dispatch.domain.order import Order, OrderMove, OrderNotFound
from dispatch.domain.order_reasons import RefuseReason
from dispatch.domain.origin import Wire
from dispatch.domain.travel import WayUnknown
from dispatch.services.devices.tell_device_state import TellDeviceState, tell_device_state
from dispatch.services.orders.acknowledge_order import AcknowledgeOrder, acknowledge_order
from dispatch.services.orders.receive_order import ReceiveOrder, receive_order
from dispatch.services.orders.refuse_order import RefuseOrder, refuse_order
from dispatch.services.orders.stamp_order import StampOrder, stamp_order

router = APIRouter(prefix="/station", tags=["station"])

Viewer = Annotated[Device, device_reader(DeviceVerb.VIEW_STATION)]
Taker = Annotated[DeviceActor, device_actor(DeviceVerb.TAKE_ORDERS)]


@router.get("/board")
async def get_station_board(device: Viewer, request: Request) -> StationBoard:
    """Give all that a station must know now, at one position of its stream."""
    context = context_of(request)
    state = await context.orders.read_station(device)
    boot = context.settings.boot
    return StationBoard(
        epoch=state.epoch,
        last=state.last,
        server=context.server,
        server_time=state.read_at,
        audiences=tuple(sorted(device.audiences)),
        device=DeviceView.model_validate(device),
        station=StationView.model_validate(state.station),
        vehicles=tuple(VehicleView.model_validate(one) for one in state.vehicles),
        orders=tuple(map(_shown, state.orders)),
        servers=tuple(ServerAddress(name=one.name, url=one.url) for one in boot.servers),
        centre_name=state.site.centre_name,
        centre_telephone=state.site.emergency_number,
        zone=boot.centre.zone,
    )


@router.post("/orders/{order_id}/receipt")
async def receive(order_id: UUID, by: Taker) -> OrderView:
    """Note that the station's program has an order."""
    command = ReceiveOrder(order_id, by.device.station_id)
    return await by.do("receive_order", lambda tx: receive_order(command, tx), OrderView, order_id)


@router.post("/orders/{order_id}/acknowledge")
async def acknowledge(order_id: UUID, asked: wire.AcknowledgeOrder, by: Taker) -> OrderView:
    """Take an order 接单, or a revision of it."""
    who = asked.name or by.name
    station_id = by.device.station_id
    command = AcknowledgeOrder(order_id, asked.revision, who, Wire.STATION, station_id)
    return await by.do(
        "acknowledge_order",
        lambda tx: acknowledge_order(command, tx),
        OrderView,
        order_id,
        asked,
    )


@router.post("/orders/{order_id}/refuse")
async def refuse(order_id: UUID, asked: wire.RefuseOrder, by: Taker) -> OrderView:
    """Say that an order cannot be taken, and why."""
    command = RefuseOrder(order_id, RefuseReason(asked.reason), by.device.station_id)
    return await by.do(
        "refuse_order", lambda tx: refuse_order(command, tx), OrderView, order_id, asked
    )


@router.post("/orders/{order_id}/stamp")
async def stamp(order_id: UUID, asked: wire.StampOrder, by: Taker) -> OrderView:
    """Note a milestone of a run."""
    command = StampOrder(
        order_id=order_id,
        milestone=OrderMove(asked.milestone),
        at=asked.at,
        by=by.name,
        wire=Wire.STATION,
        station_id=by.device.station_id,
    )
    return await by.do(
        "stamp_order", lambda tx: stamp_order(command, tx), OrderView, order_id, asked
    )


@router.get("/orders/{order_id}/sheet.pdf", response_class=Response)
async def get_station_sheet(order_id: UUID, device: Viewer, request: Request) -> Response:
    """Give the printed sheet 出车命令单 of an order that is not over."""
    context = context_of(request)
    return await order_file(await _own(context, device, order_id), context)


@router.get("/orders/{order_id}/route")
async def get_station_route(order_id: UUID, device: Viewer, request: Request) -> RouteView:
    """Give the way to the scene, turn by turn, of an order that is not over."""
    context = context_of(request)
    order = await _own(context, device, order_id)
    closures = await context.closures.queries.list_in_force()
    route = await order_route(order, closures, context)
    if route is None:
        raise WayUnknown
    return shown_route(route)


@router.post("/state")
async def tell_state(
    asked: DeviceState, by: Annotated[DeviceActor, device_actor(DeviceVerb.TELL_STATE)]
) -> DeviceView:
    """Say how the device is."""
    report = DeviceReport(
        BellState(asked.bell), PrinterState(asked.printer), asked.sounding, asked.note
    )
    command = TellDeviceState(by.device.id, report)
    return await by.do(
        "tell_device_state", lambda tx: tell_device_state(command, tx), DeviceView, asked
    )


def _shown(order: Order) -> OrderView:
    """Give an order whole while it runs; of one that is over, that it is over and why."""
    view = OrderView.model_validate(order)
    return masked(view) if order.over else view


async def _own(context: Context, device: Device, order_id: UUID) -> Order:
    """Find an order of the device's own station; once it is over its data are wiped there."""
    found = await context.orders.find_order(order_id)
    if found is None or found.station_id != device.station_id or found.over:
        raise OrderNotFound
    return found
