"""What a vehicle's positions say of its run: a suggested milestone 建议里程碑, or a contradiction.

The fix behind either is the stored one of that device and instant: it stays in the track.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SuggestionSource(StrEnum):
    """Who suggests; neither is a person."""

    POSITION = "position"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A milestone that the vehicle seems to have reached.

    Args:
        at: When it came into the place, or left it, by the fixes' clock.
        fixed_at: Of the fix that decided it, after the vehicle had stayed so long enough.
        distance_m: From that fix to the middle of the place.
        radius_m: Of the place.
        source: By a key of the terminal there is no place: both distances are 0.
    """

    at: datetime
    device: str
    feed: str
    fixed_at: datetime
    distance_m: int
    radius_m: int
    speed_kmh: float | None
    source: SuggestionSource = SuggestionSource.POSITION


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Positions do not fit what a person told; it is shown, never corrected.

    Args:
        stamped_at: When the milestone was told; None: the vehicle left without telling it.
        distance_m: From the fix to where the milestone says that the vehicle is.
    """

    stamped_at: datetime | None
    device: str
    fixed_at: datetime
    distance_m: int


class DismissReason(StrEnum):
    """Why a person calls a suggestion wrong."""

    NOT_THERE = "not_there"
    PASSING = "passing"
    PRESSED_BY_MISTAKE = "pressed_by_mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A person has said that a suggestion is wrong.

    Args:
        by: Who said so.
        suggested_at: When it was suggested to have been reached.
    """

    at: datetime
    by: str
    reason: DismissReason
    suggested_at: datetime
    source: SuggestionSource
