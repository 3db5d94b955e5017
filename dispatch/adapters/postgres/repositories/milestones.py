"""Settings of suggested milestones."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.adapters.postgres.rows import Rows
from dispatch.adapters.postgres.tables.milestones import milestone_settings
from dispatch.domain.milestone_settings import (
    MilestoneSettings,
    MilestoneSettingsChangedMeanwhile,
)

SETTINGS = Rows(MilestoneSettings, milestone_settings)


class PostgresMilestoneSettings:
    """See `dispatch.ports.milestones`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self) -> MilestoneSettings:
        """Give the settings in force."""
        newest = select(milestone_settings).order_by(milestone_settings.c.version.desc()).limit(1)
        row = (await self._connection.execute(newest)).mappings().one_or_none()
        return SETTINGS.value(row) if row else MilestoneSettings()

    async def add(self, settings: MilestoneSettings, /) -> None:
        """Put a next version in force; MilestoneSettingsChangedMeanwhile when there is one."""
        row = SETTINGS.row(settings)
        try:
            await self._connection.execute(insert(milestone_settings).values(row))
        except IntegrityError:
            raise MilestoneSettingsChangedMeanwhile(version=settings.version) from None
