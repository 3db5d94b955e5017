"""Who may call in the demonstration city, and what lies in the open there."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from gis.demo_city import city, subscribers
from gis.demo_city.words import EAST_WEST, NORTH_SOUTH

PEOPLE_KEPT = 4000
FIRST_CROSSING_COLUMNS = slice(5, 13)
FIRST_CROSSING_ROWS = slice(4, 11)


@dataclass(frozen=True, slots=True)
class CityPeople:
    """Numbers of people at home, and names of places where strangers are met.

    Args:
        crossings: Crossings of main streets in the middle of the town.
    """

    numbers: tuple[str, ...]
    crossings: tuple[str, ...]


def main_crossings() -> tuple[str, ...]:
    """Name the crossings in the middle of the town; no city has to be drawn for that."""
    columns, rows = NORTH_SOUTH[FIRST_CROSSING_COLUMNS], EAST_WEST[FIRST_CROSSING_ROWS]
    return tuple(f"{column}与{row}路口" for column in columns for row in rows)


def read_city_people(file: Path) -> CityPeople:
    """Read who was kept; the first time the whole city is drawn for it, which takes seconds."""
    if not file.exists():
        _keep(CityPeople(tuple(_numbers()), main_crossings()), file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    return CityPeople(tuple(kept["numbers"]), tuple(kept["crossings"]))


def _numbers() -> Iterator[str]:
    return (one.number for one in islice(subscribers(city()), PEOPLE_KEPT))


def _keep(people: CityPeople, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(asdict(people), ensure_ascii=False), encoding="utf-8")
    new.replace(file)


def few_people(numbers: Sequence[str]) -> CityPeople:
    """Give the people of a small demonstration, whose numbers are known."""
    return CityPeople(tuple(numbers), main_crossings())
