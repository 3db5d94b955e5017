"""Learns from the drives of a centre, for the command line: everything is read, nothing changed."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from dispatch.adapters.postgres.calibration_queries import PostgresCalibrationQueries
from dispatch.adapters.postgres.engine import make_engine
from dispatch.config import Settings
from dispatch.domain.calibration import LEAST_RUNS, Calibration, CalibrationReport, calibrate
from dispatch.domain.period import Period


@dataclass(frozen=True, slots=True)
class Learned:
    """What the drives say, and what is in force."""

    period: Period
    report: CalibrationReport
    in_force: Calibration
    least: int = LEAST_RUNS

    def plain(self) -> Mapping[str, object]:
        """Give it in plain values."""
        at = self.in_force.used_at
        return {
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "least": self.least,
            "suffices": self.report.suffices,
            **asdict(self.report),
            "in_force": asdict(self.in_force) | {"used_at": at.isoformat() if at else None},
        }


def learn(settings: Settings) -> Learned:
    """Hold the predictions of the last 31 days against what came of them; DatabaseAway."""
    return asyncio.run(_learn(settings))


async def _learn(settings: Settings) -> Learned:
    engine = make_engine(settings.database_url("dispatch"), connections=1)
    queries = PostgresCalibrationQueries(engine)
    try:
        period = await queries.read_period()
        drives = await queries.list_drives(period)
        in_force = await queries.read_in_force()
    finally:
        await engine.dispose()
    return Learned(period, calibrate(drives, settings.boot.centre.zone), in_force)
