"""Shared by all that tells when a vehicle arrives: the roads, as they are driven at an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.calibration import Calibration
from dispatch.domain.hour_factor import calibrated, calibrated_route
from dispatch.domain.travel import Conditions, Route, Travel
from dispatch.ports.roads import USUAL, Roads
from gis.datum import Wgs84


def calibrate_roads(roads: Roads, calibration: Calibration, at: datetime) -> Roads:
    """Give the same roads with the times of an hour."""
    return _HourRoads(roads, calibration, at)


@dataclass(frozen=True, slots=True)
class _HourRoads:
    """See `dispatch.ports.roads`; times have the factor of the hour in which `at` lies."""

    roads: Roads
    calibration: Calibration
    at: datetime

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way to one goal from each start, in their order."""
        told = await self.roads.travel_to(goal, starts, conditions)
        return calibrated(told, self.calibration, self.at)

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way from one start to each goal, in their order."""
        told = await self.roads.travel_from(start, goals, conditions)
        return calibrated(told, self.calibration, self.at)

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        """Give one way with its shape."""
        told = await self.roads.route(start, goal, conditions)
        return calibrated_route(told, self.calibration, self.at)
