"""Reports with a map: drawn over a real PostGIS' region, whole in one file, safe to give away."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import folium
import pytest
from folium.plugins import Fullscreen

from dispatch.adapters.area_reports import FoliumAreaReports
from dispatch.adapters.postgres.engine import make_engine
from dispatch.bootstrap.server import PAGES
from dispatch.domain.area_report import AreaReportKind, PlacedIncident
from dispatch.domain.people import Role
from dispatch.domain.period import Period
from dispatch.ports.area_reports import AreaReportHead
from dispatch.ports.map_data import MapAway
from gis.datum import Wgs84
from gis.reports.self_contained import AssetMissing, LocalMap, self_contained
from tests.integration.conftest import Database
from tests.integration.directory.conftest import Centre, centre
from tests.integration.maps.conftest import MIDDLE

__all__ = ["centre"]

LEAFLET = PAGES / "report"
SINCE = datetime(2026, 11, 1, tzinfo=UTC)
HEAD = AreaReportHead(
    kind=AreaReportKind.INCIDENTS,
    centre_name="宿河<b>市</b>急救中心{{ 7 * 7 }}",
    period=Period(SINCE, SINCE + timedelta(days=7)),
    made_at=SINCE + timedelta(days=7),
    zone="Asia/Shanghai",
    language="zh",
    demo=True,
)


def incident(minutes: float | None) -> PlacedIncident:
    arrival = None if minutes is None else SINCE + timedelta(minutes=minutes)
    return PlacedIncident(Wgs84(MIDDLE[0] + 0.00123456, MIDDLE[1]), SINCE, arrival)


@pytest.fixture
async def reports(region: Database) -> AsyncIterator[FoliumAreaReports]:
    engine = make_engine(region.url("gis"), connections=1)
    yield FoliumAreaReports(engine, LEAFLET)
    await engine.dispose()


@pytest.mark.mission("A47")
async def test_a_report_is_one_file_that_names_no_other(reports: FoliumAreaReports):
    page = await reports.draw(HEAD, [incident(6)])
    assert '<script src="' not in page
    assert 'rel="stylesheet"' not in page
    assert "url(images" not in page
    assert "© OpenStreetMap contributors" in page
    assert "演示数据" in page


async def test_what_is_written_into_a_report_is_shown_and_never_run(reports: FoliumAreaReports):
    page = await reports.draw(HEAD, [])
    assert "宿河&lt;b&gt;市&lt;/b&gt;急救中心{{ 7 * 7 }}" in page
    assert "该时段没有已上图的急救事件" in page


async def test_a_point_is_told_to_about_a_hundred_metres_only(reports: FoliumAreaReports):
    page = await reports.draw(HEAD, [incident(6)])
    assert f"{round(MIDDLE[0] + 0.00123456, 3)}" in page
    assert "118.3012" not in page


async def test_each_district_is_written_with_its_times_and_what_lies_in_none_too(
    reports: FoliumAreaReports,
):
    far = PlacedIncident(Wgs84(118.21, 33.91), SINCE, None)
    head = replace(HEAD, kind=AreaReportKind.RESPONSE)
    page = await reports.draw(head, [*[incident(minutes) for minutes in (4, 6, 8, 10, 20)], far])
    assert "古城区" in page
    assert "<td>8:00</td><td>20:00</td><td>80%</td>" in page
    assert "<td>未划区</td><td>1</td><td>0</td><td>—</td>" in page


async def test_the_cover_report_says_the_share_by_district_and_hour_and_names_no_file(
    reports: FoliumAreaReports,
):
    head = replace(HEAD, kind=AreaReportKind.COVER)
    page = await reports.draw(head, [incident(minutes) for minutes in (4, 6, 8, 10, 20)])
    assert "各区各时段覆盖率" in page
    assert '<td>古城区</td><td style="background:#f4e7a1;color:#1b2430" title="4/5">80</td>' in page
    assert page.count('title="4/5"') == 2  # of the whole day, and of the hour 08 in Shanghai
    assert page.count('title="0/0">·</td>') == 23
    assert '<script src="' not in page


async def test_without_a_map_in_force_it_is_said_that_there_is_none(database: Database):
    engine = make_engine(database.url("gis"), connections=1)
    with pytest.raises(MapAway):
        await FoliumAreaReports(engine, LEAFLET).draw(HEAD, [])
    await engine.dispose()


def page_of(ground: LocalMap) -> folium.Figure:
    page = folium.Figure()
    page.add_child(ground)
    return page


def test_a_plug_in_whose_files_are_not_kept_is_refused_and_never_fetched():
    ground = LocalMap(tiles=None)
    Fullscreen().add_to(ground)
    with pytest.raises(AssetMissing):
        self_contained(page_of(ground), LEAFLET)


def test_pages_that_were_never_built_are_told(tmp_path: Path):
    with pytest.raises(AssetMissing):
        self_contained(page_of(LocalMap(tiles=None)), tmp_path)


@pytest.fixture
def director(centre: Centre, reports: FoliumAreaReports) -> Centre:
    centre.app.state.context = replace(centre.app.state.context, area_reports=reports)
    return centre


async def test_a_report_of_real_incidents_is_taken_away_and_stands_in_the_trail(director: Centre):
    until = director.clock.now() + timedelta(minutes=1)
    period: dict[str, Any] = {
        "from": (until - timedelta(days=1)).isoformat(),
        "to": until.isoformat(),
    }
    answer = await director.by(Role.DIRECTOR).get("/statistics/areas/response.html", **period)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="response.html"'
    trail = {(who, verb) for who, verb, _ in await director.trail()}
    assert ("staff:3001", "export_area_report") in trail
