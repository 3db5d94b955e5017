"""What was learned of drives, and the drives themselves."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.calibration import Calibration, Drive
from dispatch.domain.period import Period


class CalibrationRepository(Protocol):
    """Versions of the calibration; they are only ever added."""

    async def current(self) -> Calibration:
        """Give the one in force; before anybody used any, what a centre begins with."""
        ...

    async def before(self, version: int, /) -> Calibration:
        """Give the one that was in force before a version."""
        ...

    async def add(self, calibration: Calibration, /) -> None:
        """Put a next version in force; CalibrationChangedMeanwhile when there is one already."""
        ...


class CalibrationQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway."""

    async def read_period(self) -> Period:
        """Give the last 31 days by the database's clock: what is learned from."""
        ...

    async def list_drives(self, period: Period) -> Sequence[Drive]:
        """Give the orders of a period that reached their scene, or ended before it."""
        ...

    async def read_in_force(self) -> Calibration:
        """Give the one in force."""
        ...
