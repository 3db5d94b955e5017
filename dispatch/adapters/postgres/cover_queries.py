"""What cover is computed from, read in one picture."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.adapters.postgres.closure_queries import list_in_force
from dispatch.adapters.postgres.order_queries import list_resources, read_clock
from dispatch.adapters.postgres.reading import one_picture, reading, values
from dispatch.adapters.postgres.repositories.calibrations import PostgresCalibrations
from dispatch.adapters.postgres.repositories.cover import STAND_BYS, PostgresCoverSettings
from dispatch.adapters.postgres.tables.cover import stand_by
from dispatch.adapters.postgres.tables.orders import vehicle_order
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.driven_now import DrivenNow, driven_now
from dispatch.domain.stand_by import StandBy
from dispatch.ports.cover import CoverKnown

HOLDS_FOR = func.make_interval(0, 0, 0, 0, 4)
"""Nobody stands by longer on one word: then it is asked again."""
SENT_SINCE = (
    select(vehicle_order.c.id)
    .where(
        vehicle_order.c.vehicle_id == stand_by.c.vehicle_id,
        vehicle_order.c.sent_at > stand_by.c.taken_at,
    )
    .exists()
)


class PostgresCoverQueries:
    """See `dispatch.ports.cover`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read_settings(self) -> CoverSettings:
        """Give the settings in force."""
        async with reading(self._engine) as connection:
            return await PostgresCoverSettings(connection).current()

    async def read_driven(self) -> DrivenNow:
        """Give how one drives now."""
        async with reading(self._engine) as connection:
            return driven_now(
                tuple(await list_in_force(connection)),
                await read_clock(connection),
                await PostgresCalibrations(connection).current(),
            )

    async def read_known(self) -> CoverKnown:
        """Read all of it."""
        async with one_picture(self._engine) as connection:
            return CoverKnown(
                settings=await PostgresCoverSettings(connection).current(),
                resources=await list_resources(connection),
                stand_bys=await _in_force(connection),
                closures=tuple(await list_in_force(connection)),
                calibration=await PostgresCalibrations(connection).current(),
            )


async def _in_force(connection: AsyncConnection) -> Sequence[StandBy]:
    """Give the newest of each vehicle, while nobody has sent it since."""
    newest = (
        select(stand_by)
        .ext(distinct_on(stand_by.c.vehicle_id))
        .where(stand_by.c.taken_at > func.now() - HOLDS_FOR, ~SENT_SINCE)
        .order_by(stand_by.c.vehicle_id, stand_by.c.taken_at.desc())
    )
    return await values(connection, STAND_BYS, newest)
