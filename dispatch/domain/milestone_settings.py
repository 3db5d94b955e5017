"""How a centre wants positions to suggest milestones: live, versioned."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.errors import DomainError
from dispatch.domain.order import OrderMove
from dispatch.domain.place import PlaceSource

SPREAD: dict[PlaceSource, float] = {
    PlaceSource.MAP: 1.0,
    PlaceSource.SUGGESTION: 1.0,
    PlaceSource.LINK: 1.5,
    PlaceSource.SUBSCRIBER: 2.0,
    PlaceSource.PEER: 2.0,
    PlaceSource.TYPED: 2.0,
    PlaceSource.NETWORK: 5.0,
}
"""How much wider the scene is drawn where its point is less sure."""


class MilestoneSettingsChangedMeanwhile(DomainError):
    """Somebody else changed the settings after this editor read them."""

    code = "milestone_settings_changed_meanwhile"


@dataclass(frozen=True, slots=True)
class MilestoneSettings:
    """One version of them; version 0 is what a centre begins with.

    Args:
        enabled: Without it nothing is suggested and no contradiction shown.
        confirms_itself: Milestones that are stamped without a person, marked 自动; none at first.
        scene_m: Radius of a scene whose point is sure.
        dwell_s: A vehicle must be in, or out, for so long.
        slow_kmh: Who comes to a place drives no faster.
        stale_after_s: An older fix says nothing.
        contradicts_m: Farther away than this, what a person told is contradicted.
    """

    version: int = 0
    enabled: bool = True
    confirms_itself: tuple[OrderMove, ...] = ()
    scene_m: int = 80
    hospital_m: int = 150
    station_m: int = 100
    dwell_s: int = 20
    slow_kmh: int = 10
    stale_after_s: int = 60
    contradicts_m: int = 1000
    changed_by: str | None = None
    changed_at: datetime | None = None

    def scene_radius_m(self, source: PlaceSource | None) -> float:
        """Give the radius of a scene by where its point is from."""
        return self.scene_m * SPREAD.get(source or PlaceSource.TYPED, 2.0)
