"""What OpenStreetMap's tags mean to a dispatcher. Source: the tags' pages in the OSM wiki."""

from collections.abc import Mapping
from dataclasses import dataclass

Tags = Mapping[str, str]

ROAD_CLASSES: Mapping[str, str] = {
    "motorway": "motorway",
    "trunk": "trunk",
    "primary": "primary",
    "secondary": "secondary",
    "tertiary": "tertiary",
    "unclassified": "residential",
    "residential": "residential",
    "living_street": "residential",
    "road": "residential",
    "busway": "service",
    "pedestrian": "service",
    "service": "service",
}
SETTLEMENTS = frozenset(
    {"city", "town", "suburb", "quarter", "neighbourhood", "village", "hamlet", "island"}
)
_GREEN_LANDUSE = frozenset(
    {"forest", "grass", "meadow", "recreation_ground", "village_green", "cemetery", "orchard"}
)
_GREEN_NATURAL = frozenset({"wood", "scrub", "grassland"})
_WATER = frozenset({"reservoir", "basin"})
_GREEN_LEISURE = frozenset({"park", "garden", "golf_course", "nature_reserve", "pitch"})
_INDUSTRY = frozenset({"industrial", "commercial", "retail", "port", "railway"})
_CAMPUS = frozenset({"school", "university", "college", "kindergarten", "hospital"})
_LANDMARK_AMENITIES = frozenset(
    {
        *("townhall", "school", "university", "college", "kindergarten", "police", "theatre"),
        *("fire_station", "bus_station", "library", "marketplace", "courthouse", "cinema"),
        *("place_of_worship", "community_centre", "arts_centre", "ferry_terminal", "prison"),
    }
)
_LANDMARK_LEISURE = frozenset({"park", "sports_centre", "stadium", "water_park", "garden"})
_LANDMARK_TOURISM = frozenset({"attraction", "museum", "zoo", "theme_park"})
_POI_KEYS = ("shop", "amenity", "office", "tourism", "leisure", "craft", "public_transport")
_POI_HIGHWAYS = frozenset({"milestone", "motorway_junction", "bus_stop", "services", "rest_area"})

AED = "defibrillator"

WEIGHTS: Mapping[str, int] = {
    "hospital": 1,
    "station": 1,
    "landmark": 2,
    "road": 3,
    "estate": 3,
    "crossing": 4,
    "poi": 5,
    "building": 6,
}


@dataclass(frozen=True, slots=True)
class Sort:
    """What a place is: its kind, and finer its class."""

    kind: str
    name: str

    @property
    def weight(self) -> int:
        """How important it is; the smaller the more."""
        return 0 if self.name == "city" else WEIGHTS[self.kind]


def road_class(tags: Tags) -> tuple[str, bool] | None:
    """Give the class of a road and whether it is a link; None for what no car drives on."""
    highway = tags.get("highway", "")
    plain = highway.removesuffix("_link")
    known = ROAD_CLASSES.get(plain)
    return None if known is None else (known, plain != highway)


def oneway(tags: Tags) -> int:
    """Give 1 along the way, -1 against it, 0 for both."""
    said = tags.get("oneway", "")
    if said in {"-1", "reverse"}:
        return -1
    if said in {"yes", "true", "1"}:
        return 1
    implied = tags.get("highway") == "motorway" or tags.get("junction") == "roundabout"
    return 1 if implied and said not in {"no", "false", "0"} else 0


def area_kind(tags: Tags) -> str | None:
    """Give the kind of a ground, None for one that the map does not draw."""
    if tags.get("boundary") == "administrative":
        return "district"
    landuse, natural = tags.get("landuse", ""), tags.get("natural", "")
    kinds = {
        "water": natural == "water" or landuse in _WATER or tags.get("waterway") == "riverbank",
        "campus": tags.get("amenity") in _CAMPUS,
        "green": natural in _GREEN_NATURAL
        or landuse in _GREEN_LANDUSE
        or tags.get("leisure") in _GREEN_LEISURE,
        "industrial": landuse in _INDUSTRY,
        "estate": landuse == "residential",
    }
    return next((kind for kind, holds in kinds.items() if holds), None)


def place_sort(tags: Tags) -> Sort | None:
    """Tell what kind of place a thing with a name is, None for none."""
    amenity = tags.get("amenity", "")
    if amenity in {"hospital", "clinic"}:
        return Sort("hospital", amenity)
    if tags.get("emergency") == "ambulance_station":
        return Sort("station", "ambulance_station")
    if tags.get("emergency") == AED:
        return Sort("poi", AED)
    return _settlement(tags) or _landmark(tags, amenity) or _poi(tags)


def _settlement(tags: Tags) -> Sort | None:
    place = tags.get("place", "")
    if place in SETTLEMENTS:
        return Sort("landmark", place)
    return Sort("estate", "residential") if tags.get("landuse") == "residential" else None


def _landmark(tags: Tags, amenity: str) -> Sort | None:
    if amenity in _LANDMARK_AMENITIES:
        return Sort("landmark", amenity)
    classes = {
        "railway_station": tags.get("railway") in {"station", "halt"},
        tags.get("leisure", ""): tags.get("leisure") in _LANDMARK_LEISURE,
        tags.get("tourism", ""): tags.get("tourism") in _LANDMARK_TOURISM,
        "mall": tags.get("shop") == "mall",
        "water": tags.get("natural") == "water" or tags.get("waterway") in {"river", "canal"},
        "works": tags.get("landuse") in _INDUSTRY,
        "bridge": tags.get("man_made") == "bridge",
    }
    return next((Sort("landmark", name) for name, holds in classes.items() if holds), None)


def _poi(tags: Tags) -> Sort | None:
    if tags.get("highway") in _POI_HIGHWAYS:
        return Sort("poi", tags["highway"])
    for key in _POI_KEYS:
        if key in tags:
            return Sort("poi", tags[key])
    return Sort("poi", "building") if "building" in tags else None
