"""Settings of suggested milestones in memory, with the promises of their port."""

from dispatch.domain.milestone_settings import (
    MilestoneSettings,
    MilestoneSettingsChangedMeanwhile,
)


class MemoryMilestoneSettings:
    """See `dispatch.ports.milestones`."""

    def __init__(self) -> None:
        self._versions = [MilestoneSettings()]

    async def current(self) -> MilestoneSettings:
        return self._versions[-1]

    async def add(self, settings: MilestoneSettings, /) -> None:
        if settings.version != self._versions[-1].version + 1:
            raise MilestoneSettingsChangedMeanwhile(version=settings.version)
        self._versions.append(settings)
