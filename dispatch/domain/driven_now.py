"""What bends every drive at a moment: closures in force, and the factor of the hour."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.calibration import UNCALIBRATED, Calibration
from dispatch.domain.closure import Closure
from dispatch.domain.travel import Conditions


@dataclass(frozen=True, slots=True)
class DrivenNow:
    """How one drives now; two that are equal lead to the same picture of cover.

    Args:
        closures: Those in force.
        factor: With which times by road are multiplied.
    """

    closures: tuple[Closure, ...] = ()
    factor: float = 1.0

    @property
    def to_a_scene(self) -> Conditions:
        """With blue light, as the recommendation counts the way to a scene."""
        return Conditions(self.closures)

    @property
    def to_stand_by(self) -> Conditions:
        """Like any vehicle: nobody waits for help there."""
        return Conditions(self.closures, blue_light=False)

    def limit_s(self, within_s: float) -> float:
        """Give how long a drive may be on the roads' own clock to end in time at this hour."""
        return within_s / self.factor


def driven_now(
    closures: tuple[Closure, ...], at: datetime, calibration: Calibration = UNCALIBRATED
) -> DrivenNow:
    """Tell how one drives at an instant.

    Args:
        closures: Those in force then.
        at: The instant.
        calibration: The one in force.
    """
    return DrivenNow(closures, calibration.factor_at(at) if calibration.version else 1.0)
