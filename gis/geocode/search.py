"""The search: reads what was typed in every way it may be meant, and ranks what was found."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.found import Found, Match
from gis.geocode.normalise import is_latin, normalise, parts_of_crossing, splits
from gis.geocode.rank import rank
from gis.geocode.statements import Parameters, beginning, like


class Row(Protocol):
    """A row, by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 - a column may hold anything
        """Give a column."""
        ...


Fetch = Callable[[str, Parameters], Awaitable[Sequence[Row]]]

HOUSE_REACH_M = 45.0
NAMED_REACH_M = 80.0
CROSSING_REACH_M = 60.0
STREET_REACH_M = 1_500.0


class Search:
    """Finds places in the region in force.

    Args:
        fetch: Runs one statement and gives its rows.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._region = ""
        self._prefixes: list[str] = []

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> list[Found]:
        """Give places that a text may mean, best first; nothing for a text without letters."""
        key = normalise(text)
        if not key:
            return []
        found: list[Found] = []
        for one in dict.fromkeys((await self._without_district(key), key)):
            found += await self._read(text, one)
            if found:
                break
        return rank(found, limit=limit, near=near)

    async def reverse(self, point: Wgs84) -> Found | None:
        """Give what lies at a point: a house, a named place, a crossing or the street."""
        at = {"lon": point.lon, "lat": point.lat}
        rows = await self._fetch(statements.NEAR, {**at, "reach": 2 * NAMED_REACH_M})
        reaches = {"building": HOUSE_REACH_M, "crossing": CROSSING_REACH_M, "road": 0.0}
        for row in rows:
            if row["away_m"] <= reaches.get(row["kind"], NAMED_REACH_M):
                return _found(row, Match.EXACT, "")
        return await self._street_at(at)

    async def _street_at(self, at: Mapping[str, float]) -> Found | None:
        rows = await self._fetch(statements.STREET_AT, {**at, "reach": STREET_REACH_M})
        if not rows:
            return None
        key = normalise(rows[0]["name"])
        named = await self._fetch(statements.STREET_NAMED, {**at, "key": key})
        return _found(named[0], Match.EXACT, key) if named else None

    async def _without_district(self, key: str) -> str:
        """Take 宿城区 or 宿河市 off the front: people say it, and no key has it."""
        rows = await self._fetch(statements.REGION, {})
        region = str(rows[0]["region"]) if rows else ""
        if region != self._region:
            names = await self._fetch(statements.REGION_NAMES, {})
            self._prefixes = sorted((normalise(row["name"]) for row in names), key=len)[::-1]
            self._region = region
        for _ in range(2):
            longest = next((one for one in self._prefixes if key.startswith(one)), "")
            key = key.removeprefix(longest) or key
        return key

    async def _read(self, text: str, key: str) -> list[Found]:
        """Read a key in the ways that are likely; in the unlikely ones when nothing was found."""
        found = await self._begins(key)
        found += await self._houses(key)
        found += await self._crossing(text)
        if is_latin(key):
            found += await self._latin(key)
        if len(found) < statements.MOST:
            found += await self._within(key)
        return found or await self._unlikely(key)

    async def _begins(self, key: str) -> list[Found]:
        begins = beginning("begins", key)
        rows = list(await self._fetch(statements.BEGINS, begins))
        if any(one.isdigit() for one in key) or len(rows) < 3:
            rows += await self._fetch(statements.HOUSE_BEGINS, begins)
        return [_found(row, _exact_or_prefix(row, key), key) for row in rows]

    async def _houses(self, key: str) -> list[Found]:
        """Find houses by street or estate and number, the likeliest reading first."""
        for street, number in splits(key):
            asked = {
                "street": street,
                **beginning("begins", street),
                **beginning("number", number),
                "exactly": f" {street}",
                "spoken": f" {like(street)}%",
            }
            rows = list(await self._fetch(statements.HOUSES, asked))
            if is_latin(street):
                rows += await self._fetch(statements.HOUSES_BY_INITIALS, asked)
            if rows:
                return [_house(row, street, number) for row in rows]
        return []

    async def _crossing(self, text: str) -> list[Found]:
        roads = parts_of_crossing(text)
        if roads is None:
            return []
        first, second = roads
        asked = {**beginning("first", first), **beginning("second", second)}
        rows = await self._fetch(statements.CROSSING, asked)
        return [_found(row, Match.EXACT, first + second) for row in rows]

    async def _latin(self, key: str) -> list[Found]:
        asked = {"word": f"% {like(key)}%", "within": f"%{like(key)}%"}
        rows = await self._fetch(statements.LATIN, asked)
        found = [_found(row, _spoken(row, key), key) for row in rows]
        if len(found) < 3 and len(key) > 2:
            rows = await self._fetch(statements.LATIN_WITHIN, asked)
            found += [_found(row, Match.WITHIN, key) for row in rows]
        return found

    async def _within(self, key: str) -> list[Found]:
        if len(key) < 2:
            return []
        statement = statements.WITHIN_TWO if len(key) == 2 else statements.WITHIN
        rows = await self._fetch(statement, {"key": key, "within": f"%{like(key)}%"})
        return [_found(row, _exact_or_within(row, key), key) for row in rows]

    async def _unlikely(self, key: str) -> list[Found]:
        """Find names that the text contains, or that are written much like it."""
        rows = await self._fetch(statements.CONTAINED, {"parts": list(_parts(key))})
        found = [_found(row, Match.CONTAINED, key) for row in rows]
        if not found and len(key) > 2:
            rows = await self._fetch(statements.SIMILAR, {"key": key})
            found = [_found(row, Match.SIMILAR, key) for row in rows]
        return found


def _parts(key: str) -> Iterator[str]:
    """Give every piece of a text that may be a name."""
    for start in range(min(len(key), 24)):
        for end in range(start + 2, min(len(key), start + 16) + 1):
            yield key[start:end]


def _exact_or_prefix(row: Row, key: str) -> Match:
    return Match.EXACT if len(key) in {row["key_length"], row["alias_length"]} else Match.PREFIX


def _exact_or_within(row: Row, key: str) -> Match:
    return Match.EXACT if row["key_length"] == len(key) else Match.WITHIN


def _spoken(row: Row, key: str) -> Match:
    """Tell whether initials are those of the whole name."""
    return Match.EXACT if key in row["initials"].split() else Match.PREFIX


def _house(row: Row, street: str, number: str) -> Found:
    exact = row["number"] == number and row["parent"] == street
    return _found(row, Match.EXACT if exact else Match.ADDRESS, "")


def _found(row: Row, match: Match, key: str) -> Found:
    return Found(
        id=str(row["id"]),
        name=row["name"],
        detail=row["detail"],
        kind=row["kind"],
        initials=row["initials"].split(" ")[1] if " " in row["initials"] else "",
        point=Wgs84(row["lon"], row["lat"]),
        match=match,
        weight=row["weight"],
        excess=row["key_length"] - len(key),
    )
