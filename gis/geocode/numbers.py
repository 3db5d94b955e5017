"""House numbers: found in what was typed, written in one way, put between their neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gis.geocode.normalise import fold, normalise

_NUMBER = re.compile(
    r"(?P<mark>[甲乙丙丁])?(?P<digits>\d+)(?P<dashed>(?:-\d+)*)(?:\s?(?P<letter>[a-z])(?![a-z]))?"
    r"\s?(?P<unit>号楼|号院|单元|号|栋|幢|座|楼|室|层|弄|组|院|户|门)?"
    r"(?P<after>[甲乙丙丁](?![\u3400-\u9fff]))?(?:\s?附(?P<annex>\d+)号?)?"
    r"|(?<![a-z])(?P<lettered>[a-z])\s?(?P<of>号楼|座|栋|幢)"
)
# What is behind a door: kept as it was typed, on no map.
INDOORS = frozenset({"单元", "室", "层", "户", "门"})
_BUILDINGS = frozenset({"号楼", "栋", "幢", "座", "楼"})
_PLAIN = re.compile(r"(\d+)(?:-(\d+))?[a-z]?")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One way to read a text: a name and a number on it.

    Attributes:
        unit: What the number counts as it was typed; empty where nothing was.
        rest: What stands behind: a unit, a room.
    """

    name: str
    number: str
    unit: str
    rest: str

    @property
    def said(self) -> str:
        """The number with its unit."""
        return self.number + self.unit

    @property
    def is_building(self) -> bool:
        """Whether the number is a building's in an estate."""
        return self.unit in _BUILDINGS

    @property
    def complete(self) -> bool:
        """Whether no further digit can come: something stands behind the number."""
        return bool(self.unit or self.rest)


def readings(text: str) -> list[Numbered]:
    """Give every way to read a text as a name and a number, the longest name first.

    人民大道6号院2号楼 may be house 2 of 人民大道6号院, or house 6 of 人民大道; 12 Hauptstraße has
    its number in front; of 幸福里3-2-502 only the first may be a house.
    """
    folded = fold(text)
    found: list[Numbered] = []
    for match in _NUMBER.finditer(folded):
        unit = match["unit"] or match["of"] or ""
        if unit not in INDOORS:
            found += _readings(folded, match)
        if unit in INDOORS | _BUILDINGS:
            break
    return list(reversed(found))


@lru_cache(maxsize=20_000)
def number_key(number: str) -> str:
    """Give the key of a house number: 38号 is 38, 甲38号 is 38甲, 38号附2号 is 38附2."""
    match = _NUMBER.match(fold(number))
    return _key(match) if match else normalise(number)


def values(number: str) -> tuple[int, ...]:
    """Give what a key counts: 12a gives 12, 12-16 both ends; nothing for what is no number."""
    match = _PLAIN.fullmatch(number)
    if match is None:
        return ()
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first < last <= first + 40 else (first,)


@dataclass(frozen=True, slots=True)
class Between:
    """Where a number lies between two that are known: share of the way from the lower one."""

    lower: int
    upper: int
    share: float


def between(number: str, known: Sequence[int]) -> Between | None:
    """Put a number between its neighbours, those of its own side of the street before any."""
    counted = values(number)
    if not counted or not known:
        return None
    wanted = counted[0]
    same_side = [one for one in known if one % 2 == wanted % 2]
    for side in (same_side, known):
        lower = max((one for one in side if one < wanted), default=None)
        upper = min((one for one in side if one > wanted), default=None)
        if lower is not None and upper is not None:
            return Between(lower, upper, (wanted - lower) / (upper - lower))
    return None


def _readings(folded: str, match: re.Match[str]) -> Iterator[Numbered]:
    name, rest = folded[: match.start()].strip(" ,"), folded[match.end() :].strip(" ,")
    key, unit = _key(match), match["unit"] or match["of"] or ""
    if not name and rest:
        yield Numbered(rest, key, unit, "")
    if name and match["dashed"]:
        yield Numbered(name, match["digits"], "", f"{match['dashed']}{unit}{rest}")
    if name:
        yield Numbered(name, key, unit, rest)


def _key(match: re.Match[str]) -> str:
    if match["lettered"]:
        return match["lettered"]
    annex = f"附{match['annex']}" if match["annex"] else ""
    digits = match["digits"].lstrip("0") or "0"
    extra = (match["letter"] or "") + (match["mark"] or match["after"] or "")
    return digits + match["dashed"] + extra + annex
