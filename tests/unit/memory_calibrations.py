"""Calibrations in memory, with the promises of their port."""

from dispatch.domain.calibration import UNCALIBRATED, Calibration, CalibrationChangedMeanwhile


class MemoryCalibrations:
    """See `dispatch.ports.calibrations`."""

    def __init__(self) -> None:
        self._versions = [UNCALIBRATED]

    async def current(self) -> Calibration:
        return self._versions[-1]

    async def before(self, version: int, /) -> Calibration:
        return self._versions[version - 1]

    async def add(self, calibration: Calibration, /) -> None:
        if calibration.version != len(self._versions):
            raise CalibrationChangedMeanwhile(version=calibration.version)
        self._versions.append(calibration)
