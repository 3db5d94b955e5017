"""Calibrations; see `dispatch.ports.calibrations`."""

from collections.abc import Sequence

from sqlalchemy import Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.reading import values
from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.calibration import calibration
from dispatch.domain.calibration import Calibration

CALIBRATIONS = Rows(Calibration, calibration)
# Whoever numbers one holds it until the end of the transaction. Any number of our own.
_NUMBERING = 1_200_025


class PostgresCalibrations:
    """Calibrations within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_version(self) -> int:
        """Give the number of the next one; who asks meanwhile waits."""
        await self._connection.execute(select(func.pg_advisory_xact_lock(_NUMBERING)))
        query = select(func.coalesce(func.max(calibration.c.version), 0) + 1)
        return int((await self._connection.execute(query)).scalar_one())

    async def list_newest_first(self) -> Sequence[Calibration]:
        """Give all of them."""
        return await values(self._connection, CALIBRATIONS, newest_first())

    async def add(self, one: Calibration, /) -> None:
        """Put one in force."""
        await self._connection.execute(insert(calibration).values(CALIBRATIONS.row(one)))


def newest_first() -> Select[tuple[object, ...]]:
    """Give the query for all of them."""
    return select(calibration).order_by(calibration.c.version.desc())


async def find_calibration(connection: AsyncConnection) -> Calibration | None:
    """Find the one in force."""
    return next(iter(await values(connection, CALIBRATIONS, newest_first().limit(1))), None)
