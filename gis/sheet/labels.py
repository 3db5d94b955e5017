"""Street names along their streets: each once, where it is straight, never one over another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, radians, sin

from gis.sheet.frame import Spot

STEEP_DEG = 50.0
STRAIGHT = 0.97
AIR_PX = 6.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One piece of text: its middle, and how far it is turned clockwise."""

    text: str
    at: Spot
    turned_deg: float


@dataclass(slots=True)
class Board:
    """Keeps what is taken, so that texts stand apart.

    Args:
        taken: Boxes: left, top, right, bottom; pixels.
    """

    width_px: float
    height_px: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
        """Take room for a text, all of it or none."""
        if any(self._is_outside(box) or self._is_taken(box) for box in boxes):
            return False
        self.taken.extend(boxes)
        return True

    def _is_outside(self, box: tuple[float, float, float, float]) -> bool:
        return box[0] < 0 or box[1] < 0 or box[2] > self.width_px or box[3] > self.height_px

    def _is_taken(self, box: tuple[float, float, float, float]) -> bool:
        return any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in self.taken
        )


def text_width(text: str, size_px: float) -> float:
    """Give how long a text is: Chinese signs are square, Latin letters about half as wide."""
    return sum(size_px if ord(sign) > 0x2E80 else size_px * 0.56 for sign in text)


def street_letters(
    name: str, lines: Sequence[Sequence[Spot]], size_px: float, board: Board
) -> list[Letter]:
    """Write a street's name once, or nowhere when it has no straight, free stretch of its length.

    Chinese names on steep streets stand upright, sign under sign, as on a street plan.
    """
    wanted_px = text_width(name, size_px) + size_px
    for start, end in sorted(_stretches(lines, wanted_px), key=_length, reverse=True):
        letters = _letters(name, start, end, size_px)
        if board.take([_box(letter, size_px) for letter in _single(letters, size_px)]):
            return letters
    return []


def _stretches(lines: Sequence[Sequence[Spot]], wanted_px: float) -> Iterator[tuple[Spot, Spot]]:
    for line in lines:
        for first in range(len(line) - 1):
            last = _reach(line, first, wanted_px)
            if last is not None:
                yield line[first], line[last]


def _reach(line: Sequence[Spot], first: int, wanted_px: float) -> int | None:
    """Find the farthest bend up to which the line is straight and long enough."""
    run_px, found = 0.0, None
    for last in range(first + 1, len(line)):
        run_px += _length((line[last - 1], line[last]))
        chord_px = _length((line[first], line[last]))
        if chord_px < run_px * STRAIGHT:
            break
        if chord_px >= wanted_px:
            found = last
    return found


def _length(stretch: tuple[Spot, Spot]) -> float:
    (x1, y1), (x2, y2) = stretch
    return hypot(x2 - x1, y2 - y1)


def _letters(name: str, start: Spot, end: Spot, size_px: float) -> list[Letter]:
    left, right = sorted((start, end))
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    turned = degrees(atan2(right[1] - left[1], right[0] - left[0]))
    chinese = all(ord(sign) > 0x2E80 for sign in name)
    if not (chinese and abs(turned) > STEEP_DEG):
        return [Letter(name, middle, round(turned, 1))]
    top, bottom = sorted((start, end), key=lambda spot: spot[1])
    length = _length((top, bottom)) or 1.0
    step = ((bottom[0] - top[0]) / length, (bottom[1] - top[1]) / length)
    return [
        Letter(sign, _along(middle, step, (place - (len(name) - 1) / 2) * size_px * 1.15), 0.0)
        for place, sign in enumerate(name)
    ]


def _single(letters: Sequence[Letter], size_px: float) -> Iterator[Letter]:
    """Give the letters one by one: a turned word fills less room than its box."""
    if len(letters) > 1:
        yield from letters
        return
    word = letters[0]
    angle = radians(word.turned_deg)
    half = text_width(word.text, size_px) / 2
    steps = max(1, round(half * 2 / size_px))
    for place in range(steps):
        offset = -half + (place + 0.5) * half * 2 / steps
        from_middle = (offset * cos(angle), offset * sin(angle))
        yield Letter("国", (word.at[0] + from_middle[0], word.at[1] + from_middle[1]), 0.0)


def _along(middle: Spot, step: Spot, distance_px: float) -> Spot:
    return middle[0] + step[0] * distance_px, middle[1] + step[1] * distance_px


def _box(letter: Letter, size_px: float) -> tuple[float, float, float, float]:
    half = (size_px + AIR_PX) / 2
    x, y = letter.at
    return x - half, y - half, x + half, y + half
