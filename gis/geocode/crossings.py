"""Crossings: two roads, said in one of the ways in which people say it."""

import re
from collections.abc import Sequence

from gis.geocode import statements
from gis.geocode.found import Found, How, Part, Reason
from gis.geocode.names import Names, found_of
from gis.geocode.normalise import fold
from gis.geocode.statements import Fetch

# Between two roads, the surest first: a name may have 和 or 交 in it.
_BETWEEN = tuple(
    re.compile(rf"\s*(?:{one})\s*")
    for one in (r"[/&+@×]|(?<=\S)\s[x]\s", "[与與]", "[和跟及、]", "交")
)
_CERTAIN = frozenset("/&+@×x")
_MEETING = (
    *(
        "十字路口",
        "丁字路口",
        "交叉路口",
        "交叉口",
        "交汇处",
        "交匯處",
        "交汇口",
        "交界处",
        "交界處",
    ),
    *("交会处", "交會處", "相交处", "相交處", "交界", "交口"),
)
# May be the end of a name too: only behind a road.
_CORNERS = ("路口", "转角", "轉角", "拐角", "口")
_ROAD_ENDINGS = ("路", "街", "道", "巷", "线", "里", "弄")
LEAST_ROAD, MOST_ROADS = 0.6, 12
APART, ONE_ROAD = 0.6, 0.55
_SPOKEN = (
    re.compile(
        r"(?:the )?(?:corner|crossing|intersection|junction)(?: of)? (.+?) (?:and|with|&|/) (.+)"
    ),
    re.compile(r"(?:esquina|cruzamento) d[aeo]s? (.+?) (?:com|e) (?:a |o )?(.+)"),
    re.compile(r"(.+?),? ecke (.+)"),
    re.compile(r"(.+?) (?:and|at|und) (.+)"),
)
_BOTH = re.compile(rf"(.+?[{''.join(_ROAD_ENDINGS)}])\s*(.+)")


def roads_of_crossing(text: str) -> tuple[str, str] | None:
    """Give two roads when a text names their crossing: 幸福路与洪泽湖路口, corner of A and B."""
    folded = fold(text)
    whole = _without_ending(folded)
    told = whole != folded
    for pattern in _BETWEEN:
        for between in pattern.finditer(whole):
            first, second = whole[: between.start()].strip(), whole[between.end() :].strip()
            certain = told or between.group().strip() in _CERTAIN or first.endswith(_ROAD_ENDINGS)
            if first and second and certain:
                return first, second
    spoken = next((match for one in _SPOKEN if (match := one.fullmatch(whole))), None)
    spoken = spoken or (_BOTH.fullmatch(whole) if told else None)
    return (spoken[1].strip(), spoken[2].strip()) if spoken else None


def _without_ending(text: str) -> str:
    """Take 路口, 交叉口 and the like off: 洪泽湖路口 and 洪泽湖路路口 are both at 洪泽湖路."""
    for ending in _MEETING:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending).rstrip()
    for ending in _CORNERS:
        left = text.removesuffix(ending).rstrip()
        if left != text and (left.endswith(_ROAD_ENDINGS) or _stands_between(left)):
            return left
    return text


def _stands_between(text: str) -> bool:
    """Tell whether letters stand before an ending: xfl/hzhl路口."""
    return text[-1:].isascii() and any(one in text for one in "/与與和")


class Crossings:
    """Looks for crossings.

    Args:
        fetch: Runs one statement and gives its rows.
        names: Finds roads.
    """

    def __init__(self, fetch: Fetch, names: Names) -> None:
        self._fetch = fetch
        self._names = names

    async def find(self, text: str) -> list[Found]:
        """Give every crossing of two roads, also of several of one name, in no order.

        Roads that do not meet are given themselves, and that is said.
        """
        roads = roads_of_crossing(text)
        if roads is None:
            return []
        first, second = await self._roads(roads[0]), await self._roads(roads[1])
        if not first or not second:
            unknown = Reason(Part.CROSSING, How.UNKNOWN, roads[1] if first else roads[0])
            return [one.doubted(ONE_ROAD, unknown) for one in first or second]
        found = await self._meeting(first, second)
        return found or [*_apart(first, second), *_apart(second, first)]

    async def _roads(self, name: str) -> list[Found]:
        named = [one for one in await self._names.find(name) if one.kind == "road"]
        best = max((one.confidence for one in named), default=0.0)
        likely = [one for one in named if one.confidence >= max(LEAST_ROAD, best - 0.15)]
        return sorted(likely, key=lambda one: (-one.confidence, one.excess, one.id))[:MOST_ROADS]

    async def _meeting(self, first: Sequence[Found], second: Sequence[Found]) -> list[Found]:
        one, other = _by_key(first), _by_key(second)
        asked = {"first": list(one), "second": list(other)}
        found = []
        for row in await self._fetch(statements.CROSSING, asked):
            ends = (row["parent"], row["number"])
            here, there = ends if ends[0] in one and ends[1] in other else ends[::-1]
            worse = min(one[here], other[there], key=lambda road: road.confidence)
            reasons = (*worse.reasons, Reason(Part.CROSSING, How.WHOLE))
            excess = one[here].excess + other[there].excess
            found.append(found_of(row, worse.confidence, reasons, excess=excess))
        return found


def _by_key(roads: Sequence[Found]) -> dict[str, Found]:
    return {one.key: one for one in reversed(roads)}


def _apart(roads: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    reason = Reason(Part.CROSSING, How.APART, others[0].name)
    return [one.doubted(APART, reason) for one in roads[:2]]
