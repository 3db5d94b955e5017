"""Milestones that positions suggest: the settings, and the runs that are watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.domain.milestone_settings import MilestoneSettings
from dispatch.domain.order import Order
from dispatch.domain.place import PlaceSource
from gis.datum import Wgs84


class MilestoneSettingsRepository(Protocol):
    """Versions of the settings."""

    async def current(self) -> MilestoneSettings:
        """Give the settings in force."""
        ...

    async def add(self, settings: MilestoneSettings, /) -> None:
        """Put a next version in force; MilestoneSettingsChangedMeanwhile when there is one."""
        ...


@dataclass(frozen=True, slots=True)
class WatchedRun:
    """An order under way, and what its vehicle's positions are held against.

    Args:
        tracker: The terminal that the vehicle has now.
        station: Where the vehicle is at home.
        scene_source: Where the scene's point is from; None: it has none.
    """

    order: Order
    tracker: str
    station: Wgs84
    scene_source: PlaceSource | None


class MilestoneQueries(Protocol):
    """Reads; all raise DatabaseAway when the database cannot be asked."""

    async def read_settings(self) -> MilestoneSettings:
        """Give the settings in force."""
        ...

    async def list_watched(self) -> Sequence[WatchedRun]:
        """Give every order that is not over and whose vehicle has a terminal."""
        ...
