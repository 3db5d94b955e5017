"""The search for places; proposals only, never what an incident holds."""

from collections.abc import Sequence
from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.place import FoundPlace
from gis.datum import Wgs84


class PlacesAway(DomainError):
    """The search does not answer; a place may still be typed, or set on the map."""

    code = "places_away"


class Places(Protocol):
    """Finds places by name, address or initials in pinyin. PlacesAway when it cannot be asked."""

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> Sequence[FoundPlace]:
        """Give places that a text may mean, best first.

        Args:
            text: As it was typed, in Chinese, pinyin or initials.
            limit: How many at most.
            near: Of two equally good ones the nearer to this goes first.
        """
        ...

    async def reverse(self, point: Wgs84) -> FoundPlace | None:
        """Find what lies at a point, or None where nothing is near."""
        ...
