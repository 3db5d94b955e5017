"""What lies under a point."""

from typing import Protocol

from gis.datum import Wgs84


class Ground(Protocol):
    """Looks at the map in force. Raises MapAway."""

    async def is_water(self, point: Wgs84) -> bool:
        """Tell whether a point lies in a river, lake or pond."""
        ...
