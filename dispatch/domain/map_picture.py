"""A picture of a part of the map, with what is to be found on it."""

from dataclasses import dataclass
from enum import StrEnum

from dispatch.domain.closure import Closure
from gis.datum import Wgs84


class MarkKind(StrEnum):
    """What a mark stands for; each kind has a shape of its own."""

    SCENE = "scene"
    PICK_UP = "pick_up"
    CALLER = "caller"
    VEHICLE = "vehicle"
    STATION = "station"
    HOSPITAL = "hospital"


class PictureStyle(StrEnum):
    """Dark for screens, light for paper and for bright rooms."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class PictureMark:
    """Something to be found on a picture."""

    kind: MarkKind
    point: Wgs84
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What a picture shows.

    Args:
        centre: None fits the picture around marks and route, of which there must be one then.
        metres_wide: Of the ground; without a centre the least that is shown.
        route: Points of a way, in order.
        closures: Those in force.
        legend: Scale, north and attribution.
        labels: Names of streets and places.
        districts: Their borders.
    """

    width_px: int
    height_px: int
    style: PictureStyle
    centre: Wgs84 | None = None
    metres_wide: float = 1000.0
    marks: tuple[PictureMark, ...] = ()
    route: tuple[Wgs84, ...] = ()
    closures: tuple[Closure, ...] = ()
    legend: bool = True
    labels: bool = True
    districts: bool = True
