"""Closures on a sheet: a barred line or area with its words, told apart without colour."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from gis.datum import Wgs84
from gis.sheet.frame import Frame
from gis.sheet.labels import Board, text_width
from gis.sheet.look import Look

CLOSED, SLOW, BARS = "#c4281c", "#b36b00", "#ffffff"
LABEL_PX = 14


@dataclass(frozen=True, slots=True)
class DrawnClosure:
    """A closure on the sheet.

    Args:
        area: Whether the points enclose it.
        slow: Whether it may be driven, slowly.
    """

    points: tuple[Wgs84, ...]
    area: bool
    slow: bool
    label: str = ""


def draw_closures(
    closures: tuple[DrawnClosure, ...], frame: Frame, look: Look, board: Board
) -> Iterator[str]:
    """Draw them, and the words of each where there is room."""
    for one in closures:
        spots = [frame.place_point(point) for point in one.points]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        shape, colour = f"M{line}{'Z' if one.area else ''}", SLOW if one.slow else CLOSED
        fill = f'fill="{colour}" fill-opacity="0.16"' if one.area else 'fill="none"'
        bars = "3 11" if one.slow else "8 8"
        yield f'<path d="{shape}" {fill} stroke="{colour}" stroke-width="8"/>'
        yield (
            f'<path d="{shape}" fill="none" stroke="{BARS}" stroke-width="4"'
            f' stroke-dasharray="{bars}"/>'
        )
        yield from _label(one, spots, look, board)


def _label(
    one: DrawnClosure, spots: list[tuple[float, float]], look: Look, board: Board
) -> Iterator[str]:
    x = sum(spot[0] for spot in spots) / len(spots)
    y = sum(spot[1] for spot in spots) / len(spots)
    half = text_width(one.label, LABEL_PX) / 2
    for base in (y - 10, y + 24):
        if one.label and board.take([(x - half, base - LABEL_PX, x + half, base + 4)]):
            yield (
                f'<text x="{x:.1f}" y="{base:.1f}" font-size="{LABEL_PX}" font-weight="700"'
                f' text-anchor="middle" fill="{SLOW if one.slow else CLOSED}"'
                f' stroke="{look.halo}" stroke-width="4" paint-order="stroke">'
                f"{escape(one.label)}</text>"
            )
            return
