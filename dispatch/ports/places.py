"""The search for places; proposals only, never what an incident holds."""

from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.place import FoundPlace, FoundPlaces
from gis.datum import Wgs84


class PlacesAway(DomainError):
    """The search does not answer; a place may still be typed, or set on the map."""

    code = "places_away"


class Places(Protocol):
    """Finds places by name, address or initials in pinyin. PlacesAway when it cannot be asked."""

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> FoundPlaces:
        """Give places that a text may mean, best first.

        Args:
            text: As it was typed: in Chinese, pinyin or initials, as a crossing, a kilometre of a
                motorway or a pair of coordinates.
            limit: How many at most.
            near: Where the caller is thought to be; of two equally good ones the nearer goes first.
        """
        ...

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        """Find what lies at a point and where the point lies from it; None far from all."""
        ...
