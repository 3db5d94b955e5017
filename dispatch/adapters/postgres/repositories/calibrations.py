"""Calibrations; see `dispatch.ports.calibrations`."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.calibration import calibration
from dispatch.domain.calibration import UNCALIBRATED, Calibration, CalibrationChangedMeanwhile

CALIBRATIONS = Rows(Calibration, calibration)
NEWEST = select(calibration).order_by(calibration.c.version.desc()).limit(1)


class PostgresCalibrations:
    """See `dispatch.ports.calibrations`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> Calibration:
        """Give the one in force; before anybody used any, what a centre begins with."""
        row = (await self._connection.execute(NEWEST)).mappings().one_or_none()
        return CALIBRATIONS.value(row) if row else UNCALIBRATED

    async def before(self, version: int, /) -> Calibration:
        """Give the one that was in force before a version."""
        earlier = NEWEST.where(calibration.c.version < version)
        row = (await self._connection.execute(earlier)).mappings().one_or_none()
        return CALIBRATIONS.value(row) if row else UNCALIBRATED

    async def add(self, one: Calibration, /) -> None:
        """Put a next version in force; CalibrationChangedMeanwhile when there is one already."""
        try:
            await self._connection.execute(insert(calibration).values(CALIBRATIONS.row(one)))
        except IntegrityError:
            raise CalibrationChangedMeanwhile(version=one.version) from None
