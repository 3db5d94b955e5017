"""Travel times over the road network."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.travel import Conditions, Leg, Route, Travel, TravelMode
from gis.datum import Wgs84

__all__ = ["Conditions", "Leg", "Roads", "Route", "Travel", "TravelMode"]

USUAL = Conditions()


class Roads(Protocol):
    """Never raises for a dead roads process: it then answers in straight lines and says so."""

    async def travel_to(
        self, goal: Wgs84, starts: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way to one goal from each start, in their order."""
        ...

    async def travel_from(
        self, start: Wgs84, goals: Sequence[Wgs84], conditions: Conditions = USUAL
    ) -> Travel:
        """Give the way from one start to each goal, in their order."""
        ...

    async def route(self, start: Wgs84, goal: Wgs84, conditions: Conditions = USUAL) -> Route:
        """Give one way with its shape."""
        ...


class RoadsThrough(Roads, Protocol):
    """Roads that answer two questions about one place at once."""

    async def travel_through(
        self,
        place: Wgs84,
        starts: Sequence[Wgs84],
        goals: Sequence[Wgs84],
        conditions: tuple[Conditions, Conditions],
    ) -> tuple[Travel, Travel]:
        """Give the way to a place from each start, and on from it to each goal.

        The conditions are of the way there and of the way on; both name the same closures.
        """
        ...
