"""The map: tiles for pages that draw, whole pictures for paper and for pages that cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.domain.errors import DomainError
from dispatch.domain.map_picture import MapPicture
from gis.datum import Wgs84


class MapAway(DomainError):
    """No region was imported, or the map's database does not answer."""

    code = "map_away"


class TileNotFound(DomainError):
    """No such tile: out of the world, or of a map that is no longer in force."""

    code = "tile_not_found"


@dataclass(frozen=True, slots=True)
class MapRegion:
    """The map in force; south_west and north_east bound it."""

    version: str
    south_west: Wgs84
    north_east: Wgs84
    attribution: str
    min_zoom: int
    max_zoom: int
    layers: Sequence[str]


class MapData(Protocol):
    """Reads of the map. All raise MapAway when there is none or it cannot be asked."""

    async def describe(self, version: str | None = None) -> MapRegion:
        """Give the map in force, or a version that is kept; MapVersionGone."""
        ...

    async def tile(self, version: str, z: int, x: int, y: int) -> bytes:
        """Draw one vector tile, empty where there is nothing; TileNotFound."""
        ...

    async def picture(self, wanted: MapPicture) -> str:
        """Draw a picture, SVG."""
        ...
