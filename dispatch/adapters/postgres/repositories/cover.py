"""Settings of cover, and advice that was taken."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.cover import cover_settings, stand_by
from dispatch.domain.cover_settings import CoverSettings, CoverSettingsChangedMeanwhile
from dispatch.domain.stand_by import StandBy

SETTINGS = Rows(CoverSettings, cover_settings)
STAND_BYS = Rows(StandBy, stand_by)


class PostgresCoverSettings:
    """See `dispatch.ports.cover`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> CoverSettings:
        """Give the settings in force."""
        newest = select(cover_settings).order_by(cover_settings.c.version.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().one_or_none()
        return SETTINGS.value(row) if row else CoverSettings()

    async def add(self, settings: CoverSettings) -> None:
        """Put a next version in force; CoverSettingsChangedMeanwhile when there is one already."""
        try:
            await self._connection.execute(insert(cover_settings).values(SETTINGS.row(settings)))
        except IntegrityError:
            raise CoverSettingsChangedMeanwhile(version=settings.version) from None


class PostgresStandBys:
    """See `dispatch.ports.cover`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, one: StandBy, /) -> None:
        """Keep one."""
        await self._connection.execute(insert(stand_by).values(STAND_BYS.row(one)))
