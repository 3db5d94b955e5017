"""Milestones that positions suggest: a person confirms one; an administrator sets how."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.device_identity import DeviceActor, device_actor
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import milestones as wire
from dispatch.contracts.orders import OrderView
from dispatch.domain.device import DeviceVerb
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import OrderMove
from dispatch.domain.origin import Wire, staff_origin
from dispatch.domain.people import Session, Verb
from dispatch.domain.suggestion import DismissReason
from dispatch.ports.transaction import Transaction
from dispatch.services.milestones.change_milestone_settings import (
    ChangeMilestoneSettings,
    change_milestone_settings,
)
from dispatch.services.orders.confirm_milestone import ConfirmMilestone, confirm_milestone
from dispatch.services.orders.dismiss_milestone import DismissMilestone, dismiss_milestone

router = APIRouter(tags=["milestones"])


@router.post("/orders/{order_id}/confirm-milestone")
async def confirm(
    order_id: UUID, asked: wire.ConfirmMilestone, by: Annotated[Actor, actor(Verb.SEND_ORDERS)]
) -> OrderView:
    """Confirm a suggested milestone at a desk."""
    who = staff_origin(by.staff_number).actor
    command = ConfirmMilestone(order_id, OrderMove(asked.milestone), who, Wire.CONSOLE)
    return await by.do(
        "confirm_milestone", lambda tx: confirm_milestone(command, tx), OrderView, order_id, asked
    )


@router.post("/orders/{order_id}/dismiss-milestone")
async def dismiss(
    order_id: UUID, asked: wire.DismissMilestone, by: Annotated[Actor, actor(Verb.SEND_ORDERS)]
) -> OrderView:
    """Call a suggested milestone wrong."""
    who, reason = staff_origin(by.staff_number).actor, DismissReason(asked.reason)
    command = DismissMilestone(order_id, OrderMove(asked.milestone), reason, who)
    return await by.do(
        "dismiss_milestone", lambda tx: dismiss_milestone(command, tx), OrderView, order_id, asked
    )


@router.post("/station/orders/{order_id}/confirm-milestone")
async def confirm_at_station(
    order_id: UUID,
    asked: wire.ConfirmMilestone,
    by: Annotated[DeviceActor, device_actor(DeviceVerb.TAKE_ORDERS)],
) -> OrderView:
    """Confirm a suggested milestone at the station or in the vehicle."""
    command = ConfirmMilestone(
        order_id, OrderMove(asked.milestone), by.name, Wire.STATION, by.device.station_id
    )
    return await by.do(
        "confirm_milestone", lambda tx: confirm_milestone(command, tx), OrderView, order_id, asked
    )


@router.get("/milestone-settings")
async def get_settings(
    _: Annotated[Session, reader(Verb.VIEW_SITE)], request: Request
) -> wire.MilestoneSettingsView:
    """Give the settings in force."""
    settings = await context_of(request).milestones.read_settings()
    return wire.MilestoneSettingsView.model_validate(asdict(settings))


@router.put("/milestone-settings")
async def put_settings(
    asked: wire.ChangeMilestoneSettings, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]
) -> wire.MilestoneSettingsView:
    """Put new settings in force."""
    given = asked.model_dump(exclude={"base_version", "confirms_itself"})
    moves = tuple(map(OrderMove, asked.confirms_itself))
    wanted = MilestoneSettings(**given, confirms_itself=moves)
    command = ChangeMilestoneSettings(asked.base_version, wanted, by.staff_number)

    async def run(tx: Transaction) -> dict[str, object]:
        return asdict(await change_milestone_settings(command, tx))

    return await by.do("change_milestone_settings", run, wire.MilestoneSettingsView, asked)
