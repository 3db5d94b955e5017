"""Vehicles that a request names by their ids."""

from collections.abc import Sequence
from uuid import UUID

from dispatch.api.context import Context
from dispatch.domain.vehicle import VehicleNotFound
from dispatch.domain.vehicle_status import ShownVehicle


async def vehicles_by_id(context: Context, ids: Sequence[UUID]) -> list[ShownVehicle]:
    """Give the vehicles with these ids, each once; VehicleNotFound."""
    shown = (await context.orders.read_resources()).vehicles
    known = {one.id: one for one in shown}
    if not set(ids) <= known.keys():
        raise VehicleNotFound
    return [known[one] for one in dict.fromkeys(ids)]
