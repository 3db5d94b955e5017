"""Draws a sheet as SVG; no script, no link, no picture in it: it may be embedded anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from gis.datum import Wgs84
from gis.sheet.closures import DrawnClosure, draw_closures
from gis.sheet.features import Feature
from gis.sheet.frame import Frame, Spot
from gis.sheet.labels import Board, Letter, street_letters
from gis.sheet.look import DARK, FONT, LIGHT, WIDTHS, Look, width_of
from gis.sheet.marks import Mark, draw_legend, draw_marks, legend_boxes

LOOKS = {"dark": DARK, "light": LIGHT}
STREET_PX, PLACE_PX = 13, 14
NAMED = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be drawn.

    Args:
        look: dark or light.
        attribution: Whose map it is; stands on every sheet.
        route: Points of a way, in order; may be empty.
        closures: Those in force.
        legend: Scale, north and attribution; left out by a page that shows its own.
        labels: Names of streets and places.
        districts: Their borders.
    """

    frame: Frame
    features: Sequence[Feature]
    look: str
    attribution: str
    marks: tuple[Mark, ...] = ()
    route: tuple[Wgs84, ...] = ()
    closures: tuple[DrawnClosure, ...] = ()
    legend: bool = True
    labels: bool = True
    districts: bool = True


def draw_sheet(sheet: Sheet) -> str:
    """Give the sheet as the text of an SVG file."""
    frame = sheet.frame
    size = f'width="{frame.width_px}" height="{frame.height_px}"'
    box = f'viewBox="0 0 {frame.width_px} {frame.height_px}"'
    begin = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family="{FONT}">'
    return "\n".join((begin, *_pieces(sheet, LOOKS[sheet.look]), "</svg>"))


def _pieces(sheet: Sheet, look: Look) -> Iterator[str]:
    frame = sheet.frame
    board = Board(frame.width_px, frame.height_px)
    board.taken.extend(legend_boxes(frame) if sheet.legend else ())
    yield f'<rect width="{frame.width_px}" height="{frame.height_px}" fill="{look.ground}"/>'
    yield from _areas(sheet, look)
    yield from _roads(sheet, look)
    yield from _route(sheet, look)
    yield from draw_closures(sheet.closures, frame, look, board)
    marks = list(draw_marks(sheet.marks, frame, look, board))
    if sheet.labels:
        yield from _street_names(sheet, look, board)
        yield from _place_names(sheet, look, board)
    yield from marks
    if sheet.legend:
        yield from draw_legend(frame, look, sheet.attribution)


def _areas(sheet: Sheet, look: Look) -> Iterator[str]:
    for kind, colour in look.areas.items():
        shape = _path(sheet, _of(sheet, "area", kind), closed=True)
        if shape:
            yield f'<path d="{shape}" fill="{colour}" fill-rule="evenodd"/>'
    buildings = _path(sheet, _of(sheet, "building", ""), closed=True)
    if buildings:
        yield f'<path d="{buildings}" fill="{look.building}" fill-rule="evenodd"/>'
    borders = _path(sheet, _of(sheet, "area", "district"), closed=True)
    if borders and sheet.districts:
        yield (
            f'<path d="{borders}" fill="none" stroke="{look.border}" stroke-width="1.2"'
            ' stroke-dasharray="8 5"/>'
        )


def _roads(sheet: Sheet, look: Look) -> Iterator[str]:
    """Draw all casings, then all roads: crossings are open."""
    zoom = sheet.frame.zoom
    classes = [name for road in reversed(tuple(WIDTHS)) for name in (f"{road}_link", road)]
    shapes = {name: _path(sheet, _of(sheet, "road", name)) for name in classes}
    for extra_px, colours in ((1.6, None), (0.0, look.roads)):
        for name, shape in shapes.items():
            colour = colours[name.removesuffix("_link")] if colours else look.casing
            if shape:
                yield (
                    f'<path d="{shape}" fill="none" stroke="{colour}" stroke-linecap="round"'
                    f' stroke-linejoin="round" stroke-width="{width_of(name, zoom) + extra_px}"/>'
                )


def _route(sheet: Sheet, look: Look) -> Iterator[str]:
    spots = [sheet.frame.place_point(point) for point in sheet.route]
    if len(spots) < 2:
        return
    shape = _shape(spots, closed=False)
    for colour, width in ((look.route_casing, 10), (look.route, 6)):
        yield (
            f'<path d="{shape}" fill="none" stroke="{colour}" stroke-width="{width}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )


def _street_names(sheet: Sheet, look: Look, board: Board) -> Iterator[str]:
    for road_class in NAMED:
        for road in _of(sheet, "road", road_class):
            lines = [[sheet.frame.place(spot) for spot in part] for part in road.parts]
            letters = street_letters(road.name, lines, STREET_PX, board) if road.name else []
            for letter in letters:
                yield _text(letter, STREET_PX, look.street_name, look.halo)


def _place_names(sheet: Sheet, look: Look, board: Board) -> Iterator[str]:
    for place in (feature for feature in sheet.features if feature.layer == "place"):
        x, y = sheet.frame.place(place.parts[0][0])
        half = len(place.name) * PLACE_PX / 2
        if board.take([(x - half, y - PLACE_PX, x + half, y + PLACE_PX / 2)]):
            yield _text(Letter(place.name, (x, y), 0.0), PLACE_PX, look.place_name, look.halo)


def _text(letter: Letter, size_px: int, colour: str, halo: str) -> str:
    (x, y), turned = letter.at, letter.turned_deg
    turn = f' transform="rotate({turned} {x:.1f} {y:.1f})"' if turned else ""
    return (
        f'<text x="{x:.1f}" y="{y + size_px * 0.36:.1f}" font-size="{size_px}"'
        f' text-anchor="middle" fill="{colour}" stroke="{halo}" stroke-width="3"'
        f' paint-order="stroke" stroke-linejoin="round"{turn}>{escape(letter.text)}</text>'
    )


def _of(sheet: Sheet, layer: str, kind: str) -> list[Feature]:
    return [one for one in sheet.features if one.layer == layer and one.kind == kind]


def _path(sheet: Sheet, features: Sequence[Feature], *, closed: bool = False) -> str:
    return "".join(
        _shape([sheet.frame.place(spot) for spot in part], closed=closed)
        for feature in features
        for part in feature.parts
        if len(part) > 1
    )


def _shape(spots: Sequence[Spot], *, closed: bool) -> str:
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    return f"M{line}{'Z' if closed else ''}"
