"""The written part of the cover report: legend, figures on districts, table by hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dispatch.adapters.area_reports.words import Words
from dispatch.domain.area_report import FEW
from dispatch.domain.cover_report import HOURS, CoverCell, DistrictCover
from gis.reports.layers import STEPS, UNKNOWN, DistrictFigure

STEP_PERCENT = (90, 80, 70, 60)
INK_ON = ("#1b2430", "#1b2430", "#1b2430", "#ffffff", "#ffffff")
STYLE = """<style>
.hours td, .hours th { padding: 3px 5px; font-size: 13px; min-width: 30px; text-align: center; }
.hours td:first-child, .hours th:first-child { padding-right: 14px; white-space: nowrap; }
</style>"""


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What only this report says; braces are filled."""

    counts: str
    at_least: str
    below: str
    of: str
    whole: str


COVER_WORDS: Mapping[str, CoverWords] = {
    "zh": CoverWords(
        counts="覆盖率：从事件建立起 10 分钟内首车到达现场的事件所占比例（无车到达计为未到）；"
        "列为一天中的钟点，格中为覆盖率（%）",
        at_least="≥ {percent}%",
        below="低于 {percent}%",
        of="{in_time}/{incidents} 起",
        whole="全天",
    ),
    "en": CoverWords(
        counts="Cover: share of emergencies whose first vehicle was at the scene within 10 minutes "
        "of the opening (none at all counts as late); columns are hours of the day, cells percent",
        at_least="≥ {percent}%",
        below="below {percent}%",
        of="{in_time} of {incidents}",
        whole="Day",
    ),
}


def cover_legend(words: Words, own: CoverWords) -> str:
    """Tell what the colours mean."""
    steps = [own.at_least.format(percent=percent) for percent in STEP_PERCENT]
    below = own.below.format(percent=STEP_PERCENT[-1])
    named = [*steps, below, words.little.format(few=FEW)]
    swatches = (
        f'<span class="swatch" style="background:{colour}"></span>{escape(text)}'
        for colour, text in zip((*STEPS, UNKNOWN), named, strict=True)
    )
    return f'<div class="report"><p>{"".join(swatches)}</p><p>{escape(own.counts)}</p></div>'


def cover_figure(one: DistrictCover, own: CoverWords) -> DistrictFigure:
    """Give what is drawn on a district."""
    told = own.of.format(in_time=one.whole.in_time, incidents=one.whole.incidents)
    return DistrictFigure(one.district, step_of(one.whole), (one.district, _share(one.whole), told))


def cover_table(districts: Sequence[DistrictCover], words: Words, own: CoverWords) -> str:
    """Write every district hour by hour, the worst first."""
    hours = "".join(f"<th>{hour}</th>" for hour in range(HOURS))
    head = f"<th>{escape(words.columns[0])}</th><th>{escape(own.whole)}</th>{hours}"
    rows = "".join(f"<tr>{_row(one, words)}</tr>" for one in districts)
    table = f'<table class="hours"><tr>{head}</tr>{rows}</table>'
    return f'{STYLE}<div class="report">{table}</div>'


def step_of(cell: CoverCell) -> int | None:
    """Give the colour of a share: 0 is best; None where there are few."""
    if cell.share is None or cell.few:
        return None
    return sum(cell.share * 100 < percent for percent in STEP_PERCENT)


def _row(one: DistrictCover, words: Words) -> str:
    name = f"<td>{escape(one.district or words.no_district)}</td>"
    return name + "".join(_cell(cell) for cell in (one.whole, *one.hours))


def _cell(cell: CoverCell) -> str:
    step = step_of(cell)
    style = "" if step is None else f' style="background:{STEPS[step]};color:{INK_ON[step]}"'
    told = "·" if cell.share is None else f"{cell.share:.0%}".rstrip("%")
    return f'<td{style} title="{cell.in_time}/{cell.incidents}">{told}</td>'


def _share(cell: CoverCell) -> str:
    return "—" if cell.share is None else f"{cell.share:.0%}"
