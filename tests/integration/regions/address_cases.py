"""Address cases: how they are drawn from the region in force, read from the hand, counted."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from gis.datum import Wgs84
from gis.geodesy import distance_m

SEED = 120
A_CLASS = 12
CALLER_AWAY_DEGREES = 0.004
SAME_PLACE_M = 400.0
BY_HAND = Path(__file__).parents[2] / "golden" / "places" / "by_hand.toml"

Row = tuple[Any, ...]
Read = Callable[[str], list[Row]]


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed, and which place is meant.

    Attributes:
        sort: The class under which it is counted.
        wanted: Names, any of which is right.
        at: Where the place is, when a caller's point tells which of several of one name is meant.
    """

    sort: str
    typed: str
    wanted: tuple[str, ...]
    near: Wgs84 | None = None
    at: Wgs84 | None = None

    def answered_by(self, name: str, point: Wgs84) -> bool:
        """Tell whether a place is the one that is meant."""
        there = self.at is None or distance_m(point, self.at) <= SAME_PLACE_M
        return name in self.wanted and there


@dataclass(frozen=True, slots=True)
class Thing:
    """A named place of the region."""

    name: str
    other_name: str
    district: str
    street: str
    number: str
    point: Wgs84


def by_hand(region: str) -> list[Case]:
    """Give the cases of a region that a person wrote."""
    told = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    return [
        Case(
            f"hand: {one['class']}",
            one["typed"],
            tuple(one["wanted"]) if isinstance(one["wanted"], list) else (one["wanted"],),
            Wgs84(*one["near"]) if "near" in one else None,
        )
        for one in told[region]
    ]


class Sampler:
    """Draws places of the region in force and does to them what people do.

    Args:
        read: Runs a statement and gives its rows.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._chance = Random(SEED)

    def things(self, where: str) -> list[Thing]:
        """Give places in a drawn order that is the same each time."""
        rows = self._read(
            "SELECT name, other_name, district, parent, number, ST_X(point), ST_Y(point)"
            f" FROM gis.place WHERE {where} ORDER BY md5(name || id::text), id"
        )
        return [_thing(*row) for row in rows]

    def cases(
        self, sort: str, things: Sequence[Thing], typed: Callable[[Thing], str | None]
    ) -> Iterator[Case]:
        """Type a dozen of them; every other one with a caller's point near by."""
        made = 0
        for thing in things:
            text = typed(thing)
            if text is None:
                continue
            near = self._beside(thing.point) if made % 2 or _is_short(text) else None
            at = thing.point if near else None
            yield Case(sort, text, (thing.name,), near, at)
            made += 1
            if made == A_CLASS:
                return

    def _beside(self, point: Wgs84) -> Wgs84:
        east, north = (self._chance.uniform(-1, 1) * CALLER_AWAY_DEGREES for _ in range(2))
        return Wgs84(point.lon + east, point.lat + north)

    @property
    def chance(self) -> Random:
        """The one chance of this sample."""
        return self._chance


def _thing(name: str, other: str, district: str, street: str, number: str, *at: float) -> Thing:
    return Thing(name, other, district, street, number, Wgs84(*at))


def _is_short(text: str) -> bool:
    """Tell initials: many names share them, and only where the caller is tells which is meant."""
    return text.isascii() and len(text.replace(" ", "")) <= 8


@dataclass(frozen=True, slots=True)
class Answered:
    """A case and the place, from 1, at which the right answer stood; None where it did not."""

    case: Case
    rank: int | None
    first: str


def table(answered: Sequence[Answered]) -> tuple[str, float, float]:
    """Write the figures of each class, and give the shares of rank 1 and of rank 3."""
    by_sort: Mapping[str, list[Answered]] = defaultdict(list)
    for one in answered:
        by_sort[one.case.sort].append(one)
    lines = [_line(sort, some) for sort, some in by_sort.items()]
    lines += [
        f"  missed: {one.case.sort}: {one.case.typed} → {one.first};"
        f" wanted {one.case.wanted[0]} ({one.rank})"
        for one in answered
        if one.rank != 1
    ]
    return "\n".join([*lines, _line("all", answered)]), _share(answered, 1), _share(answered, 3)


def _line(sort: str, some: Sequence[Answered]) -> str:
    return f"{sort}: n {len(some)}, rank 1 {_share(some, 1):.0%}, rank 3 {_share(some, 3):.0%}"


def _share(some: Sequence[Answered], rank: int) -> float:
    return sum(one.rank is not None and one.rank <= rank for one in some) / max(1, len(some))
