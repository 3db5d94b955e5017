"""Who may call in the demonstration city, and what lies in the open there."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gis.demo_city.words import EAST_WEST, NORTH_SOUTH

PEOPLE_KEPT = 4000
IN_TOWN_COLUMNS = slice(5, 11)
IN_TOWN_ROWS = slice(4, 9)


@dataclass(frozen=True, slots=True)
class CityPeople:
    """Numbers of people at home, and names of places where strangers are met.

    Args:
        crossings: Crossings of main streets in the middle of the town.
    """

    numbers: tuple[str, ...]
    crossings: tuple[str, ...]


def people_with(numbers: Iterable[str]) -> CityPeople:
    """Let people with these numbers live in the city."""
    columns, rows = NORTH_SOUTH[IN_TOWN_COLUMNS], EAST_WEST[IN_TOWN_ROWS]
    crossings = tuple(f"{column}与{row}路口" for column in columns for row in rows)
    return CityPeople(tuple(numbers), crossings)


def numbers_file(state: Path) -> Path:
    """Say where numbers of the city are kept."""
    return state / "demo" / "numbers.txt"


def keep_numbers(numbers: Iterable[str], file: Path) -> None:
    """Keep some numbers of the city that was drawn: nobody draws it again to ring from it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(islice(numbers, PEOPLE_KEPT)), encoding="ascii")


def read_numbers_kept(file: Path) -> tuple[str, ...]:
    """Give the numbers that were kept; none where no city was ever drawn."""
    return tuple(file.read_text(encoding="ascii").split()) if file.exists() else ()
