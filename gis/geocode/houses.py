"""Finds houses by street or estate and number; where a number is on no map, says what it did."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.names import SURE, Names, found_of
from gis.geocode.normalise import has_latin
from gis.geocode.numbers import Between, Numbered, between, readings, values
from gis.geocode.statements import Fetch, Row, beginning

LEAST_NAME = 0.6
MOST_PARENTS, MOST_COUNTED = 12, 3
BEGUN, INTERPOLATED, NEAREST, NAME_ONLY = 0.88, 0.85, 0.7, 0.75
NEAREST_NUMBERS = 12
NUMBERED = frozenset({"road", "estate", "landmark", "poi", "hospital"})


class Houses:
    """Looks for houses.

    Args:
        fetch: Runs one statement and gives its rows.
        names: Finds streets and estates.
    """

    def __init__(self, fetch: Fetch, names: Names) -> None:
        self._fetch = fetch
        self._names = names

    async def find(self, text: str) -> list[Found]:
        """Give houses that a text names, in no order; the first reading with its house is taken."""
        found: list[Found] = []
        for reading in readings(text)[:4]:
            parents = await self._parents(reading)
            numbered = await self._numbered(reading, parents)
            found += numbered
            if any(_is_whole(one) and one.confidence >= SURE for one in numbered):
                break
            if reading.complete or not numbered:
                found += await self._unnumbered(reading, parents)
        return found

    async def _parents(self, reading: Numbered) -> list[Found]:
        named = await self._names.find(reading.name)
        likely = [one for one in named if one.kind in NUMBERED and one.confidence >= LEAST_NAME]
        best = max((one.confidence for one in likely), default=0.0)
        near = [one for one in likely if one.confidence > best - 0.2]
        return sorted(near, key=lambda one: (-one.confidence, one.weight, one.excess, one.id))[
            :MOST_PARENTS
        ]

    async def _numbered(self, reading: Numbered, parents: Sequence[Found]) -> list[Found]:
        """Give houses with that number, and while it may go on, those whose number begins so."""
        asked = {"parents": list(dict.fromkeys(one.key for one in parents))}
        rows = await self._fetch(
            statements.HOUSES, {**asked, **beginning("number", reading.number)}
        )
        by_parent = {one.key: one for one in reversed(parents)}
        return [
            _house(row, reading, by_parent[row["parent"]])
            for row in rows
            if not reading.complete or _is_same(row["number"], reading.number)
        ]

    async def _unnumbered(self, reading: Numbered, parents: Sequence[Found]) -> list[Found]:
        """Give the place between two known numbers, the nearest one, or the street alone."""
        asked = parents[:MOST_COUNTED]
        streets = list(dict.fromkeys(one.key for one in asked))
        wanted = values(reading.number)[:1] or (0,)
        rows = await self._fetch(statements.NUMBERS, {"parents": streets, "wanted": wanted[0]})
        by_parent: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_parent[row["parent"]].append(row)
        found: list[Found] = []
        for parent in asked:
            put = None if _is_estate(parent) else _put(parent, reading, by_parent[parent.key])
            found += [put] if put else []
            found.append(
                parent.doubted(NAME_ONLY, Reason(_part(reading), How.UNKNOWN, reading.said))
            )
        return found


def _is_whole(house: Found) -> bool:
    return house.reasons[-1].how is How.WHOLE


def _is_same(number: str, wanted: str) -> bool:
    """Tell 38 and 38-2 from 381: nothing more is to come behind a number with its unit."""
    return not number[len(wanted) :][:1].isdigit()


def _is_estate(parent: Found) -> bool:
    return parent.kind != "road"


def _part(reading: Numbered) -> Part:
    return Part.BUILDING if reading.is_building else Part.NUMBER


def _house(row: Row, reading: Numbered, parent: Found) -> Found:
    whole = row["number"] == reading.number
    reason = Reason(_part(reading), How.WHOLE if whole else How.BEGINNING)
    share = parent.confidence * (1.0 if whole else BEGUN * (0.9 if reading.complete else 1.0))
    excess = parent.excess + len(row["number"]) - len(reading.number)
    return found_of(row, share, (*parent.reasons, reason), excess=excess)


def _put(parent: Found, reading: Numbered, rows: Sequence[Row]) -> Found | None:
    """Put a number where it must lie: between its neighbours, else beside the nearest."""
    at = {value: row for row in rows for value in values(row["number"])}
    counted = values(reading.number)
    lies = between(reading.number, list(at))
    if lies is not None:
        return _interpolated(parent, reading, at[lies.lower], at[lies.upper], lies)
    if not counted or not at:
        return None
    nearest = min(at, key=lambda one: (abs(one - counted[0]), one))
    if abs(nearest - counted[0]) > NEAREST_NUMBERS:
        return None
    row = at[nearest]
    reason = Reason(_part(reading), How.NEAREST, str(row["name"]))
    return found_of(row, parent.confidence * NEAREST, (*parent.reasons, reason))


def _interpolated(parent: Found, reading: Numbered, lower: Row, upper: Row, lies: Between) -> Found:
    point = Wgs84(
        lower["lon"] + (upper["lon"] - lower["lon"]) * lies.share,
        lower["lat"] + (upper["lat"] - lower["lat"]) * lies.share,
    )
    latin = has_latin(parent.key)
    reason = Reason(_part(reading), How.INTERPOLATED, f"{lies.lower}–{lies.upper}")
    return replace(
        parent.doubted(INTERPOLATED, reason),
        id=f"{parent.id}#{reading.number}",
        name=f"{parent.name} {reading.number}" if latin else f"{parent.name}{reading.number}号",
        kind="interpolated",
        district=lower["district"],
        detail=lower["detail"],
        point=point,
    )
