"""Gives every street, estate and place of the city a name that no other has."""

import random
from collections.abc import Iterator, Sequence

from gis.demo_city.words import (
    COUNTRY_ENDINGS,
    ESTATE_ENDINGS,
    ESTATE_FIRST,
    FIRST,
    STREET_ENDINGS,
    VILLAGE_ENDINGS,
    VILLAGE_FIRST,
)


class Names:
    """Draws names without repetition; the same chance gives the same names."""

    def __init__(self, chance: random.Random) -> None:
        self._given: dict[str, int] = {}
        self._streets = _drawn(FIRST, STREET_ENDINGS, chance)
        self._country = _drawn(FIRST, COUNTRY_ENDINGS, chance)
        self._estates = _drawn((*ESTATE_FIRST, *FIRST), ESTATE_ENDINGS, chance)
        self._villages = _drawn(VILLAGE_FIRST, VILLAGE_ENDINGS, chance)
        self._firsts = _drawn((*FIRST, *ESTATE_FIRST), ("", "东", "南", "新"), chance)

    def street(self) -> str:
        """Name a street."""
        return self._only(self._streets)

    def country_road(self) -> str:
        """Name a road between towns."""
        return self._only(self._country)

    def estate(self) -> str:
        """Name an estate."""
        return self._only(self._estates)

    def village(self) -> str:
        """Name a village."""
        return self._only(self._villages)

    def place(self, ending: str) -> str:
        """Name a school, a market, a park: a word and what it is."""
        return self.once(next(self._firsts) + ending)

    def once(self, name: str) -> str:
        """Give this name, numbered when it is taken."""
        self._given[name] = count = self._given.get(name, 0) + 1
        return name if count == 1 else f"{name}（{count}）"

    def _only(self, drawn: Iterator[str]) -> str:
        return next(
            name for name in drawn if self._given.setdefault(name, 0) == 0 and self._take(name)
        )

    def _take(self, name: str) -> bool:
        self._given[name] = 1
        return True


def _drawn(firsts: Sequence[str], endings: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Give every pair in a drawn order, again and again with a number."""
    pairs = [first + ending for first in firsts for ending in endings]
    chance.shuffle(pairs)
    yield from pairs
    for turn in range(2, 1000):
        yield from (
            f"{name}{turn}" if not name.endswith("里") else f"{name}{turn}巷" for name in pairs
        )
