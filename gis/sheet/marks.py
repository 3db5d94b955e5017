"""Marks on a sheet: each kind has a shape of its own, so that a print without colour tells all."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10
from xml.sax.saxutils import escape

from gis.datum import Wgs84
from gis.sheet.frame import Frame, Spot
from gis.sheet.labels import Board, text_width
from gis.sheet.look import Look

LABEL_PX = 15
SCALE_PX = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be found on the sheet.

    Args:
        kind: scene, pick_up, caller, vehicle, station or hospital.
    """

    kind: str
    point: Wgs84
    label: str = ""


_WHITE = 'fill="#ffffff" stroke="none"'
_SHAPES = {
    "scene": f'<path d="M0-14 14 0 0 14-14 0Z"/><circle r="4" {_WHITE}/>',
    "pick_up": '<path d="M0 13-13-10H13Z"/>',
    "caller": '<path d="M0 15C-6 5-11 1-11-5a11 11 0 0 1 22 0C11 1 6 5 0 15Z"/>'
    f'<circle cy="-5" r="4" {_WHITE}/>',
    "vehicle": f'<circle r="10"/><circle r="3.5" {_WHITE}/>',
    "station": f'<path d="M-10-10H10V10H-10Z"/><path d="M-5 5V-1L0-5 5-1V5Z" {_WHITE}/>',
    "hospital": f'<circle r="11"/><path d="M-2-7H2V-2H7V2H2V7H-2V2H-7V-2H-2Z" {_WHITE}/>',
}
KINDS = tuple(_SHAPES)


def draw_marks(marks: tuple[Mark, ...], frame: Frame, look: Look, board: Board) -> Iterator[str]:
    """Draw marks and their labels; a mark is always drawn, its label where there is room."""
    placed = [(mark, frame.place_point(mark.point)) for mark in marks]
    for _, (x, y) in placed:
        board.take([(x - 14, y - 14, x + 14, y + 14)])
    for mark, (x, y) in placed:
        colour = look.marks[mark.kind]
        yield (
            f'<g transform="translate({x:.1f} {y:.1f})" fill="{colour}" stroke="{look.halo}"'
            f' stroke-width="2" stroke-linejoin="round">{_SHAPES[mark.kind]}</g>'
        )
        yield from _label(mark, (x, y), look, board)


def _label(mark: Mark, at: Spot, look: Look, board: Board) -> Iterator[str]:
    if not mark.label:
        return
    wide, (x, y) = text_width(mark.label, LABEL_PX), at
    for left, base in ((x + 17, y + 5), (x - 17 - wide, y + 5), (x - wide / 2, y + 32)):
        if board.take([(left, base - LABEL_PX, left + wide, base + 4)]):
            yield (
                f'<text x="{left:.1f}" y="{base:.1f}" font-size="{LABEL_PX}" font-weight="700"'
                f' fill="{look.legend}" stroke="{look.halo}" stroke-width="4"'
                f' paint-order="stroke" stroke-linejoin="round">{escape(mark.label)}</text>'
            )
            return


def legend_boxes(frame: Frame) -> tuple[tuple[float, float, float, float], ...]:
    """Give the corners that the legend needs: no name is written under it."""
    bottom, right = frame.height_px, frame.width_px
    return (
        (0, bottom - 44, SCALE_PX + 40, bottom),
        (right - 50, 0, right, 70),
        (right - 240, bottom - 26, right, bottom),
    )


def draw_legend(frame: Frame, look: Look, attribution: str) -> Iterator[str]:
    """Draw scale bar, north and where the map is from; in the bottom corners."""
    metres = _round_length(frame.ground_m_per_px * SCALE_PX)
    wide, base = metres / frame.ground_m_per_px, frame.height_px - 14
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    yield (
        f'<g fill="none" stroke="{look.legend}" stroke-width="2">'
        f'<rect x="10" y="{base - 22}" width="{wide + 16:.1f}" height="30"'
        f' fill="{look.legend_ground}" fill-opacity="0.8" stroke="none"/>'
        f'<path d="M18 {base - 5}V{base + 1}H{18 + wide:.1f}V{base - 5}"/></g>'
        f'<text x="{18 + wide / 2:.1f}" y="{base - 6}" font-size="13" text-anchor="middle"'
        f' fill="{look.legend}">{said}</text>'
    )
    x = frame.width_px - 30
    yield (
        f'<g transform="translate({x} 34)" fill="{look.legend}">'
        '<path d="M0-22 9 6 0 0-9 6Z"/>'
        '<text y="22" font-size="14" font-weight="700" text-anchor="middle">N</text></g>'
    )
    yield (
        f'<text x="{frame.width_px - 8}" y="{frame.height_px - 8}" font-size="12"'
        f' text-anchor="end" fill="{look.legend}" stroke="{look.halo}" stroke-width="3"'
        f' paint-order="stroke">{escape(attribution)}</text>'
    )


def _round_length(longest_m: float) -> float:
    """Give the longest of 1, 2, 5, 10, … that fits, metres."""
    power = 10.0 ** int(log10(max(longest_m, 1.0)))
    return max(step * power for step in (1, 2, 5) if step * power <= max(longest_m, 1.0))
