"""Whether and how a centre wants to be advised on cover: live, versioned, off at first."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.errors import DomainError


class CoverSettingsChangedMeanwhile(DomainError):
    """Somebody else changed the settings after this editor read them."""

    code = "cover_settings_changed_meanwhile"


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """One version of them; version 0 is what a centre begins with.

    Args:
        enabled: Without it no layer is computed and nothing is advised.
        within_min: A place is covered when a ready vehicle drives there in so many minutes. Eight
            is a target of other countries (NFPA 1710: 480 s for advanced life support); for
            China no such rule is known, so it is a setting.
        least_gain_percent: Advice that gains less of the demand is not given.
    """

    version: int = 0
    enabled: bool = False
    within_min: int = 8
    least_gain_percent: int = 3
    changed_by: str | None = None
    changed_at: datetime | None = None
