"""The written part of a report: heading, legend, table; everything read from outside is escaped."""

from collections.abc import Sequence
from html import escape
from zoneinfo import ZoneInfo

from dispatch.adapters.area_reports.words import Words
from dispatch.domain.area_report import FEW, DistrictTimes
from dispatch.ports.area_reports import AreaReportHead
from gis.reports.layers import STEPS, UNKNOWN, DistrictFigure

STEP_MINUTES = (8, 10, 12, 15)
STYLE = """<style>
html, body { margin: 0; height: 100%; background: #fbfbf9; color: #1b2430;
  font: 15px/1.5 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
body { display: flex; flex-direction: column; }
.report { padding: 14px 24px; }
.report h1 { margin: 0; font-size: 24px; }
.report p { margin: 2px 0; }
.report table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.report td, .report th { padding: 3px 14px; border-bottom: 1px solid #c9ced4; text-align: right; }
.report td:first-child, .report th:first-child { text-align: left; }
.swatch { display: inline-block; width: 22px; height: 14px; margin: 0 6px 0 14px;
  border: 1px solid #8a929c; vertical-align: -2px; }
.demo { float: right; padding: 2px 12px; border: 2px dashed #b26a00; color: #8a5200;
  font-weight: 700; }
.below { order: 1; }
.folium-map.leaflet-container { background: #fbfbf9; }
.leaflet-control-scale-line:not(:first-child) { display: none; }
body > .folium-map { position: relative; flex: 1; height: auto; min-height: 420px; }
@media print { body > .folium-map { min-height: 150mm; } }
</style>"""


def heading(head: AreaReportHead, words: Words, lines: Sequence[str]) -> str:
    """Write who, what, when; and what a reader must know before he believes it."""
    zone = ZoneInfo(head.zone)
    since, until, made = (
        f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
        for at in (head.period.since, head.period.until, head.made_at)
    )
    title = f"{head.centre_name} · {words.titles[head.kind]}"
    told = (words.period.format(since=since, until=until), *lines, words.made.format(at=made))
    demo = f'<span class="demo">{escape(words.demo)}</span>' if head.demo else ""
    return (
        f'<div class="report">{demo}<h1>{escape(title)}</h1><p>{escape(" · ".join(told))}</p></div>'
    )


def legend(words: Words) -> str:
    """Tell what the colours mean."""
    steps = [words.legend.format(minutes=minutes) for minutes in STEP_MINUTES]
    named = [*steps, words.beyond.format(minutes=STEP_MINUTES[-1]), words.little.format(few=FEW)]
    swatches = (
        f'<span class="swatch" style="background:{colour}"></span>{escape(text)}'
        for colour, text in zip((*STEPS, UNKNOWN), named, strict=True)
    )
    return f'<div class="report"><p>{"".join(swatches)}</p><p>{escape(words.response_is)}</p></div>'


def table(times: Sequence[DistrictTimes], words: Words) -> str:
    """Write every district's figures, the slowest first."""
    head = "".join(f"<th>{escape(column)}</th>" for column in words.columns)
    rows = "".join(f"<tr>{_row(one, words)}</tr>" for one in times)
    return f'<div class="report"><table><tr>{head}</tr>{rows}</table></div>'


def district_figure(times: DistrictTimes, words: Words) -> DistrictFigure:
    """Give what is drawn on a district: no colour where so few were reached."""
    if times.median_s is None:
        return DistrictFigure(times.district, None, (times.district, words.nobody))
    lines = (
        times.district,
        minutes_of(times.median_s),
        words.p90.format(p90=minutes_of(times.p90_s)),
        words.few.format(reached=times.reached),
    )
    step = None if times.few else sum(times.median_s > minutes * 60 for minutes in STEP_MINUTES)
    return DistrictFigure(times.district, step, lines)


def minutes_of(seconds: float | None) -> str:
    """Write 7:40, or a dash."""
    if seconds is None:
        return "—"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _row(times: DistrictTimes, words: Words) -> str:
    within = "—" if times.within_goal is None else f"{times.within_goal:.0%}"
    cells = (
        times.district or words.no_district,
        str(times.incidents),
        str(times.reached),
        minutes_of(times.median_s),
        minutes_of(times.p90_s),
        within,
    )
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)
