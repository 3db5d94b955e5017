"""What was learned of drives, and the drives themselves."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.calibration import Calibration, Run
from dispatch.domain.period import Period


class CalibrationRepository(Protocol):
    """Calibrations within a transaction; they are only ever added."""

    async def next_version(self) -> int:
        """Give the number of the next one; who asks meanwhile waits."""
        ...

    async def list_newest_first(self) -> Sequence[Calibration]:
        """Give all of them."""
        ...

    async def add(self, calibration: Calibration, /) -> None:
        """Put one in force."""
        ...


class CalibrationQueries(Protocol):
    """Reads outside of commands. All raise DatabaseAway."""

    async def list_runs(self, period: Period) -> Sequence[Run]:
        """Give the drives to a scene that ended in a period and were predicted by road."""
        ...

    async def find_calibration(self) -> Calibration | None:
        """Find the one in force."""
        ...
