"""Vehicles: what they are, and their duty."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from dispatch.api.context import context_of
from dispatch.api.identity import Actor, actor, reader
from dispatch.contracts import vehicles as wire
from dispatch.contracts.vehicles import VehicleView
from dispatch.domain.people import Session, Verb
from dispatch.domain.vehicle import Crew, Duty, DutyReason, Skill, VehicleKind
from dispatch.services.vehicles.change_duty import ChangeDuty, change_duty
from dispatch.services.vehicles.write_vehicle import WriteVehicle, write_vehicle

router = APIRouter(prefix="/vehicles", tags=["vehicles"])


@router.get("")
async def list_vehicles(
    _: Annotated[Session, reader(Verb.VIEW_BOARD)], request: Request
) -> list[VehicleView]:
    """Give all vehicles, by name."""
    resources = await context_of(request).orders.read_resources()
    return [VehicleView.model_validate(one) for one in resources.vehicles]


@router.put("/{vehicle_id}")
async def write(
    vehicle_id: UUID, asked: wire.WriteVehicle, by: Annotated[Actor, actor(Verb.MANAGE_SITE)]
) -> VehicleView:
    """Write a vehicle, new or changed."""
    command = WriteVehicle(
        id=vehicle_id,
        name=asked.name,
        plate=asked.plate,
        kind=VehicleKind(asked.kind),
        station_id=asked.station_id,
        tracker=asked.tracker,
        crew=Crew(**asked.crew.model_dump()),
        equipment=None if asked.equipment is None else frozenset(map(Skill, asked.equipment)),
    )
    return await by.do(
        "write_vehicle", lambda tx: write_vehicle(command, tx), VehicleView, vehicle_id, asked
    )


@router.post("/{vehicle_id}/duty")
async def duty(
    vehicle_id: UUID, asked: wire.ChangeDuty, by: Annotated[Actor, actor(Verb.CHANGE_DUTY)]
) -> VehicleView:
    """Put a vehicle in service, aside or out of service."""
    reason = DutyReason(asked.reason) if asked.reason else None
    command = ChangeDuty(vehicle_id, Duty(asked.duty), reason)
    return await by.do(
        "change_duty", lambda tx: change_duty(command, tx), VehicleView, vehicle_id, asked
    )
