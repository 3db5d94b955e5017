"""Which days of tracks nobody needs any more, and taking one out; by the servers' own roles."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.track import BEFORE_SENDING
from dispatch.domain.track_keeping import Needed, retirable_days
from dispatch.ports.map_window import TracksAway
from gis.fleet.days import LIST_DAYS, day_of

# Incidents that are held, and those that are not over: their vehicles' ways are still wanted.
NEEDED = """
    SELECT i.number, min(o.sent_at), max(coalesce(o.ended_at, now()))
    FROM dispatch.incident i JOIN dispatch.vehicle_order o ON o.incident_id = i.id
    WHERE i.closed_at IS NULL
       OR EXISTS (SELECT FROM dispatch.track_hold h
                  WHERE h.incident_id = i.id AND h.released_at IS NULL)
    GROUP BY i.number ORDER BY i.number
"""
TODAY = "SELECT (now() AT TIME ZONE 'UTC')::date"
TAKE_OUT = "SELECT gis.retire_fix_day(%(day)s)"


class PostgresTrackRetirement:
    """See `dispatch.ports.track_store`.

    Args:
        engine: A pool of the role d120_dispatch.
        gis_engine: A pool of the role d120_gis.
    """

    def __init__(self, engine: AsyncEngine, gis_engine: AsyncEngine) -> None:
        self._engine, self._gis_engine = engine, gis_engine

    async def plan(self, keep_days: int | None) -> Sequence[date]:
        """Give the days that may go now, oldest first; TracksAway."""
        needed = [needed_of(*row) for row in await self._ask(self._engine, NEEDED)]
        ((today,),) = await self._ask(self._gis_engine, TODAY)
        days = [day_of(row[0]) for row in await self._ask(self._gis_engine, LIST_DAYS)]
        return retirable_days(days, today, keep_days, needed)

    async def take_out(self, day: date) -> bool:
        """Take a day out of the tracks; False: the other server has; TracksAway."""
        ((taken,),) = await self._ask(self._gis_engine, TAKE_OUT, {"day": day})
        return bool(taken)

    @staticmethod
    async def _ask(
        engine: AsyncEngine, query: str, values: dict[str, Any] | None = None
    ) -> Sequence[Sequence[Any]]:
        try:
            async with engine.begin() as connection:
                return (await connection.exec_driver_sql(query, values)).all()
        except (DBAPIError, *UNREACHED) as error:
            raise TracksAway from error


def needed_of(number: str, since: datetime, until: datetime) -> Needed:
    """Read a row of NEEDED: a run is wanted from a little before its order on."""
    return Needed(number, since - BEFORE_SENDING, until)
