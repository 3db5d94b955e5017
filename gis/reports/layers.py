"""What a report lays over its ground: heat, and districts coloured by a figure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import folium
import shapely
from folium.plugins import HeatMap

from gis.datum import Wgs84
from gis.reports.ground import Ground, look_at

GRID_DEGREES = 3
"""Decimals that a point keeps: a cell of about 100 m, no door."""
STEPS = ("#d7ecd9", "#f4e7a1", "#f3b562", "#e2703a", "#a3262a")
UNKNOWN = "#e3e5e8"
INK, FAINT = "#1b2430", "#6b7682"
AROUND = 0.01
HEAT = {0.2: "#fed976", 0.5: "#fd8d3c", 0.75: "#e31a1c", 1.0: "#67000d"}


@dataclass(frozen=True, slots=True)
class DistrictFigure:
    """A district's colour and what is written on it.

    Args:
        step: 0 is best, 4 worst; None when nothing can be said.
        lines: The first is its name.
    """

    district: str
    step: int | None
    lines: Sequence[str]


def lay_heat(page: folium.Map, points: Iterable[Wgs84]) -> None:
    """Lay a heat map of points, each told to a cell only."""
    cells = Counter((round(one.lat, GRID_DEGREES), round(one.lon, GRID_DEGREES)) for one in points)
    if not cells:
        return
    lats, lons = zip(*cells, strict=True)
    around = (min(lons) - AROUND, min(lats) - AROUND, max(lons) + AROUND, max(lats) + AROUND)
    look_at(page, around)
    most = max(cells.values())
    weighted = [[lat, lon, count / most] for (lat, lon), count in sorted(cells.items())]
    look = {"radius": 22, "blur": 18, "min_opacity": 0.35, "max_zoom": 13, "gradient": HEAT}
    HeatMap(weighted, **look).add_to(page)  # type: ignore[no-untyped-call]  # folium's is not typed


def lay_districts(page: folium.Map, ground: Ground, figures: Sequence[DistrictFigure]) -> None:
    """Colour each district by its figure and write it at its middle."""
    figure_of = {figure.district: figure for figure in figures}
    for name, outline in ground.districts:
        if figure := figure_of.get(name):
            _lay_district(page, figure, outline)


def _lay_district(page: folium.Map, figure: DistrictFigure, outline: shapely.Geometry) -> None:
    colour = UNKNOWN if figure.step is None else STEPS[figure.step]
    fill = {"stroke": False, "fillColor": colour, "fillOpacity": 0.72}
    folium.GeoJson(
        shapely.to_geojson(outline), style_function=lambda _: fill, interactive=False
    ).add_to(page)
    _write(page, outline, figure.lines, INK)


def name_districts(page: folium.Map, ground: Ground) -> None:
    """Write each district's name at its middle."""
    for name, outline in ground.districts:
        _write(page, outline, (name,), FAINT)


def _write(page: folium.Map, outline: shapely.Geometry, lines: Sequence[str], colour: str) -> None:
    middle = shapely.point_on_surface(outline)
    first, *others = (escape(line) for line in lines)
    text = "<br>".join((f"<b>{first}</b>", *others))
    style = f"color:{colour};text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff"
    label = f'<div style="{style};font-size:13px;line-height:1.3;text-align:center">{text}</div>'
    folium.Marker(
        [middle.y, middle.x],
        icon=folium.DivIcon(html=label, icon_size=(160, 54), icon_anchor=(80, 27)),
        interactive=False,
    ).add_to(page)
