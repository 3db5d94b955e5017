"""Reads of orders, and of those who carry them out, outside of commands."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.outbox import head_query, last_on_stream
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.centre import PostgresSite
from dispatch.adapters.postgres.repositories.devices import DEVICES
from dispatch.adapters.postgres.repositories.orders import ACTIVE, AS_SENT, ORDERS
from dispatch.adapters.postgres.repositories.resources import HOSPITALS, STATIONS, VEHICLES
from dispatch.adapters.postgres.tables.orders import (
    STANDS,
    device,
    hospital,
    station,
    vehicle,
    vehicle_order,
)
from dispatch.domain.device import Device
from dispatch.domain.hospital import Hospital
from dispatch.domain.order import Order
from dispatch.domain.station import Station
from dispatch.domain.vehicle_status import ShownVehicle, shown
from dispatch.ports.order_queries import Resources, StationState

ENDED_SHOWN = func.make_interval(0, 0, 0, 0, 0, 10)
LATELY = or_(ACTIVE, vehicle_order.c.ended_at > func.now() - ENDED_SHOWN)
"""What a screen shows: orders that are active, and those that ended within ten minutes."""


class PostgresOrderQueries:
    """See `dispatch.ports.order_queries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_resources(self) -> Resources:
        """Give vehicles by name, stations by code and hospitals by name, in one picture."""
        async with one_picture(self._engine) as connection:
            return await list_resources(connection)

    async def find_order(self, order_id: UUID) -> Order | None:
        """Find an order."""
        query = select(vehicle_order).where(vehicle_order.c.id == order_id)
        async with reading(self._engine) as connection:
            found = await values(connection, ORDERS, query)
        return found[0] if found else None

    async def list_orders(self, incident_id: UUID) -> Sequence[Order]:
        """Give all orders that an incident ever had, in the order of sending."""
        own = select(vehicle_order).where(vehicle_order.c.incident_id == incident_id)
        async with reading(self._engine) as connection:
            return await values(connection, ORDERS, own.order_by(AS_SENT))

    async def find_device(self, token_hash: bytes) -> Device | None:
        """Find a device by its token, a revoked one too."""
        query = select(device).where(device.c.token_hash == token_hash)
        async with reading(self._engine) as connection:
            found = await values(connection, DEVICES, query)
        return found[0] if found else None

    async def list_devices(self) -> Sequence[Device]:
        """Give all devices, revoked ones too, by station and name."""
        async with reading(self._engine) as connection:
            return await list_devices(connection)

    async def read_station(self, device: Device) -> StationState:
        """Read all that a device's station must know, with its place in the log."""
        async with one_picture(self._engine) as connection:
            head = (await connection.execute(head_query())).one()
            resources = await list_resources(connection)
            own_orders = vehicle_order.c.station_id == device.station_id
            here = [one for one in resources.stations if one.id == device.station_id]
            return StationState(
                epoch=head.epoch,
                last=await last_on_stream(connection, device.audiences),
                read_at=resources.read_at,
                station=here[0],
                vehicles=[one for one in resources.vehicles if one.station_id == device.station_id],
                orders=await values(
                    connection,
                    ORDERS,
                    select(vehicle_order).where(own_orders, LATELY).order_by(AS_SENT),
                ),
                site=await PostgresSite(connection).current(),
            )


async def list_orders_on_board(connection: AsyncConnection) -> Sequence[Order]:
    """Give the orders that desks show, in the order of sending."""
    return await values(connection, ORDERS, select(vehicle_order).where(LATELY).order_by(AS_SENT))


async def list_resources(connection: AsyncConnection) -> Resources:
    """Give all that can be sent or driven to."""
    orders = await values(connection, ORDERS, select(vehicle_order).where(ACTIVE))
    return Resources(
        read_at=await read_clock(connection),
        vehicles=await list_vehicles(connection, orders),
        stations=await list_stations(connection),
        hospitals=await list_hospitals(connection),
    )


async def read_clock(connection: AsyncConnection) -> datetime:
    """Give what the database's clock says."""
    now: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
    return now


async def list_vehicles(
    connection: AsyncConnection, orders: Sequence[Order]
) -> Sequence[ShownVehicle]:
    """Give the vehicles by name, each with what follows from the orders that are not over."""
    there = select(vehicle).where(STANDS)
    vehicles = await values(connection, VEHICLES, there.order_by(vehicle.c.name))
    return [shown(one, orders) for one in vehicles]


async def list_stations(connection: AsyncConnection) -> Sequence[Station]:
    """Give the stations by code."""
    there = select(station).where(STANDS)
    return await values(connection, STATIONS, there.order_by(station.c.code))


async def list_hospitals(connection: AsyncConnection) -> Sequence[Hospital]:
    """Give the hospitals by name."""
    there = select(hospital).where(STANDS)
    return await values(connection, HOSPITALS, there.order_by(hospital.c.name))


async def list_devices(connection: AsyncConnection) -> Sequence[Device]:
    """Give all devices, by station and name."""
    by_place = (device.c.station_code, device.c.name, device.c.id)
    return await values(connection, DEVICES, select(device).order_by(*by_place))
