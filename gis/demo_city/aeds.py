"""Defibrillators 自动除颤器 of the demo city: where many people are, as a real city hangs them."""

from collections.abc import Iterator, Sequence

from gis.demo_city.landmarks import Landmark, Tags

EVERY_SCHOOL, EVERY_PHARMACY = 3, 4
BESIDE_M = 12.0
_OPEN_DAILY = "08:30-21:00"
# By tag: what hangs there, and how one gets at it.
_AT: tuple[tuple[str, str, Tags], ...] = (
    ("railway", "station", {"access": "yes", "opening_hours": "24/7", "indoor": "yes"}),
    ("amenity", "bus_station", {"access": "yes", "opening_hours": "05:30-22:00", "indoor": "yes"}),
    ("shop", "mall", {"access": "customers", "opening_hours": "10:00-22:00", "indoor": "yes"}),
    ("leisure", "sports_centre", {"access": "yes", "opening_hours": _OPEN_DAILY, "indoor": "no"}),
    ("amenity", "library", {"access": "yes", "opening_hours": _OPEN_DAILY, "indoor": "yes"}),
    ("amenity", "townhall", {"access": "private", "indoor": "yes"}),
    ("amenity", "theatre", {"access": "customers", "indoor": "yes"}),
    ("tourism", "attraction", {"access": "yes", "opening_hours": _OPEN_DAILY, "indoor": "no"}),
)
_SCHOOL: Tags = {"access": "private", "opening_hours": "Mo-Fr 07:30-18:00", "indoor": "yes"}
_PHARMACY: Tags = {"access": "yes", "opening_hours": "08:00-22:00", "indoor": "yes"}


def aeds(landmarks: Sequence[Landmark]) -> Iterator[Landmark]:
    """Give them, by no chance: each hangs beside a landmark and is named by it."""
    schools = pharmacies = 0
    for mark in landmarks:
        tags = mark.tags
        if tags.get("amenity") == "school":
            schools += 1
            if schools % EVERY_SCHOOL == 1:
                yield _beside(mark, _SCHOOL, "门卫室")
        elif tags.get("amenity") == "pharmacy":
            pharmacies += 1
            if pharmacies % EVERY_PHARMACY == 1:
                yield _beside(mark, _PHARMACY, "柜台旁")
        else:
            told = next((how for key, value, how in _AT if tags.get(key) == value), None)
            if told is not None:
                yield _beside(mark, told, "一楼大厅" if told["indoor"] == "yes" else "入口处")


def _beside(mark: Landmark, how: Tags, where: str) -> Landmark:
    level = {"level": "1"} if how["indoor"] == "yes" else {}
    told = {"emergency": "defibrillator", "operator": mark.tags["name"], **how, **level}
    place = {"defibrillator:location": f"{mark.tags['name']}{where}"}
    return Landmark({**told, **place}, mark.x_m + BESIDE_M, mark.y_m)
