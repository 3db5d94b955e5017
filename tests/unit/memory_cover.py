"""Settings of cover and taken advice in memory, with the promises of their ports."""

from collections.abc import Iterator

from dispatch.domain.cover_settings import CoverSettings, CoverSettingsChangedMeanwhile
from dispatch.domain.stand_by import StandBy


class MemoryCoverSettings:
    """See `dispatch.ports.cover`."""

    def __init__(self) -> None:
        self._versions = [CoverSettings()]

    async def current(self) -> CoverSettings:
        return self._versions[-1]

    async def add(self, settings: CoverSettings) -> None:
        if settings.version != self._versions[-1].version + 1:
            raise CoverSettingsChangedMeanwhile(version=settings.version)
        self._versions.append(settings)


class MemoryStandBys:
    """See `dispatch.ports.cover`."""

    def __init__(self) -> None:
        self._rows: list[StandBy] = []

    def __iter__(self) -> Iterator[StandBy]:
        return iter(self._rows)

    async def add(self, stand_by: StandBy, /) -> None:
        self._rows.append(stand_by)
