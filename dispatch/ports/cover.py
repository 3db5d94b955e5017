"""Cover: what is read for it, what the roads answer, where settings and advice are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.domain.calibration import UNCALIBRATED, Calibration
from dispatch.domain.closure import Closure
from dispatch.domain.cover import Demand
from dispatch.domain.cover_picture import CoverPicture
from dispatch.domain.cover_settings import CoverSettings
from dispatch.domain.driven_now import DrivenNow
from dispatch.domain.stand_by import StandBy
from dispatch.ports.fleet import Fleet
from dispatch.ports.order_queries import Resources
from dispatch.ports.roads import USUAL, Conditions, Roads
from gis.datum import Wgs84


@dataclass(frozen=True, slots=True)
class CoverKnown:
    """Everything that is stored of those who could go, in one picture.

    Args:
        stand_bys: Advice that was taken and still holds.
        closures: Those in force.
        calibration: What was learned of the hours; the one in force.
    """

    settings: CoverSettings
    resources: Resources
    stand_bys: Sequence[StandBy]
    closures: tuple[Closure, ...] = ()
    calibration: Calibration = UNCALIBRATED


@dataclass(frozen=True, slots=True)
class Reach:
    """What each place reaches in time, as bits of the demand."""

    map_version: str
    demand: Demand
    reached: Sequence[int]


class CoverQueries(Protocol):
    """Reads. All raise DatabaseAway when the database cannot be asked."""

    async def read_settings(self) -> CoverSettings:
        """Give the settings in force."""
        ...

    async def read_driven(self) -> DrivenNow:
        """Give how one drives now: closures in force, and the factor of the hour."""
        ...

    async def read_known(self) -> CoverKnown:
        """Read all of it."""
        ...


class CoverRoads(Protocol):
    """Searches by road; raises CoverUnknown when the roads process does not answer."""

    async def reach(
        self,
        starts: Sequence[Wgs84],
        demand: Demand | None,
        within_s: float,
        conditions: Conditions = USUAL,
    ) -> Reach:
        """Give what each start reaches; without demand, of points on all streets."""
        ...


class CoverDesk(Protocol):
    """Holds the newest picture: computed when somebody looks, at most every 15 seconds.

    A closure that was drawn or has ended, or a next hour, is seen at the next look.
    """

    async def read(self) -> CoverPicture:
        """Give it; CoverOff, CoverUnknown."""
        ...

    def forget(self) -> None:
        """Let the next look compute it anew: something was decided."""
        ...


class DemandDistricts(Protocol):
    """Names the ground on which the demand lies."""

    async def names(self, picture: CoverPicture) -> Sequence[str]:
        """Give the district of each point of the demand; none where the map cannot be asked."""
        ...


class CoverSettingsRepository(Protocol):
    """Versions of the settings."""

    async def current(self) -> CoverSettings:
        """Give the settings in force; before anybody wrote any, what a centre begins with."""
        ...

    async def add(self, settings: CoverSettings) -> None:
        """Put a next version in force; CoverSettingsChangedMeanwhile when there is one already."""
        ...


class StandByRepository(Protocol):
    """Advice that was taken."""

    async def add(self, stand_by: StandBy, /) -> None:
        """Keep one."""
        ...


@dataclass(frozen=True, slots=True)
class CoverWorld:
    """Where the reading use case looks."""

    queries: CoverQueries
    fleet: Fleet
    roads: Roads
    cover: CoverRoads
