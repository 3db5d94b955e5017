"""Where site settings are kept."""

from typing import Protocol

from dispatch.domain.site import SiteSettings


class SiteRepository(Protocol):
    """Site settings, versioned."""

    async def current(self) -> SiteSettings:
        """Give the settings in force."""
        ...

    async def add(self, settings: SiteSettings) -> None:
        """Store a new version; SiteChangedMeanwhile when its number is taken."""
        ...
