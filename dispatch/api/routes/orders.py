"""Orders 派车单: sent, taken by voice, followed and ended by the desks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from dispatch.api.context import Context, context_of, world_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.api.masking import order_seen_by
from dispatch.api.order_file import order_file
from dispatch.contracts import orders as wire
from dispatch.contracts.orders import OrdersView, OrderView
from dispatch.domain.order import Order, OrderMove, OrderNotFound
from dispatch.domain.order_reasons import (
    CancelReason,
    EmptyReturnReason,
    OverrideReason,
    ReassignReason,
)
from dispatch.domain.origin import Wire, staff_origin
from dispatch.domain.people import Session, Verb
from dispatch.ports.transaction import Transaction
from dispatch.services.gather_basis import gather_basis
from dispatch.services.orders.acknowledge_order import AcknowledgeOrder, acknowledge_order
from dispatch.services.orders.cancel_order import CancelOrder, cancel_order
from dispatch.services.orders.reassign_order import ReassignOrder, reassign_order
from dispatch.services.orders.return_empty import ReturnEmpty, return_empty
from dispatch.services.orders.send_orders import SendOrders, send_orders
from dispatch.services.orders.stamp_order import StampOrder, stamp_order

router = APIRouter(tags=["orders"])

Sender = Annotated[Actor, actor(Verb.SEND_ORDERS)]
Viewer = Annotated[Session, reader(Verb.VIEW_INCIDENTS)]


@router.post("/incidents/{incident_id}/orders")
async def send(
    incident_id: UUID, asked: wire.SendOrders, by: Sender, request: Request
) -> OrdersView:
    """Send vehicles; all of them or none."""
    command = SendOrders(
        incident_id=incident_id,
        vehicle_ids=asked.vehicle_ids,
        hospital_id=asked.hospital_id,
        despite_duplicates=frozenset(asked.despite_duplicates),
        override_reason=OverrideReason(asked.override_reason) if asked.override_reason else None,
        basis=await gather_basis(incident_id, world_of(context_of(request))),
        by=by.staff_number,
        hospital_ids=asked.hospital_ids,
    )

    async def run(tx: Transaction) -> dict[str, object]:
        return {"orders": tuple(await send_orders(command, tx))}

    return await by.do("send_orders", run, OrdersView, incident_id, asked)


@router.get("/incidents/{incident_id}/orders")
async def list_of_incident(incident_id: UUID, viewer: Viewer, request: Request) -> OrdersView:
    """Give all orders that an incident ever had, in the order of sending."""
    context = context_of(request)
    found = await context.orders.list_orders(incident_id)
    return OrdersView(orders=tuple(_seen(viewer, one, context) for one in found))


@router.get("/orders/{order_id}")
async def get_order(order_id: UUID, viewer: Viewer, request: Request) -> OrderView:
    """Give one order."""
    context = context_of(request)
    return _seen(viewer, await _get(context, order_id), context)


@router.get("/orders/{order_id}/sheet.pdf", response_class=Response)
async def get_sheet(
    order_id: UUID, _: Annotated[Session, reader(Verb.SEND_ORDERS)], request: Request
) -> Response:
    """Give the printed sheet 出车命令单 of an order, as it stands now."""
    context = context_of(request)
    return await order_file(await _get(context, order_id), context)


@router.post("/orders/{order_id}/acknowledge")
async def acknowledge(order_id: UUID, asked: wire.AcknowledgeOrder, by: Sender) -> OrderView:
    """Note that a person was told by voice 已口头通知."""
    who = asked.name or staff_origin(by.staff_number).actor
    command = AcknowledgeOrder(order_id, asked.revision, who, Wire.VOICE)
    return await by.do(
        "acknowledge_order",
        lambda tx: acknowledge_order(command, tx),
        OrderView,
        order_id,
        asked,
    )


@router.post("/orders/{order_id}/stamp")
async def stamp(order_id: UUID, asked: wire.StampOrder, by: Sender) -> OrderView:
    """Note a milestone that was told by voice, or put its time right."""
    who = staff_origin(by.staff_number).actor
    command = StampOrder(order_id, OrderMove(asked.milestone), asked.at, who, Wire.VOICE)
    return await by.do(
        "stamp_order", lambda tx: stamp_order(command, tx), OrderView, order_id, asked
    )


@router.post("/orders/{order_id}/cancel")
async def cancel(order_id: UUID, asked: wire.CancelOrder, by: Sender) -> OrderView:
    """Take an order back before its vehicle is at the scene."""
    command = CancelOrder(order_id, CancelReason(asked.reason))
    return await by.do(
        "cancel_order", lambda tx: cancel_order(command, tx), OrderView, order_id, asked
    )


@router.post("/orders/{order_id}/empty-return")
async def empty_return(order_id: UUID, asked: wire.ReturnEmpty, by: Sender) -> OrderView:
    """End a run without a patient."""
    command = ReturnEmpty(order_id, EmptyReturnReason(asked.reason))
    return await by.do(
        "return_empty", lambda tx: return_empty(command, tx), OrderView, order_id, asked
    )


@router.post("/orders/{order_id}/reassign")
async def reassign(
    order_id: UUID, asked: wire.ReassignOrder, by: Sender, request: Request
) -> OrdersView:
    """End an order and send another vehicle in its place; gives both orders."""
    context = context_of(request)
    order = await _get(context, order_id)
    command = ReassignOrder(
        order_id=order_id,
        vehicle_id=asked.vehicle_id,
        reason=ReassignReason(asked.reason),
        basis=await gather_basis(order.incident_id, world_of(context)),
        by=by.staff_number,
    )

    async def run(tx: Transaction) -> dict[str, object]:
        return {"orders": tuple(await reassign_order(command, tx))}

    return await by.do("reassign_order", run, OrdersView, order_id, asked)


def _seen(viewer: Session, order: Order, context: Context) -> OrderView:
    return order_seen_by(viewer.person, OrderView.model_validate(order), context)


async def _get(context: Context, order_id: UUID) -> Order:
    found = await context.orders.find_order(order_id)
    if found is None:
        raise OrderNotFound
    return found
