"""Two looks of a sheet: dark for screens, light for paper. Shape and word carry the meaning."""

from collections.abc import Mapping
from dataclasses import dataclass

FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of everything that a sheet draws."""

    ground: str
    areas: Mapping[str, str]
    building: str
    border: str
    casing: str
    roads: Mapping[str, str]
    street_name: str
    place_name: str
    halo: str
    route: str
    route_casing: str
    marks: Mapping[str, str]
    legend: str
    legend_ground: str


DARK = Look(
    ground="#0e141c",
    areas={
        "water": "#16324a",
        "green": "#12291f",
        "estate": "#121a24",
        "campus": "#151c28",
        "industrial": "#161a20",
    },
    building="#1a2431",
    border="#3a4a5e",
    casing="#0a0f15",
    roads={
        "motorway": "#8a7440",
        "trunk": "#77694a",
        "primary": "#5d6f86",
        "secondary": "#4a5b70",
        "tertiary": "#3b4a5c",
        "residential": "#2c3846",
        "service": "#232d39",
    },
    street_name="#b9c6d4",
    place_name="#9fb0c2",
    halo="#0b0f15",
    route="#4fc1ff",
    route_casing="#06263a",
    marks={
        "scene": "#ff7a6b",
        "pick_up": "#ffc24a",
        "caller": "#4fc1ff",
        "vehicle": "#45d39a",
        "station": "#7fb3ff",
        "hospital": "#ff9ec7",
    },
    legend="#eef3f8",
    legend_ground="#0b0f15",
)
LIGHT = Look(
    ground="#fbfbf9",
    areas={
        "water": "#cfe2f0",
        "green": "#dfeeda",
        "estate": "#f3f1ec",
        "campus": "#f3eee6",
        "industrial": "#efefef",
    },
    building="#e0dcd4",
    border="#9a9a9a",
    casing="#8f8f8f",
    roads={
        "motorway": "#f6c667",
        "trunk": "#f8d68c",
        "primary": "#fbe7b4",
        "secondary": "#fff6d8",
        "tertiary": "#ffffff",
        "residential": "#ffffff",
        "service": "#ffffff",
    },
    street_name="#222222",
    place_name="#444444",
    halo="#ffffff",
    route="#0b57a4",
    route_casing="#ffffff",
    marks={
        "scene": "#b3261e",
        "pick_up": "#8a5a00",
        "caller": "#0b57a4",
        "vehicle": "#0b7a4b",
        "station": "#1f4e9c",
        "hospital": "#a0246a",
    },
    legend="#111111",
    legend_ground="#ffffff",
)
# Widths in pixels at zoom 12 and at zoom 17; between and beyond they grow evenly.
WIDTHS: Mapping[str, tuple[float, float]] = {
    "motorway": (3.4, 15.0),
    "trunk": (3.0, 14.0),
    "primary": (2.4, 12.0),
    "secondary": (1.8, 10.0),
    "tertiary": (1.4, 8.0),
    "residential": (0.9, 6.0),
    "service": (0.5, 3.5),
}
"""By class, least important last."""


def width_of(road_class: str, zoom: float) -> float:
    """Give the width of a road, pixels; a link is narrower than its road."""
    low, high = WIDTHS.get(road_class.removesuffix("_link"), WIDTHS["service"])
    grown: float = low * (high / low) ** ((zoom - 12.0) / 5.0)
    return round(max(0.4, min(grown, 24.0)) * (0.7 if road_class.endswith("_link") else 1.0), 2)
