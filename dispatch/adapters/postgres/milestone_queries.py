"""The runs whose vehicles' positions are watched, and how."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.reading import reading
from dispatch.adapters.postgres.repositories.milestones import PostgresMilestoneSettings
from dispatch.adapters.postgres.repositories.orders import ACTIVE, AS_SENT, ORDERS
from dispatch.adapters.postgres.tables.incidents import incident
from dispatch.adapters.postgres.tables.orders import station, vehicle, vehicle_order
from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.place import PlaceSource
from dispatch.ports.milestones import WatchedRun
from gis.datum import Wgs84

POINT = TypeAdapter(Wgs84)
WATCHED = (
    select(
        vehicle_order,
        vehicle.c.tracker.label("tracker"),
        station.c.point.label("home"),
        incident.c.scene["source"].astext.label("scene_source"),
    )
    .join(vehicle, vehicle.c.id == vehicle_order.c.vehicle_id)
    .join(station, station.c.id == vehicle.c.station_id)
    .join(incident, incident.c.id == vehicle_order.c.incident_id)
    .where(ACTIVE, vehicle.c.tracker.is_not(None))
    .order_by(AS_SENT)
)


class PostgresMilestoneQueries:
    """See `dispatch.ports.milestones`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_settings(self) -> MilestoneSettings:
        """Give the settings in force."""
        async with reading(self._engine) as connection:
            return await PostgresMilestoneSettings(connection).current()

    async def list_watched(self) -> Sequence[WatchedRun]:
        """Give every order that is not over and whose vehicle has a terminal."""
        async with reading(self._engine) as connection:
            rows = (await connection.execute(WATCHED)).mappings().all()
        return [
            WatchedRun(
                order=ORDERS.value({c.name: row[c.name] for c in vehicle_order.columns}),
                tracker=row["tracker"],
                station=POINT.validate_python(row["home"]),
                scene_source=PlaceSource(row["scene_source"]) if row["scene_source"] else None,
            )
            for row in rows
        ]
