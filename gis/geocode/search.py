"""The search: reads what was typed in every way it may be meant, and ranks what was found."""

import re
from dataclasses import dataclass

from gis.datum import Wgs84
from gis.geocode import statements
from gis.geocode.coordinates import Bounds, Coordinate, read_coordinate
from gis.geocode.crossings import Crossings
from gis.geocode.districts import RegionNames, judged
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.houses import Houses
from gis.geocode.motorway import Motorways
from gis.geocode.names import SURE, Names, found_of
from gis.geocode.nearby import Nearby, nearest
from gis.geocode.normalise import fold, normalise
from gis.geocode.rank import rank
from gis.geocode.statements import Fetch, beginning
from gis.geocode.typed import LONGEST_TYPED, Typed, take_apart

POOR = 0.6
_NUMBERED = re.compile(r"\d|[a-z]\s?(?:座|栋|幢)")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a text may mean.

    Attributes:
        hint: 对面, near and the like, as it was typed: it belongs beside whatever is chosen.
        centred: Distances are from the region's middle, for want of the caller's point.
    """

    places: list[Found]
    hint: str
    centred: bool


@dataclass(frozen=True, slots=True)
class _Region:
    """The region in force."""

    version: str = ""
    bounds: Bounds | None = None

    @property
    def middle(self) -> Wgs84 | None:
        if self.bounds is None:
            return None
        west, south, east, north = self.bounds
        return Wgs84((west + east) / 2, (south + north) / 2)


class Search:
    """Finds places in the region in force.

    Args:
        fetch: Runs one statement and gives its rows.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._names = Names(fetch)
        self._houses = Houses(fetch, self._names)
        self._crossings = Crossings(fetch, self._names)
        self._motorways = Motorways(fetch, self._names)
        self._region = _Region()
        self._region_names = RegionNames()

    async def suggest(self, text: str, *, limit: int, near: Wgs84 | None) -> Suggested:
        """Give places that a text may mean, best first; nothing for a text without letters."""
        text = text[:LONGEST_TYPED]
        if not normalise(text):
            return Suggested([], "", near is None)
        await self._learn_region()
        told = read_coordinate(text, self._region.bounds)
        if told is not None:
            return Suggested([await self._at(told, near)], "", near is None)
        origin = near or self._region.middle
        posts = await self._motorways.find(text)
        if _best(posts) >= POOR:
            return Suggested(rank(posts, limit=limit, origin=origin), "", near is None)
        typed = take_apart(text)
        found = [*posts, *await self._apart(typed)]
        return Suggested(rank(found, limit=limit, origin=origin), typed.hint, near is None)

    async def reverse(self, point: Wgs84) -> Nearby | None:
        """Give what lies at a point."""
        return await nearest(self._fetch, point)

    async def _learn_region(self) -> None:
        rows = await self._fetch(statements.REGION, {})
        version = str(rows[0]["region"]) if rows else ""
        if version != self._region.version:
            row = rows[0] if rows else None
            bounds = (row["west"], row["south"], row["east"], row["north"]) if row else None
            named = await self._fetch(statements.REGION_NAMES, {})
            self._region_names = RegionNames((one["name"], one["divides"]) for one in named)
            self._region = _Region(version, bounds)

    async def _apart(self, typed: Typed) -> list[Found]:
        """Look for the place without hint and district, and with them: a name may have both."""
        stripped = self._region_names.strip(typed.core)
        found = [judged(one, stripped.districts) for one in await self._read(stripped.text)]
        plain = normalise(stripped.text)
        for text in dict.fromkeys((typed.core, typed.text)):
            if normalise(text) != plain:
                found += await self._named(text)
        if _best(found) < POOR and normalise(typed.text) != plain:
            found += await self._read(typed.text)
        return found

    async def _read(self, text: str) -> list[Found]:
        """Read a text without hints and districts in the ways in which it may be meant."""
        if not normalise(text):
            return []
        found = await self._crossings.find(text)
        if found:
            return [*found, *await self._named(text)]
        if _NUMBERED.search(fold(text)):
            found += await self._houses.find(text)
            if _best(found) < SURE:
                found += [*await self._houses_by_key(text), *await self._names.begun(text)]
        return found if _best(found) >= POOR else [*found, *await self._names.find(text)]

    async def _named(self, text: str) -> list[Found]:
        """Give places that are called exactly so."""
        rows = await self._fetch(statements.CALLED, {"key": normalise(text)})
        whole = (Reason(Part.NAME, How.WHOLE),)
        return [found_of(row, 1.0, whole) for row in rows]

    async def _houses_by_key(self, text: str) -> list[Found]:
        """Find houses whose street is no named place of its own."""
        key = normalise(text)
        rows = await self._fetch(statements.HOUSE_BEGINS, beginning("begins", key))
        whole, begun = (Reason(Part.NAME, How.WHOLE),), (Reason(Part.NUMBER, How.BEGINNING),)
        return [
            found_of(row, 1.0, whole) if row["key"] == key else found_of(row, 0.8, begun)
            for row in rows
        ]

    async def _at(self, told: Coordinate, near: Wgs84 | None) -> Found:
        """Give a point that was typed as numbers, with what lies there."""
        at = told.point
        beside = await nearest(self._fetch, at)
        said = {
            How.SWAPPED: told.swapped,
            How.CONVERTED: told.converted,
            How.OUTSIDE: beside is None,
        }
        meant = f"N{at.lat:.5f}°, E{at.lon:.5f}°" if told.swapped else ""
        reasons = [Reason(Part.POINT, how, meant) for how, holds in said.items() if holds]
        found = Found(
            id="point",
            name=f"{at.lat:.5f}, {at.lon:.5f}",
            detail=beside.found.name if beside else "",
            district=beside.found.district if beside else "",
            kind="coordinate",
            initials="",
            point=at,
            key="",
            confidence=0.6 if beside is None else 0.95 if reasons else 1.0,
            reasons=tuple(reasons) or (Reason(Part.POINT, How.WHOLE),),
            weight=0,
        )
        return rank([found], limit=1, origin=near or self._region.middle)[0]


def _best(found: list[Found]) -> float:
    return max((one.confidence for one in found), default=0.0)
