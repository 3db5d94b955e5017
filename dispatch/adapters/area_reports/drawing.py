"""Draws reports: reads the ground as the role of the map, lays the figures over it."""

import asyncio
from collections.abc import Sequence
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

import folium
import numpy as np
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.adapters.area_reports.cover_sheet import (
    COVER_WORDS,
    cover_figure,
    cover_legend,
    cover_table,
)
from dispatch.adapters.area_reports.sheet import STYLE, district_figure, heading, legend, table
from dispatch.adapters.area_reports.words import WORDS, Words
from dispatch.adapters.postgres.faults import UNREACHED
from dispatch.domain.area_report import AreaReportKind, PlacedIncident, times_by_district
from dispatch.domain.cover_report import cover_by_district
from dispatch.ports.area_reports import AreaReportHead
from dispatch.ports.map_data import MapAway
from gis.reports.ground import GROUND, Ground, draw_ground, ground_parameters, read_ground
from gis.reports.layers import lay_districts, lay_heat, name_districts
from gis.reports.self_contained import self_contained
from gis.storage.districts import Districts
from gis.tiles import DESCRIBE


class FoliumAreaReports:
    """See `dispatch.ports.area_reports`.

    Args:
        engine: A pool of the role d120_gis.
        leaflet: Folder of Leaflet's script and style, put there with the pages.
    """

    def __init__(self, engine: AsyncEngine, leaflet: Path) -> None:
        self._engine = engine
        self._leaflet = leaflet

    async def draw(self, head: AreaReportHead, incidents: Sequence[PlacedIncident]) -> str:
        """Write a report, HTML."""
        ground = await self._read_ground()
        return await asyncio.to_thread(_draw, head, incidents, ground, self._leaflet)

    async def _read_ground(self) -> Ground:
        try:
            async with self._engine.connect() as connection:
                regions = (await connection.exec_driver_sql(DESCRIBE)).all()
                parameters = dict(ground_parameters())
                rows = (await connection.exec_driver_sql(GROUND, parameters)).all()
        except (DBAPIError, *UNREACHED) as error:
            raise MapAway from error
        if not regions:
            raise MapAway
        region = regions[0]
        bounds = (region.west, region.south, region.east, region.north)
        return read_ground([tuple(row) for row in rows], bounds, region.attribution)


def _draw(
    head: AreaReportHead, incidents: Sequence[PlacedIncident], ground: Ground, leaflet: Path
) -> str:
    words, page = WORDS[head.language], draw_ground(ground)
    if head.kind is AreaReportKind.INCIDENTS:
        name_districts(page, ground)
        lay_heat(page, (one.point for one in incidents))
        above, below = heading(head, words, (_count(incidents, words), words.rounded)), ""
    elif head.kind is AreaReportKind.COVER:
        own = COVER_WORDS[head.language]
        cover = cover_by_district(_by_district(incidents, ground), ZoneInfo(head.zone))
        lay_districts(page, ground, [cover_figure(one, own) for one in cover])
        above = heading(head, words, (_count(incidents, words),)) + cover_legend(words, own)
        below = cover_table(cover, words, own) if cover else ""
    else:
        times = times_by_district(_by_district(incidents, ground))
        lay_districts(page, ground, [district_figure(one, words) for one in times])
        above = heading(head, words, (_count(incidents, words),)) + legend(words)
        below = table(times, words) if times else ""
    return self_contained(_between(page, head, ground, above, below), leaflet)


def _between(
    page: folium.Map, head: AreaReportHead, ground: Ground, above: str, below: str
) -> folium.Figure:
    """Put the map between what is written above and below it."""
    title = escape(f"{head.centre_name} {WORDS[head.language].titles[head.kind]}")
    figure = folium.Figure(title=title)
    attribution = f'<div class="report">{escape(ground.attribution)}</div>'
    figure.header.add_child(folium.Element(STYLE), name="style")
    figure.html.add_child(folium.Element(_literal(above)), name="above")
    below = f'<div class="below">{below}{attribution}</div>'
    figure.html.add_child(folium.Element(_literal(below)), name="below")
    figure.add_child(page)
    return figure


def _literal(html: str) -> str:
    """Keep a template engine from reading anything in a text: it is shown as it is."""
    return "{% raw %}" + html.replace("{%", "{&#37;") + "{% endraw %}"


def _by_district(
    incidents: Sequence[PlacedIncident], ground: Ground
) -> list[tuple[str, PlacedIncident]]:
    if not incidents:
        return []
    if not ground.districts:
        return [("", incident) for incident in incidents]
    named = [(name, level) for level, (name, _) in enumerate(ground.districts)]
    outlines = np.array([outline for _, outline in ground.districts], dtype=object)
    points = np.array([(one.point.lon, one.point.lat) for one in incidents])
    return list(zip(Districts(named, outlines).name(points), incidents, strict=True))


def _count(incidents: Sequence[PlacedIncident], words: Words) -> str:
    return words.counted.format(count=len(incidents)) if incidents else words.none_placed
